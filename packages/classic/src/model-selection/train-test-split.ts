import type { Matrix, Vector } from '@hml/tensor';
import { DataError, isTensor, OptionError } from '@hml/tensor';
import { checkOptions, suggest } from '@hml/tensor/extend';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import { asLabels } from '../estimator/labels.ts';
import type { FlatMatrix, MatrixLike, ObjectRows } from '../estimator/matrix-like.ts';
import type { Rule } from '../estimator/options.ts';
import { fillIn } from '../estimator/options.ts';
import { isArrayLike, openMatrix } from '../estimator/read-matrix.ts';
import { isBoolean, isSeed } from '../estimator/rules.ts';
import type { SparseLike } from '../estimator/sparse.ts';
import { isSparse, sparseShape } from '../estimator/sparse.ts';
import type { Fold } from './fold.ts';
import { checkLength, countRows, orderOf } from './fold.ts';
import { stratified } from './stratified.ts';
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
const known = [...Object.keys(defaults), 'stratify'];

/** What {@link trainTestSplit} splits: a matrix, or a list with one element per row. */
export type Splittable = MatrixLike | Vector | ArrayLike<unknown>;

/** What rows of an `X` are: of its kind, and a list of what it is a list of. */
export type Part<X> = X extends Matrix
  ? Matrix
  : X extends Vector
    ? Vector
    : X extends ArrayLike<infer Element>
      ? Element[]
      : X extends FlatMatrix
        ? FlatMatrix
        : X extends ObjectRows
          ? ObjectRows
          : X extends SparseLike
            ? SparseLike
            : { readonly [Name in keyof X]: number[] };

/** Two parts of each: what to learn from, and what to test on. */
export type Parts<Arrays extends readonly Splittable[]> = Arrays extends readonly [
  infer First,
  ...infer Others extends readonly Splittable[],
]
  ? [Part<First>, Part<First>, ...Parts<Others>]
  : [];

/**
 * Splits samples into those to learn from and those to test on, in scikit-learn's order: `X` and whatever belongs to its rows, such as
 * targets and weights, each in the same two parts. What comes out is of the kind that went in; typed arrays become arrays.
 *
 * Sizes: $\lceil n \cdot \text{testSize} \rceil$ rows to test on, the others to learn from. {@link trainTestIndices} with the same options
 * gives their numbers.
 *
 * @throws OptionError for an unknown or wrong option.
 * @throws DataError if a part would be empty, or a class has too few rows to be in both.
 * @throws ShapeError if the arrays differ in length, or one is nothing that has rows.
 * @example
 * import { trainTestSplit } from '@hml/classic/model-selection';
 * const X = [[1], [2], [3], [4]];
 * const [XTrain, XTest, yTrain, yTest] = trainTestSplit(X, ['a', 'b', 'a', 'b'], { shuffle: false });
 * XTrain // [[1], [2], [3]]
 * yTest // ['b']
 * const [, , , , weightTrain] = trainTestSplit(X, ['a', 'b', 'a', 'b'], [1, 0.5, 2, 1], { shuffle: false }); // also X alone, or five
 * weightTrain // [1, 0.5, 2]
 */
export function trainTestSplit<Arrays extends readonly [Splittable, ...Splittable[]]>(
  ...arraysAndOptions: [...arrays: Arrays, options: TrainTestOptions | undefined]
): Parts<Arrays>;
export function trainTestSplit<Arrays extends readonly [Splittable, ...Splittable[]]>(...arrays: Arrays): Parts<Arrays>;
export function trainTestSplit(...[X, ...others]: readonly unknown[]): unknown[] {
  const where = 'trainTestSplit';
  const last = others.at(-1);
  if (typeof last === 'number') {
    throw new OptionError({
      where,
      what: 'a number in the place of the options',
      expected: 'arrays, and options behind them',
      got: String(last),
      fix: `{ testSize: ${last} }`,
    });
  }
  const hasOptions = others.length > 0 && (last === undefined || areOptions(last));
  const arrays = [X, ...(hasOptions ? others.slice(0, -1) : others)].map((array, i) => openRows(where, nameOf(i), array));
  const n = countRows(where, arrays[0].length);
  arrays.forEach(({ length }, i) => {
    checkLength(where, n, length, nameOf(i));
  });
  const { train, test } = split(where, n, hasOptions ? Object(last) : {});
  return arrays.flatMap(({ take }) => [take(train), take(test)]);
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

/** How errors name an argument. */
function nameOf(i: number): string {
  return ['X', 'y'][i] ?? `argument ${i + 1}`;
}

/** How many rows an argument has, and how to take some of them. */
function openRows(where: string, name: string, X: unknown): { readonly length: number; readonly take: (rows: Int32Array) => unknown } {
  const length = isArrayLike(X)
    ? X.length
    : isTensor(X) && X.ndim === 1
      ? X.shape[0]
      : isSparse(X)
        ? sparseShape(where, name, X)[0]
        : openMatrix(where, name, X).nSamples;
  return { length, take: (rows) => takeRows(Object(X), rows) };
}

/**
 * Whether the last argument is meant as options rather than as a record of columns: all its names are those of options, or nearly so, or
 * something in it is no column. Only a plain object is: a promise or a map has no names either, and targets would be lost in silence.
 */
function areOptions(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || isSparse(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false; // plain ones of other windows are plain too
  const matrix = ['data', 'shape', 'rows', 'columns'].some((name) => Object.hasOwn(value, name));
  return (
    !matrix &&
    Object.entries(value).every(([name, entry]) => known.includes(name) || !isArrayLike(entry) || suggest(name, known) !== undefined)
  );
}

function split(where: string, n: number, options: TrainTestOptions): Fold {
  checkOptions(where, options, known);
  const { stratify, ...others } = options;
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
