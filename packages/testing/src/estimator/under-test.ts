import type { Tensor } from '@hml/tensor';

/** The labels of classes. */
export type Label = string | number | boolean;

/** The kinds of input that estimators are given as `X`. */
export type Matrix =
  | readonly ArrayLike<number>[]
  | Tensor<readonly [number, number]>
  | FlatMatrix
  | ObjectRows
  | SparseLike
  | Readonly<Record<string, ArrayLike<number>>>;

/** Numbers row by row, with their shape. */
export interface FlatMatrix {
  /** The elements. */
  readonly data: ArrayLike<number>;
  /** Rows and columns. */
  readonly shape: readonly [number, number];
}

/** Rows of objects, and the properties to read. */
export interface ObjectRows {
  /** One object per sample. */
  readonly rows: readonly object[];
  /** The properties that are the columns. */
  readonly columns: readonly string[];
}

/** Compressed sparse rows, as a matrix of them or as its arrays. */
export interface SparseLike {
  /** Rows and columns. */
  readonly shape: readonly [number, number];
  /** Where the entries of each row begin, and behind the last row where they end. */
  readonly indptr: Int32Array;
  /** The column of each entry. */
  readonly indices: Int32Array;
  /** The entries. */
  readonly values: Float64Array | Float32Array;
}

/** The kinds of input that estimators are given as `y`. */
export type Targets = ArrayLike<Label> | Tensor<readonly [number]> | Matrix;

/** What `fit` takes beside the data. */
export interface FitOptions {
  /** Weights, one per sample. */
  readonly sampleWeight?: ArrayLike<number>;
  /** Where warnings go. */
  readonly onWarning?: (warning: Error) => void;
}

/** How far a fit has come. */
export interface Progress {
  /** Iterations so far. */
  readonly nIter: number;
  /** Iterations at most. */
  readonly maxIter: number;
  /** The state after the latest. */
  readonly state: unknown;
}

/** What `fitAsync` takes in addition. */
export interface AsyncFitOptions extends FitOptions {
  /** Stops the fit. */
  readonly signal?: AbortSignal;
  /** Called with the latest state now and then, and at the end. */
  readonly onProgress?: (progress: Progress) => void;
}

/** A fit in slow motion. */
export interface Steps extends Iterable<unknown> {
  /** Goes on to the next state. */
  next(): IteratorResult<unknown, undefined>;
  /** The finished model. */
  readonly model: Model;
}

/** A fitted model, with whatever of these its kind has. */
export interface Model {
  /** How many columns `X` had. */
  readonly nFeaturesIn: number;
  /** Their names, where they had some. */
  readonly featureNamesIn: readonly string[] | undefined;
  /** The model as plain data. */
  toJSON(): object;
  /** A target per row. */
  predict?(X: Matrix): ArrayLike<Label> | Tensor;
  /** How good the predictions are. */
  score?(X: Matrix, y: Targets, options?: { readonly sampleWeight?: ArrayLike<number> }): number;
  /** Rows of other columns. */
  transform?(X: Matrix): Tensor<readonly [number, number]>;
  /** The rows that `transform` made these of. */
  inverseTransform?(X: Matrix): Tensor;
  /** The probabilities of the classes. */
  predictProba?(X: Matrix): Tensor;
  /** Their logarithms. */
  predictLogProba?(X: Matrix): Tensor;
  /** What the classes are decided by. */
  decisionFunction?(X: Matrix): Tensor | Float64Array;
  /** The names of the columns of `transform`. */
  readonly featureNamesOut?: readonly string[];
  /** The labels, sorted. */
  readonly classes?: readonly Label[];
  /** Iterations that were made. */
  readonly nIter?: unknown;
  /** Whether they were enough. */
  readonly converged?: unknown;
}

/** The class of a model, which reads what its models save. */
export interface ModelClass {
  /** Its name in saved files. */
  readonly kind: string;
  /** The model that was saved. */
  fromJSON(json: unknown): Model;
}

/** A recipe that learns from `X` alone. */
export interface UnsupervisedRecipe {
  /** The options, frozen. */
  readonly options: object;
  /** Learns, and gives the model. */
  fit(X: Matrix, options?: FitOptions): Model;
  /** The same, one state at a time. */
  steps(X: Matrix, options?: FitOptions): Steps;
  /** The same without blocking. */
  fitAsync(X: Matrix, options?: AsyncFitOptions): Promise<Model>;
}

/** A recipe that learns `y` from `X`. */
export interface SupervisedRecipe {
  /** The options, frozen. */
  readonly options: object;
  /** Learns, and gives the model. */
  fit(X: Matrix, y: Targets, options?: FitOptions): Model;
  /** The same, one state at a time. */
  steps(X: Matrix, y: Targets, options?: FitOptions): Steps;
  /** The same without blocking. */
  fitAsync(X: Matrix, y: Targets, options?: AsyncFitOptions): Promise<Model>;
}

/** What kinds of estimators there are. */
export type EstimatorKind = 'classifier' | 'regressor' | 'transformer';

/** What the suite cannot find out by asking the estimator; `Target` is the type of the targets it is given. */
export interface EstimatorSpec<Target = never> {
  /** How far results may lie apart that are equal but for rounding, relative to 1 or the value. @defaultValue 1e-10 */
  readonly tolerance?: number;
  /** Whether NaN in `X` stands for a missing value rather than an error. @defaultValue false */
  readonly allowNaN?: boolean;
  /** Whether `X` may hold numbers of 0 or more only. @defaultValue false */
  readonly nonNegative?: boolean;
  /** Whether a sparse `X` is learned from; else it must be refused. @defaultValue false */
  readonly sparse?: boolean;
  /** Whether a classifier gives probabilities; else `predictProba` and `predictLogProba` are not there, or refuse. @defaultValue true */
  readonly probabilities?: boolean;
  /** Whether a regressor is given two targets per row rather than one, everywhere. @defaultValue false */
  readonly severalOutputs?: boolean;
  /** Whether `partialFit` over parts of the data learns what `fit` learns of the whole; a step of descent does not. @defaultValue true */
  readonly shards?: boolean;
  /** What `classWeight: 'balanced'` balances: all classes at once, or in the question of each class that class and the rest. @defaultValue 'classes' */
  readonly balanced?: 'classes' | 'questions';
  /** Options that take any finite number, where others refuse negative ones. @defaultValue none */
  readonly anyNumber?: readonly string[];
  /** Changes of the data that must change the answers accordingly. @defaultValue none */
  readonly invariances?: readonly Invariance[];
  /** The most states that `steps` shows of small data of three columns, the one before the first iteration included. */
  readonly maxSteps?: number;
  /** All that is learned of fixed data in eight hexadecimal digits, so that no engine, thread or version can change it unnoticed. */
  readonly fingerprint?: string;
  /** What must be 0 at the solution of a convex problem, such as the largest component of its gradient; at most `tolerance`. */
  readonly certificate?: (model: never, X: readonly (readonly number[])[], y: readonly Target[], weights: readonly number[]) => number;
  /** Checks that fail, by how their titles begin (`C12 on permuted rows`), with the reason. One that passes all the same fails the suite. */
  readonly knownFailures?: Readonly<Record<string, string>>;
}

/** What may be done to data without changing what is learned, but for the same change in the answers. */
export type Invariance = 'duplicated rows' | 'negated targets' | 'scaled columns' | 'shifted columns';
