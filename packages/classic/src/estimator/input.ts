import { DataError, ShapeError } from '@hml/tensor';
import type { SparseMatrix } from '@hml/tensor/sparse';
import type { FeatureInfo } from './columns.ts';
import type { DesignMatrix, MatrixLike } from './matrix-like.ts';
import { openMatrix, readMatrix } from './read-matrix.ts';
import type { Ticks } from './rows.ts';
import { drain } from './rows.ts';
import type { SparseDesign, SparseLike } from './sparse.ts';
import { isSparse, readSparse, sparseShape } from './sparse.ts';

/** What {@link asMatrix} shall check beyond "a rectangle of finite numbers". */
export interface MatrixChecks {
  /** How many rows there must be at least. @defaultValue 1 */
  readonly minSamples?: number;
  /** The columns that a model was fitted on: the count must agree, and names, where both have some, decide the order. */
  readonly features?: FeatureInfo | undefined;
  /** Whether NaN may stand for a missing value. Infinities are refused all the same. @defaultValue false */
  readonly allowNaN?: boolean;
  /** Whether the caller will only read: the elements of a float64 tensor then need not be copied. @defaultValue false */
  readonly readOnly?: boolean;
}

/**
 * The border check of every estimator's `X`: reads any {@link MatrixLike} into float64 rows of its own, once.
 *
 * @throws ShapeError if `X` is not two-dimensional or its columns are not those of `features`.
 * @throws DataError if `X` is empty, ragged, not numbers, NaN or infinite (with row and column), or has fewer than `minSamples` rows.
 * @example
 * import { asMatrix } from '@hml/classic';
 * asMatrix('MyEstimator.fit', { age: [31, 45], income: [2.5, 4] }).data // Float64Array [31, 2.5, 45, 4]
 */
export function asMatrix(where: string, X: MatrixLike, checks?: MatrixChecks): DesignMatrix {
  return drain(matrixInPieces(where, X, checks));
}

/**
 * {@link asMatrix} in pieces, for `yield*` in a recipe's `run`: a large `X` is read with ticks, so that an abort is seen meanwhile.
 *
 * @throws what {@link asMatrix} throws.
 */
export function* matrixInPieces(where: string, X: MatrixLike, checks: MatrixChecks = {}): Ticks<DesignMatrix> {
  const rectangle = openMatrix(where, 'X', X, checks.features);
  checkSize(where, rectangle, checks);
  return yield* readMatrix(where, 'X', rectangle, checks);
}

/**
 * {@link matrixInPieces} for algorithms that can do with the entries of a sparse matrix: it stays sparse, all else becomes dense.
 *
 * @throws what {@link asMatrix} throws.
 */
export function* designInPieces(where: string, X: MatrixLike, checks: MatrixChecks = {}): Ticks<DesignMatrix | SparseDesign> {
  return yield* isSparse(X) ? sparseInPieces(where, X, checks) : matrixInPieces(where, X, checks);
}

/** The same of what is known to be sparse. */
export function* sparseInPieces(where: string, X: SparseLike | SparseMatrix, checks: MatrixChecks = {}): Ticks<SparseDesign> {
  const [nSamples, nFeatures] = sparseShape(where, 'X', X);
  checkSize(where, { nSamples, nFeatures }, checks);
  return yield* readSparse(where, 'X', X, checks.allowNaN);
}

function checkSize(
  where: string,
  { nSamples, nFeatures }: { readonly nSamples: number; readonly nFeatures: number },
  { minSamples = 1, features }: MatrixChecks,
): void {
  const got = `X [${nSamples}, ${nFeatures}]`;
  if (nSamples < minSamples || nSamples * nFeatures === 0) {
    const expected = `at least ${minSamples} ${minSamples === 1 ? 'row' : 'rows'} and one column`;
    throw new DataError({ where, what: 'X is too small', expected, got });
  }
  const count = features?.nFeaturesIn ?? nFeatures;
  if (nFeatures !== count)
    throw new ShapeError({
      where,
      what: 'X has another number of columns than in fit',
      expected: `X [nSamples, ${count}]`,
      got,
      fix: 'give the columns of fit',
    });
}
