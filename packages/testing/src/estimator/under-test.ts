import type { Tensor } from '@hml/tensor';

/** The labels of classes. */
export type Label = string | number | boolean;

/** The kinds of input that estimators are given as `X`. */
export type Matrix =
  | readonly ArrayLike<number>[]
  | Tensor<readonly [number, number]>
  | { readonly data: ArrayLike<number>; readonly shape: readonly [number, number] }
  | { readonly rows: readonly object[]; readonly columns: readonly string[] }
  | {
      readonly shape: readonly [number, number];
      readonly indptr: Int32Array;
      readonly indices: Int32Array;
      readonly values: Float64Array | Float32Array;
    }
  | Readonly<Record<string, ArrayLike<number>>>;

/** The kinds of input that estimators are given as `y`. */
export type Targets = ArrayLike<Label> | Tensor<readonly [number]> | Matrix;

/** What `fit` takes beside the data. */
export interface FitOptions {
  readonly sampleWeight?: ArrayLike<number>;
  readonly onWarning?: (warning: Error) => void;
}

/** What `fitAsync` takes in addition. */
export interface AsyncFitOptions extends FitOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly nIter: number; readonly maxIter: number; readonly state: unknown }) => void;
}

/** A fit in slow motion. */
export interface Steps extends Iterable<unknown> {
  next(): IteratorResult<unknown, undefined>;
  readonly model: Model;
}

/** A fitted model, with whatever of these its kind has. */
export interface Model {
  readonly nFeaturesIn: number;
  readonly featureNamesIn: readonly string[] | undefined;
  toJSON(): object;
  predict?(X: Matrix): ArrayLike<Label> | Tensor;
  score?(X: Matrix, y: Targets, options?: { readonly sampleWeight?: ArrayLike<number> }): number;
  transform?(X: Matrix): Tensor<readonly [number, number]>;
  inverseTransform?(X: Matrix): Tensor;
  predictProba?(X: Matrix): Tensor;
  predictLogProba?(X: Matrix): Tensor;
  decisionFunction?(X: Matrix): Tensor | Float64Array;
  readonly featureNamesOut?: readonly string[];
  readonly classes?: readonly Label[];
  readonly nIter?: unknown;
  readonly converged?: unknown;
}

/** A recipe that learns from `X` alone. */
export interface UnsupervisedRecipe {
  readonly options: object;
  fit(X: Matrix, options?: FitOptions): Model;
  steps(X: Matrix, options?: FitOptions): Steps;
  fitAsync(X: Matrix, options?: AsyncFitOptions): Promise<Model>;
}

/** A recipe that learns `y` from `X`. */
export interface SupervisedRecipe {
  readonly options: object;
  fit(X: Matrix, y: Targets, options?: FitOptions): Model;
  steps(X: Matrix, y: Targets, options?: FitOptions): Steps;
  fitAsync(X: Matrix, y: Targets, options?: AsyncFitOptions): Promise<Model>;
}

/** What kinds of estimators there are. */
export type EstimatorKind = 'classifier' | 'regressor' | 'transformer';

/** What the suite cannot find out by asking the estimator. */
export interface EstimatorSpec {
  /** How far results may lie apart that are equal but for rounding, relative to 1 or the value. @defaultValue 1e-10 */
  readonly tolerance?: number;
  /** Whether NaN in `X` stands for a missing value rather than an error. @defaultValue false */
  readonly allowNaN?: boolean;
  /** Whether `X` may hold numbers of 0 or more only. @defaultValue false */
  readonly nonNegative?: boolean;
  /** Whether a sparse `X` is learned from; else it must be refused. @defaultValue false */
  readonly sparse?: boolean;
  /** Whether `partialFit` over parts of the data learns what `fit` learns of the whole; a step of descent does not. @defaultValue true */
  readonly shards?: boolean;
  /** Changes of the data that must change the answers accordingly. @defaultValue none */
  readonly invariances?: readonly Invariance[];
  /** The learned values as text of eight hexadecimal digits, so that no engine, thread or version can change them unnoticed. */
  readonly fingerprint?: string;
  /** What must be 0 at the solution of a convex problem, such as the largest component of its gradient; at most `tolerance`. */
  readonly certificate?: (model: never, X: readonly (readonly number[])[], y: readonly number[]) => number;
  /** Checks that fail, by how their titles begin (`C12 on permuted rows`), with the reason. One that passes all the same fails the suite. */
  readonly knownFailures?: Readonly<Record<string, string>>;
}

/** What may be done to data without changing what is learned, but for the same change in the answers. */
export type Invariance = 'duplicated rows' | 'negated targets' | 'scaled columns' | 'shifted columns';
