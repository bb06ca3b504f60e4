import { StandardScaler } from '@hml/classic';
import type { Matrix, Model, UnsupervisedRecipe } from '@hml/testing';
import { changed, type TransformerFault } from './fault.ts';

const spec = { allowNaN: true };
const scaler = (options: object): StandardScaler => new StandardScaler(options);

/** A scaler whose `fit` gives a model some of whose members are others. */
const answering =
  (change: (model: Model) => object) =>
  (options: object): UnsupervisedRecipe => {
    const recipe = scaler(options);
    return changed(recipe, {
      fit: (X: Matrix, given?: object) => {
        const model = recipe.fit(X, given);
        return changed<Model>(model, change(model));
      },
    });
  };

/** Columns that get lost on the way. */
export const transformerFaults: readonly TransformerFault[] = [
  { name: 'a healthy transformer', make: scaler, spec, fails: [] },
  {
    name: 'an inverse that adds no mean',
    make: answering((model) => ({ inverseTransform: (Z: Matrix) => model.inverseTransform?.(Z).mul(2) })),
    spec,
    fails: ['C20 inverseTransform'],
  },
  {
    name: 'fewer names than columns',
    make: answering(() => ({ featureNamesOut: ['x0', 'x1'] })),
    spec,
    fails: ['C20 transform', 'C20 the names'],
  },
  {
    name: 'names in another order than the columns',
    make: answering((model) => ({ featureNamesOut: model.featureNamesIn?.toReversed() ?? model.featureNamesOut })),
    spec,
    fails: ['C20 the names'],
  },
];
