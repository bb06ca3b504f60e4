import type { Tensor } from '@hml/tensor';
import type { EstimatorSpec, Label, Matrix, Model, SupervisedRecipe, Targets, UnsupervisedRecipe } from '@hml/testing';

/** An estimator with one thing wrong, and the checks that must notice. */
export interface EstimatorFault {
  /** What is wrong. */
  readonly name: string;
  readonly kind: 'classifier' | 'regressor';
  readonly make: (options: object) => SupervisedRecipe;
  readonly spec?: EstimatorSpec;
  /** How the titles of the checks begin that must fail; all others must pass. */
  readonly fails: readonly string[];
}

/** A transformer with one thing wrong. */
export interface TransformerFault extends Omit<EstimatorFault, 'kind' | 'make'> {
  readonly make: (options: object) => UnsupervisedRecipe;
}

/** The same object with some members replaced; all others work on the original. */
export function changed<T extends object>(target: T, members: object): T {
  return new Proxy(target, {
    get(original, name) {
      if (Object.hasOwn(members, name)) return Reflect.get(members, name);
      const value: unknown = Reflect.get(original, name);
      return typeof value === 'function' && name !== 'constructor' ? value.bind(original) : value;
    },
    has: (original, name) => Object.hasOwn(members, name) || Reflect.has(original, name),
  });
}

/** What happens on the way into a fit, and to the model that comes out, in whichever of the three ways it is run. */
export interface Tampering {
  readonly X?: (X: Matrix) => Matrix;
  readonly y?: (y: Targets) => Targets;
  readonly options?: (options: object) => object;
  readonly model?: (model: Model) => Model;
  /** Members of the recipe that are others. */
  readonly members?: object;
}

/** A recipe with something wrong. */
export function tampered(recipe: SupervisedRecipe, tampering: Tampering): SupervisedRecipe {
  const { X: ofX = (X) => X, y: ofY = (y) => y, options: ofOptions = (options) => options, model = (one) => one, members } = tampering;
  return changed(recipe, {
    fit: (X: Matrix, y: Targets, options: object = {}) => model(recipe.fit(ofX(X), ofY(y), ofOptions(options))),
    fitAsync: async (X: Matrix, y: Targets, options: object = {}) => model(await recipe.fitAsync(ofX(X), ofY(y), ofOptions(options))),
    steps: (X: Matrix, y: Targets, options: object = {}) => {
      const run = recipe.steps(ofX(X), ofY(y), ofOptions(options));
      return {
        next: () => run.next(),
        [Symbol.iterator]: () => run[Symbol.iterator](),
        get model() {
          return model(run.model);
        },
      };
    },
    ...members,
  });
}

/** Tampering with the models: some of their methods are others. */
export function answering(change: (model: Model) => object): Tampering {
  return { model: (model) => changed(model, change(model)) };
}

/** Tampering that changes what a regressor of one target says. */
export function predicting(change: (predicted: number[]) => number[]): Tampering {
  return answering((model) => ({
    predict: (X: Matrix) => {
      const predicted = model.predict?.(X);
      return predicted instanceof Float64Array ? Float64Array.from(change(Array.from(predicted))) : predicted;
    },
  }));
}

/** Tampering that changes what a model is asked about. */
export function askedAbout(change: (X: Matrix) => Matrix): Tampering {
  return answering((model) => ({ predict: (X: Matrix) => model.predict?.(change(X)) }));
}

/** Tampering that changes what is saved. */
export function saving(change: (json: Record<string, unknown>) => object): Tampering {
  return answering((model) => ({ toJSON: () => change({ ...model.toJSON() }) }));
}

/** Tampering that changes what is loaded, before the model's class sees it. */
export function loading(change: (json: Record<string, unknown>) => unknown): Tampering {
  return {
    model: (model) => {
      const { kind, fromJSON } = Object(model).constructor;
      const ofModel = {
        kind,
        fromJSON: (json: unknown): unknown =>
          changed(Object(fromJSON(typeof json === 'object' && json !== null && !Array.isArray(json) ? change({ ...json }) : json)), {
            constructor: ofModel,
          }),
      };
      return changed(model, { constructor: ofModel });
    },
  };
}

/** What a classifier predicts, as a list. */
export function predictions(model: Model, X: Matrix): Label[] {
  const predicted = model.predict?.(X);
  if (predicted !== undefined && 'length' in predicted) return Array.from(predicted);
  throw new Error('no list of predictions');
}

/** A change of rows of numbers; whatever else `X` may be stays as it is. */
export function ofRows(change: (rows: readonly number[][]) => Matrix): (X: Matrix) => Matrix {
  return (X) => (isRows(X) ? change(X) : X);
}

function isRows(X: Matrix): X is readonly number[][] {
  return Array.isArray(X) && X.every(Array.isArray);
}

/** Those of the options that have one of these names. */
export function only(options: object, ...names: readonly string[]): object {
  return Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name)));
}

/** The rows of a tensor, as numbers. */
export function rowsOf(x: Tensor): number[][] {
  const [n, d] = x.shape;
  const values = Array.from(x.toTypedArray());
  return Array.from({ length: n }, (_, i) => values.slice(i * d, (i + 1) * d));
}

/** The options without weights. */
export function unweighted(options: object): object {
  return Object.fromEntries(Object.entries(options).filter(([name]) => name !== 'sampleWeight'));
}

/** Whether there are weights, and none of them is an error. */
export function isWeighted(options: object): boolean {
  const weights = 'sampleWeight' in options ? Object.values(Object(options.sampleWeight)).map(Number) : [];
  return weights.length > 1 && weights.every((weight) => weight >= 0) && weights.some((weight) => weight > 0);
}
