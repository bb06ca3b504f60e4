import type { Random } from '@hml/tensor';
import { DataError, permutation, random, ShapeError } from '@hml/tensor';
import type { LabelsLike } from '../estimator/labels.ts';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import { openMatrix } from '../estimator/read-matrix.ts';
import { isSparse, sparseShape } from '../estimator/sparse.ts';

/** The rows to learn from and those to test on, by their numbers. */
export interface Fold {
  /** To learn from. */
  readonly train: Int32Array;
  /** To test on. */
  readonly test: Int32Array;
}

/** What cross-validation splits rows with. */
export interface Splitter {
  /** The folds of `X` (or of so many rows); some keep the shares of the classes in `y`. */
  split(X: MatrixLike | number, y: LabelsLike): Iterable<Fold>;
}

/** How many rows `X` has, or says to have. */
export function countRows(where: string, X: MatrixLike | number): number {
  const n = typeof X === 'number' ? X : isSparse(X) ? sparseShape(where, 'X', X)[0] : openMatrix(where, 'X', X).nSamples;
  if (Number.isSafeInteger(n) && n > 0) return n;
  throw new DataError({ where, what: 'there are no rows to split', expected: 'at least one row', got: `${n} rows` });
}

/** The numbers of `n` rows, in random order if `shuffle`. */
export function orderOf(n: number, shuffle: boolean, randomState: number): Int32Array {
  return shuffle ? shuffledNumbers(n, random(randomState)) : Int32Array.from({ length: n }, (_, i) => i);
}

/** The numbers below `n` in random order. */
export function shuffledNumbers(n: number, rng: Random): Int32Array {
  return Int32Array.from(permutation(rng, n).toTypedArray());
}

/** Throws unless there are as many targets, or whatever `name` is, as rows. */
export function checkLength(where: string, n: number, length: number, name: string = 'y'): void {
  if (n === length) return;
  const fix = `give one ${name === 'y' ? 'target' : 'element'} per sample`;
  throw new ShapeError({ where, what: `${name} has another length`, expected: `${name} [${n}]`, got: `${name} [${length}]`, fix });
}

/** A fold for each number of a test set, from the number of the test set that each row is in. */
export function* foldsOf(testSet: Int32Array, nSplits: number): Generator<Fold, void, void> {
  for (let fold = 0; fold < nSplits; fold++) {
    const rows = Int32Array.from(testSet.keys());
    yield { train: rows.filter((i) => testSet[i] !== fold), test: rows.filter((i) => testSet[i] === fold) };
  }
}
