import {
  LinearRegression,
  LinearRegressionGD,
  LogisticRegression,
  type LogisticRegressionModel,
  MultiOutputLinearRegressionModel,
} from '@hml/classic';
import { svd, tensor } from '@hml/tensor';
import type { Matrix, Model, Targets } from '@hml/testing';
import { answering, changed, type EstimatorFault, loading, ofRows, tampered } from './fault.ts';

const logistic = (options: object): LogisticRegression => new LogisticRegression({ tol: 1e-10, ...options });
const classifier = { kind: 'classifier', spec: { tolerance: 1e-7, sparse: true } } as const;
const tampering = (change: (model: Model) => object) => (options: object) => tampered(logistic(options), answering(change));

/** Named columns as rows in the order in which they come. */
const asTheyCome = (X: Matrix): Matrix =>
  'age' in X ? Array.from(X.age, (_, i) => Object.values(X).map((column: ArrayLike<number>) => column[i])) : X;
const decision = (model: Model, X: Matrix): unknown => model.decisionFunction?.(X);

/** Labels that are no text, as text; hostile lists as they are. */
const asText = (labels: unknown): unknown =>
  Array.isArray(labels) && labels.length < 10 && labels.every((label) => /number|boolean/.test(typeof label)) ? labels.map(String) : labels;

interface AsyncOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (report: unknown) => void;
}

/** How far the mean probability of the first class is from its share: the derivative of the mean cost by its intercept. */
function meanProbability(
  model: LogisticRegressionModel<string>,
  X: readonly (readonly number[])[],
  y: readonly string[],
  weights: readonly number[],
): number {
  const [total, rows] = [weights.reduce((sum, weight) => sum + weight, 0), model.predictProba(X).toTypedArray()];
  return Math.abs(weights.reduce((sum, s, i) => sum + (s * (rows[3 * i] - Number(y[i] === model.classes[0]))) / total, 0));
}

/** Decisions, scores and limits that nobody looks at, models that stop short of their solution. */
export const decisionFaults: readonly EstimatorFault[] = [
  {
    ...classifier,
    name: 'decisions whose columns are in reverse',
    make: tampering((model) => ({
      decisionFunction: (X: Matrix) => {
        const rows: unknown = Object(decision(model, X));
        return rows instanceof Float64Array
          ? rows
          : Object(rows)
              .toArray()
              .map((row: readonly number[]) => row.toReversed());
      },
    })),
    fails: ['C13 a model comes back', 'C18 of several classes'],
  },
  {
    ...classifier,
    name: 'decisions of sparse rows that are zero',
    make: tampering((model) => ({
      decisionFunction: (X: Matrix) => ('indptr' in X ? new Float64Array(X.shape[0]) : decision(model, X)),
    })),
    fails: ['C26'],
  },
  {
    ...classifier,
    name: 'decisions that take named columns as they come',
    make: tampering((model) => ({ decisionFunction: (X: Matrix) => decision(model, asTheyCome(X)) })),
    fails: ['C06 named'],
  },
  {
    ...classifier,
    name: 'a score that takes named columns as they come',
    make: tampering((model) => ({ score: (X: Matrix, y: Targets, given?: object) => model.score?.(asTheyCome(X), y, given) })),
    fails: ['C06 named'],
  },
  {
    ...classifier,
    name: 'labels that are saved as text',
    make: (options) =>
      tampered(
        logistic(options),
        loading((json) => ({ ...json, classes: asText(json.classes) })),
      ),
    fails: ['C17 labels false', 'C17 labels -1', 'C17 labels 10', 'C17 labels 0'],
  },
  {
    ...classifier,
    name: 'a strength below 0 that counts as 1',
    make: (options) => logistic('C' in options && typeof options.C === 'number' && options.C <= 0 ? { ...options, C: 1 } : options),
    fails: ['C27 a number'],
  },
  {
    ...classifier,
    name: 'a limit of iterations that is rounded',
    make: (options) =>
      logistic(
        'maxIter' in options && Number.isFinite(options.maxIter)
          ? { ...options, maxIter: Math.max(1, Math.round(Number(options.maxIter))) }
          : options,
      ),
    fails: ['C27 a number'],
  },
  {
    kind: 'classifier',
    spec: { tolerance: 1e-7, sparse: true, certificate: meanProbability },
    name: 'a healthy classifier with a certificate',
    make: logistic,
    fails: [],
  },
  {
    kind: 'classifier',
    spec: { tolerance: 1e-2, sparse: true, certificate: (...of: Parameters<typeof meanProbability>) => 1e4 * meanProbability(...of) },
    name: 'a solver that stops before the minimum',
    make: (options) => new LogisticRegression({ tol: 1e-2, ...options }),
    fails: ['C26', 'X08'],
  },
  {
    kind: 'regressor',
    spec: { tolerance: 1e-5, sparse: true },
    name: 'a fitAsync that reports at the end only',
    make: (options) => {
      const recipe = new LinearRegressionGD({ learningRate: 0.3, ...options });
      return changed(recipe, {
        fitAsync: async (X: number[][], y: number[], given: AsyncOptions = {}) => {
          let last: unknown;
          const model = await recipe.fitAsync(X, y, { ...given, onProgress: (report) => (last = report) });
          given.onProgress?.(last);
          given.signal?.throwIfAborted();
          return model;
        },
      });
    },
    fails: ['fitAsync reports'],
  },
  {
    kind: 'regressor',
    spec: { severalOutputs: true, sparse: true },
    name: 'a healthy regressor of several targets',
    make: (options) => new LinearRegression(options),
    fails: [],
  },
  {
    kind: 'regressor',
    spec: { severalOutputs: true, sparse: true },
    name: 'a model of several targets that is neither saved nor scored',
    make: (options) =>
      tampered(new LinearRegression(options), {
        model: (model) =>
          model instanceof MultiOutputLinearRegressionModel
            ? changed<Model>(model, { constructor: { kind: 'none', fromJSON: () => 7 }, score: () => 99, toJSON: () => ({}) })
            : model,
      }),
    fails: ['C01 a misspelt option of fit', 'C13', 'C15 weights matter', 'C19 score', 'C26'],
  },
  {
    kind: 'regressor',
    spec: { sparse: true },
    name: 'an error of a part that nobody asked for',
    make: (options) =>
      tampered(new LinearRegression(options), {
        X: ofRows((rows) => {
          if (rows.some((row) => row.some((value) => Number.isFinite(value) && Math.abs(value) > 1e100))) svd(tensor([[Number.NaN]]));
          return rows;
        }),
      }),
    fails: ['X02 huge values'],
  },
];
