import { GaussianNB } from '@hml/classic';
import { neg, type Tensor } from '@hml/tensor';
import type { Matrix, Model, Targets } from '@hml/testing';
import { answering, changed, type EstimatorFault, predictions, tampered } from './fault.ts';

const bayes = (options: object): GaussianNB => new GaussianNB(options);
const classifier = { kind: 'classifier', spec: { tolerance: 1e-8 } } as const;
const tampering = (change: (model: Model) => object) => (options: object) => tampered(bayes(options), answering(change));
const proba = (change: (p: Tensor) => Tensor) =>
  tampering((model) => ({ predictProba: (X: Matrix) => change(Object(model).predictProba(X)) }));

/** Labels that change, and probabilities that are none. */
export const labelFaults: readonly EstimatorFault[] = [
  { ...classifier, name: 'a healthy classifier', make: bayes, fails: [] },
  {
    ...classifier,
    name: 'codes in the place of labels',
    make: tampering((model) => ({ predict: (X: Matrix) => predictions(model, X).map((label) => model.classes?.indexOf(label)) })),
    fails: [
      'C15 weights matter in partialFit',
      'C17 labels no',
      'C17 labels ant',
      'C17 labels false',
      'C17 labels -1',
      'C17 labels 10',
      'C13 a model comes back',
      'C17 one class',
      'C18 probabilities',
      'X03',
      'shards',
    ],
  },
  {
    ...classifier,
    name: 'labels that come back as text',
    make: tampering((model) => ({ predict: (X: Matrix) => predictions(model, X).map(String) })),
    fails: ['C17 labels false', 'C17 labels -1', 'C17 labels 10', 'C17 labels 0', 'X03'],
  },
  {
    ...classifier,
    name: 'fractions that are rounded to labels',
    make: (options) =>
      tampered(bayes(options), {
        y: (y) => (Array.isArray(y) ? y.map((value) => (Number.isFinite(value) ? Math.round(value) : value)) : y),
      }),
    fails: ['C17 fractions'],
  },
  {
    ...classifier,
    name: 'an accuracy in percent',
    make: tampering((model) => ({ score: (X: Matrix, y: Targets, given?: object) => 100 * Number(model.score?.(X, y, given)) })),
    fails: ['C13 a model comes back', 'C17 labels'],
  },
  {
    ...classifier,
    name: 'probabilities that add up to a little more than 1',
    make: proba((p) => p.mul(1 + 1e-9)),
    fails: ['C13 a model comes back', 'C18 probabilities'],
  },
  {
    ...classifier,
    name: 'probabilities of the other classes',
    make: proba((p) => neg(p).add(1).div(2)),
    fails: ['C15 weights matter in partialFit', 'C13 a model comes back', 'C18 probabilities', 'shards'],
  },
  {
    ...classifier,
    name: 'a partialFit that forgets',
    make: (options) => {
      const recipe = bayes(options);
      return changed(recipe, {
        partialFit: (X: number[][], y: string[], _?: unknown, given?: object) => recipe.partialFit(X, y, undefined, given),
      });
    },
    fails: ['C06 another number', 'shards'],
  },
  {
    ...classifier,
    name: 'a classifier that knows the first half of the rows only',
    make: (options) =>
      tampered(bayes(options), {
        X: (X) => (Array.isArray(X) && X.length === 60 ? X.slice(0, 30) : X),
        y: (y) => (Array.isArray(y) && y.length === 60 ? y.slice(0, 30) : y),
      }),
    fails: ['X06'],
  },
  {
    ...classifier,
    name: 'a classifier to which names of classes matter',
    make: (options) => tampered(bayes(options), { y: (y) => (Array.isArray(y) && y.includes('zebra') ? y.toReversed() : y) }),
    fails: ['X03'],
  },
  {
    ...classifier,
    name: 'a hundred columns that underflow',
    make: tampering((model) => ({
      predictProba: (X: Matrix) =>
        Object(model)
          .predictProba(X)
          .mul(model.nFeaturesIn > 50 ? Number.NaN : 1),
    })),
    fails: ['X02 a hundred columns'],
  },
];
