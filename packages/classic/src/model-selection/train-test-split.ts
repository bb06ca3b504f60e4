import { DataError, OptionError, random } from '@hml/tensor';
import type { Label, Labels, LabelsLike } from '../estimator/labels.ts';
import { asLabels } from '../estimator/labels.ts';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import type { Rule } from '../estimator/options.ts';
import { fillIn } from '../estimator/options.ts';
import { isBoolean, isSeed } from '../estimator/rules.ts';
import type { Fold } from './fold.ts';
import { checkLength, countRows, orderOf, shuffledNumbers } from './fold.ts';
import { takeRows } from './take-rows.ts';

/** The options of {@link trainTestSplit} and {@link trainTestIndices}. */
export interface TrainTestOptions {
  /** The share of rows to test on, between 0 and 1, or their number. @defaultValue what `trainSize` leaves, else 0.25 */
  readonly testSize?: number | undefined;
  /** The share of rows to learn from, between 0 and 1, or their number. @defaultValue what `testSize` leaves */
  readonly trainSize?: number | undefined;
  /** Whether rows are put in random order first; without, the test rows are the last ones. @defaultValue true */
  readonly shuffle?: boolean;
  /** Labels, one per row: both parts have each class in nearly its share of the whole. @defaultValue none */
  readonly stratify?: LabelsLike | undefined;
  /** Seed of the random order. @defaultValue 0 */
  readonly randomState?: number;
}

const isPart: Rule<number> = {
  expected: 'a share between 0 and 1, or a number of rows, 1 or more',
  accepts: (value): value is number => typeof value === 'number' && value > 0 && (value < 1 || Number.isSafeInteger(value)),
};
const rules = { testSize: isPart, trainSize: isPart, shuffle: isBoolean, randomState: isSeed };
const defaults: { testSize: number | undefined; trainSize: number | undefined; shuffle: boolean; randomState: number } = {
  testSize: undefined,
  trainSize: undefined,
  shuffle: true,
  randomState: 0,
};

/**
 * Splits samples into those to learn from and those to test on, in scikit-learn's order. What comes out is of the kind that went in.
 *
 * Sizes: $\lceil n \cdot \text{testSize} \rceil$ rows to test on, the others to learn from. For anything else that belongs to the rows, such
 * as weights, take {@link trainTestIndices} with the same options, and {@link takeRows}.
 *
 * @throws OptionError for an unknown or wrong option.
 * @throws DataError if a part would be empty, or a class has too few rows to be in both.
 * @throws ShapeError if X and y differ in length.
 * @example
 * import { trainTestSplit } from '@hml/classic/model-selection';
 * const [XTrain, XTest, yTrain, yTest] = trainTestSplit([[1], [2], [3], [4]], ['a', 'b', 'a', 'b'], { shuffle: false });
 * XTrain // [[1], [2], [3]]
 * yTest // ['b']
 */
export function trainTestSplit<E, L>(X: readonly E[], y: readonly L[], options?: TrainTestOptions): [E[], E[], L[], L[]];
export function trainTestSplit<L>(
  X: MatrixLike,
  y: ArrayLike<L>,
  options?: TrainTestOptions,
): [MatrixLike, MatrixLike, ArrayLike<L>, ArrayLike<L>];
export function trainTestSplit<L>(
  X: MatrixLike,
  y: ArrayLike<L>,
  options: TrainTestOptions = {},
): [MatrixLike, MatrixLike, ArrayLike<L>, ArrayLike<L>] {
  const where = 'trainTestSplit';
  const n = countRows(where, X);
  checkLength(where, n, y.length);
  const { train, test } = split(where, n, options);
  return [takeRows(X, train), takeRows(X, test), takeRows(y, train), takeRows(y, test)];
}

/**
 * The numbers of the rows that {@link trainTestSplit} takes.
 *
 * @throws what that throws.
 * @example
 * import { trainTestIndices } from '@hml/classic/model-selection';
 * trainTestIndices(5, { testSize: 2, shuffle: false }).test // Int32Array [3, 4]
 */
export function trainTestIndices(nSamples: number, options: TrainTestOptions = {}): Fold {
  return split('trainTestIndices', countRows('trainTestIndices', nSamples), options);
}

