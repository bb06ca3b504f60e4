import { DataError, random } from '@hml/tensor';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import { asLabels } from '../estimator/labels.ts';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import { resolve } from '../estimator/options.ts';
import type { Fold, Splitter } from './fold.ts';
import { countRows, foldsOf, shuffledNumbers } from './fold.ts';
import type { KFoldOptions } from './k-fold.ts';
import { kFoldDefaults, kFoldRules } from './k-fold.ts';

/**
 * {@link KFold} in which every test set has each class in nearly its share of the whole: to within one row.
 *
 * @throws OptionError for an unknown or wrong option.
 * @throws DataError if no class has as many rows as there are folds. A class that has fewer is missing from some test sets.
 * @example
 * import { StratifiedKFold } from '@hml/classic/model-selection';
 * const y = ['a', 'a', 'a', 'a', 'b', 'b'];
 * const [first] = new StratifiedKFold({ nSplits: 2 }).split(6, y);
 * Array.from(first.test, (i) => y[i]) // ['a', 'a', 'b']
 */
export class StratifiedKFold implements Splitter {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<KFoldOptions>> = kFoldDefaults;
  /** The options of this splitter, frozen. */
  readonly options: Readonly<Required<KFoldOptions>>;

  constructor(options: KFoldOptions = {}) {
    this.options = resolve('StratifiedKFold', StratifiedKFold.defaults, options, kFoldRules);
    Object.freeze(this);
  }

  /** The folds of `X`, or of so many rows, by the labels `y`. */
  split(X: MatrixLike | number, y: LabelsLike): IterableIterator<Fold> {
    const where = 'StratifiedKFold.split';
    const { nSplits, shuffle, randomState } = this.options;
    const { codes, nClasses } = inOrderOfAppearance(asLabels<Label>(where, y, countRows(where, X)).codes);
    const counts = new Int32Array(nClasses);
    for (const code of codes) counts[code]++;
    if (Math.max(...counts) < nSplits) {
      const got = `${Math.max(...counts)} in the largest`;
      const fix = `nSplits: ${Math.max(2, ...counts)} or less`;
      throw new DataError({ where, what: 'every class has fewer rows than there are folds', expected: `${nSplits} or more`, got, fix });
    }
    const testSet = new Int32Array(codes.length);
    const rng = random(randomState);
    deal(counts, nSplits).forEach((sizes, k) => {
      const folds = Int32Array.from(sizes.flatMap((size, fold) => Array.from({ length: size }, () => fold)));
      const order = shuffle ? shuffledNumbers(folds.length, rng.split(k)) : folds.keys();
      const rows = Int32Array.from(codes.keys()).filter((i) => codes[i] === k);
      let at = 0;
      for (const place of order) testSet[rows[at++]] = folds[place];
    });
    return foldsOf(testSet, nSplits);
  }
}

/** The classes numbered as they first appear, so that their names do not decide which rows go where. */
function inOrderOfAppearance(codes: Int32Array): { readonly codes: Int32Array; readonly nClasses: number } {
  const number = new Map<number, number>();
  for (const code of codes) if (!number.has(code)) number.set(code, number.size);
  return { codes: codes.map((code) => number.get(code) ?? 0), nClasses: number.size };
}

/** How many rows of each class go to each test set: the rows sorted by class are dealt out like cards. */
function deal(counts: Int32Array, nSplits: number): number[][] {
  let dealt = 0;
  return Array.from(counts, (count) => {
    const sizes = new Array<number>(nSplits).fill(0);
    for (let i = 0; i < count; i++) sizes[dealt++ % nSplits]++;
    return sizes;
  });
}
