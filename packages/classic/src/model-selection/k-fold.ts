import { DataError } from '@hml/tensor';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { resolve } from '../estimator/options.ts';
import { integerFrom, isBoolean, isSeed } from '../estimator/rules.ts';
import type { Fold, Splitter } from './fold.ts';
import { countRows, foldsOf, orderOf } from './fold.ts';

/** The options of {@link KFold} and {@link StratifiedKFold}. */
export interface KFoldOptions {
  /** How many folds, 2 or more. @defaultValue 5 */
  readonly nSplits?: number;
  /** Whether rows are put in random order first. Data that are sorted by what is to be learned need it. @defaultValue false */
  readonly shuffle?: boolean;
  /** Seed of that order. @defaultValue 0 */
  readonly randomState?: number;
}

/** Those options where none are given. */
export const kFoldDefaults: Readonly<Required<KFoldOptions>> = Object.freeze({ nSplits: 5, shuffle: false, randomState: 0 });

/** What values they take. */
export const kFoldRules: Rules<Required<KFoldOptions>> = { nSplits: integerFrom(2), shuffle: isBoolean, randomState: isSeed };

/**
 * Splits rows into K parts of nearly the same size: each is the test set once, the others are learned from.
 *
 * Sizes: the first $n \bmod K$ test sets have $\lceil n / K \rceil$ rows, the others $\lfloor n / K \rfloor$.
 *
 * @throws OptionError for an unknown or wrong option.
 * @throws DataError if there are fewer rows than folds.
 * @example
 * import { KFold } from '@hml/classic/model-selection';
 * const [first, second] = new KFold({ nSplits: 2 }).split([[1], [2], [3], [4], [5]]);
 * first.test // Int32Array [0, 1, 2]
 * second.train // Int32Array [0, 1, 2]
 */
export class KFold implements Splitter {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<KFoldOptions>> = kFoldDefaults;
  /** The options of this splitter, frozen. */
  readonly options: Readonly<Required<KFoldOptions>>;

  constructor(options: KFoldOptions = {}) {
    this.options = resolve('KFold', KFold.defaults, options, kFoldRules);
    Object.freeze(this);
  }

  /** The folds of `X`, or of so many rows. */
  split(X: MatrixLike | number): IterableIterator<Fold> {
    const where = 'KFold.split';
    const { nSplits, shuffle, randomState } = this.options;
    const n = countRows(where, X);
    if (n < nSplits) {
      const fix = `nSplits: ${Math.max(2, n)} or less`;
      throw new DataError({ where, what: 'fewer rows than folds', expected: `${nSplits} rows or more`, got: `${n}`, fix });
    }
    const testSet = new Int32Array(n);
    const order = orderOf(n, shuffle, randomState);
    for (let fold = 0, at = 0; fold < nSplits; fold++) {
      const size = Math.floor(n / nSplits) + Number(fold < n % nSplits);
      for (const end = at + size; at < end; at++) testSet[order[at]] = fold;
    }
    return foldsOf(testSet, nSplits);
  }
}