function split(where: string, n: number, { stratify, ...others }: TrainTestOptions): Fold {
  const { testSize, trainSize, shuffle, randomState } = fillIn(where, defaults, others, rules);
  const nTest =
    rowsIn(testSize ?? (trainSize === undefined ? 0.25 : undefined), n, Math.ceil) ?? n - (rowsIn(trainSize, n, Math.floor) ?? 0);
  const nTrain = rowsIn(trainSize, n, Math.floor) ?? n - nTest;
  if (nTest < 1 || nTrain < 1 || nTest + nTrain > n) {
    const got = `${nTrain} to learn from and ${nTest} to test on, of ${n}`;
    throw new DataError({
      where,
      what: 'a part is empty or too large',
      expected: 'rows for both parts',
      got,
      fix: 'other testSize or trainSize',
    });
  }
  if (stratify !== undefined) {
    if (!shuffle) {
      const got = 'shuffle: false';
      throw new OptionError({ where, what: 'stratify takes rows at random', expected: 'shuffle: true', got, fix: 'leave out one of them' });
    }
    return stratified(where, asLabels<Label>(where, stratify, n, 'stratify'), nTrain, nTest, randomState);
  }
  const order = orderOf(n, shuffle, randomState);
  if (!shuffle) return { train: order.slice(0, nTrain), test: order.slice(nTrain, nTrain + nTest) };
  return { test: order.slice(0, nTest), train: order.slice(nTest, nTest + nTrain) };
}

/** A share of `n` rows, or the number itself. */
function rowsIn(size: number | undefined, n: number, round: (share: number) => number): number | undefined {
  return size === undefined || size >= 1 ? size : round(n * size);
}

/** Rows of each class at random, in proportion, and then all in random order. */
function stratified(where: string, { classes, codes }: Labels<Label>, nTrain: number, nTest: number, randomState: number): Fold {
  const rng = random(randomState);
  const rowsOf = classes.map((_, k) => Int32Array.from(codes.keys()).filter((i) => codes[i] === k));
  const small = rowsOf.findIndex((rows) => rows.length < 2);
  if (small >= 0 || Math.min(nTrain, nTest) < classes.length) {
    throw new DataError({
      where,
      what: small >= 0 ? 'a class has too few rows to be in both parts' : 'a part has fewer rows than there are classes',
      expected: small >= 0 ? '2 rows or more of each class' : `${classes.length} rows or more in each part`,
      got: small >= 0 ? `1 of ${String(classes[small])}` : `${Math.min(nTrain, nTest)}`,
      fix: small >= 0 ? 'leave stratify out' : 'other testSize or trainSize',
    });
  }
  const inTest = apportion(
    rowsOf.map((rows) => rows.length),
    nTest,
  );
  const inTrain = apportion(
    rowsOf.map((rows, k) => rows.length - inTest[k]),
    nTrain,
  );
  const orders = rowsOf.map((rows, k) => shuffledNumbers(rows.length, rng.split(k)).map((place) => rows[place]));
  const gather = (part: (order: Int32Array, k: number) => Int32Array, stream: number): Int32Array => {
    const rows = orders.flatMap((order, k) => Array.from(part(order, k)));
    return shuffledNumbers(rows.length, rng.split(classes.length + stream)).map((place) => rows[place]);
  };
  return {
    train: gather((order, k) => order.slice(inTest[k], inTest[k] + inTrain[k]), 0),
    test: gather((order, k) => order.slice(0, inTest[k]), 1),
  };
}

/** Whole numbers in proportion to the counts that add up to `total`: what rounding down leaves goes to the largest remainders. */
function apportion(counts: readonly number[], total: number): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const exact = counts.map((count) => (count * total) / all);
  const parts = exact.map(Math.floor);
  const byRemainder = parts.map((_, k) => k).sort((a, b) => exact[b] - parts[b] - (exact[a] - parts[a]) || a - b);
  const left = total - parts.reduce((sum, part) => sum + part, 0);
  for (let i = 0; i < left; i++) parts[byRemainder[i]]++;
  return parts;
}
