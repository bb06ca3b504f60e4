import type { Vector } from '@hml/tensor';
import { DataError, isTensor, ShapeError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { MatrixLike } from './matrix-like.ts';
import { elementsOf, isArrayLike, openMatrix } from './read-matrix.ts';
import type { Ticks } from './rows.ts';
import { byRows, drain } from './rows.ts';

/** What names a class: text, a whole number or a truth value; all labels of one `y` are of one of these types. */
export type Label = string | number | boolean;

/** One label per sample: an array or typed array of them, or whole numbers as a tensor or a column. */
export type LabelsLike<L extends Label = Label> = ArrayLike<L> | NumericLabels;

/** Labels that can only be numbers: a tensor, or a column of rank 2. */
export type NumericLabels = Vector | MatrixLike;

/** Labels in the one form that algorithms see. */
export interface Labels<L> {
  /** The distinct labels, sorted: numbers by size, text by code points, false before true. Frozen. */
  readonly classes: readonly L[];
  /** For each sample the index of its label in `classes`; a fresh array. */
  readonly codes: Int32Array;
}

/** What {@link asLabels} shall check beyond "one label per sample, all of one type". */
export interface LabelChecks<L> {
  /** How many different labels there must be at least. @defaultValue 1 */
  readonly minClasses?: number;
  /** The classes there are, sorted, where others than these are errors. @defaultValue the labels that occur */
  readonly classes?: readonly L[] | undefined;
}

/**
 * The border check of a classifier's `y`: any {@link LabelsLike} as sorted classes and a code per sample.
 *
 * Whole numbers are labels, fractions are not: a `y` of measurements is a task for a regressor.
 *
 * @throws ShapeError if there are not `nSamples` labels.
 * @throws DataError if there are none, labels are missing, of several types, fractions, or not among `classes`.
 * @example
 * import { asLabels } from '@hml/classic';
 * const { classes, codes } = asLabels('MyClassifier.fit', ['spam', 'ham', 'spam'], 3);
 * classes // ['ham', 'spam']
 * codes // Int32Array [1, 0, 1]
 */
export function asLabels<L extends Label>(
  where: string,
  y: LabelsLike<L>,
  nSamples: number | undefined,
  name: string = 'y',
  checks: LabelChecks<L> = {},
): Labels<L> {
  return drain(labelsInPieces(where, y, nSamples, name, checks));
}

/** {@link asLabels} in pieces, for `yield*` in a recipe's `run`. @throws what that throws. */
export function* labelsInPieces<L extends Label>(
  where: string,
  y: LabelsLike<L>,
  nSamples: number | undefined,
  name: string = 'y',
  { minClasses = 1, classes: known }: LabelChecks<L> = {},
): Ticks<Labels<L>> {
  const values = flatLabels(where, name, y);
  const n = nSamples ?? values.length;
  if (values.length !== n) {
    const got = `${name} [${values.length}]`;
    throw new ShapeError({ where, what: `${name} has another length`, expected: `${name} [${n}]`, got, fix: 'give one label per sample' });
  }
  if (n === 0) throw new DataError({ where, what: `${name} is empty`, expected: 'at least one label', got: `${name} [0]` });
  const type = typeof (known?.[0] ?? values[0]);
  const found = new Map<L, number>(known?.map((label, code) => [label, code]));
  const codes = new Int32Array(n);
  yield* byRows(n, 16, (from, to) => {
    for (let i = from; i < to; i++) {
      const value = values[i];
      if (!isLabel<L>(value, type)) throw noLabel(where, name, value, i, type);
      let code = found.get(value);
      if (code === undefined) {
        if (known !== undefined) throw strange(where, name, value, i, known);
        code = found.size;
        found.set(value, code);
      }
      codes[i] = code;
    }
  });
  if (known !== undefined) return { classes: known, codes };
  const classes = [...found.keys()].sort(ascending);
  if (classes.length < minClasses) {
    const got = `${classes.length}: ${classes.map(String).join(', ')}`;
    throw new DataError({ where, what: `${name} has too few classes`, expected: `${minClasses} or more different labels`, got });
  }
  const place = new Int32Array(classes.length);
  classes.forEach((label, code) => {
    place[found.get(label) ?? 0] = code;
  });
  for (let i = 0; i < n; i++) codes[i] = place[codes[i]];
  return { classes: Object.freeze(classes), codes };
}

/** The order of classes: numbers by size, text by code points (the same on every machine), false before true. */
export function ascending(a: Label, b: Label): number {
  return typeof a === 'string' && typeof b === 'string' ? compareText(a, b) : Number(a) - Number(b);
}

/** By code points: unlike the order of UTF-16 units, in which some characters beyond U+FFFF come before others below it. */
function compareText(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, i) => character !== right[i]);
  if (at < 0) return left.length - right.length;
  return at < right.length ? (left[at].codePointAt(0) ?? 0) - (right[at].codePointAt(0) ?? 0) : 1;
}

/** The labels one by one; a column counts as a vector. */
function flatLabels(where: string, name: string, y: unknown): ArrayLike<unknown> {
  if (isTensor(y) && y.ndim === 1) return elementsOf(y);
  if (isArrayLike(y) && (y.length === 0 || Object(y[0]) !== y[0])) return y;
  const { nSamples, nFeatures, at } = openMatrix(where, name, y);
  if (nFeatures === 1) return Array.from({ length: nSamples }, (_, i) => at(i, 0));
  throw new ShapeError({
    where,
    what: `${name} has several columns`,
    expected: `${name} [${nSamples}] or [${nSamples}, 1], one label per sample`,
    got: `${name} [${nSamples}, ${nFeatures}]`,
    fix: nSamples === 1 ? `${name} is a row: give its labels as a plain array` : 'fit one model per column',
  });
}

/** Whether a value is a label of this type; `L` is the type that the caller's `y` has. */
function isLabel<L extends Label>(value: unknown, type: string): value is L {
  if (typeof value !== type) return false;
  return type === 'string' || type === 'boolean' || Number.isSafeInteger(value);
}

function noLabel(where: string, name: string, value: unknown, i: number, type: string): DataError {
  const number = typeof value === 'number' && type === 'number';
  const known = type === 'number' || type === 'string' || type === 'boolean';
  const [what, fix] = number ? whyNoLabel(value) : [known ? 'labels of several types' : 'something that is no label', undefined];
  return new DataError({
    where,
    what: `${name} holds ${what}`,
    expected: number ? 'whole numbers, texts or booleans' : `labels of one type: ${known ? type : 'text, whole numbers or booleans'}`,
    got: `${describeValue(value)} at index ${i}`,
    fix,
  });
}

/** What a number is that is no label, and what to do. */
function whyNoLabel(value: number): readonly [string, string | undefined] {
  if (!Number.isFinite(value)) return ['a value that is not finite', undefined];
  if (Number.isInteger(value)) return ['a whole number beyond 2^53, where neighbours are one and the same', 'give such labels as texts'];
  return ['a fraction, which is no label', 'a regressor learns measurements; to make classes of them, y.map(String)'];
}

function strange(where: string, name: string, value: Label, i: number, known: readonly Label[]): DataError {
  return new DataError({
    where,
    what: `${name} holds a label that is no class`,
    expected: `one of ${known.map(String).join(', ')}`,
    got: `${describeValue(value)} at index ${i}`,
  });
}
