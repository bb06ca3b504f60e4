import type { Vector } from '@hml/tensor';
import { DataError, isTensor, ShapeError } from '@hml/tensor';
import { describeValue, elementsOf } from '@hml/tensor/extend';
import type { MatrixLike } from './matrix-like.ts';
import { isArrayLike, openMatrix } from './read-matrix.ts';
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
  const labels = yield* encode<L>(where, name, labelsIn(y) ?? columnOf(where, name, y), nSamples, known && typeof known[0]);
  const { classes } = labels;
  if (known !== undefined) return { classes: known, codes: placesAmong(where, name, labels, known) };
  if (classes.length >= minClasses) return labels;
  const got = `${classes.length}: ${classes.map(String).join(', ')}`;
  throw new DataError({ where, what: `${name} has too few classes`, expected: `${minClasses} or more different labels`, got });
}

/** {@link asLabels} without its further checks, for metrics; of this `type` where there is one. @throws what that throws. */
export function readLabels(where: string, name: string, y: LabelsLike, nSamples?: number, type?: string): Labels<Label> {
  return drain(encode<Label>(where, name, labelsIn(y) ?? columnOf(where, name, y), nSamples, type));
}

/** {@link readLabels} of lists and columns, as arrays or tensors: without the reader of all other matrices, for metrics that need no other. */
export function readListedLabels(where: string, name: string, y: LabelsLike, nSamples?: number): Labels<Label> {
  const values = labelsIn(y);
  if (values !== undefined) return drain(encode<Label>(where, name, values, nSamples));
  throw new ShapeError({ where, what: `${name} is no list of labels`, expected: `${name} [nSamples]`, got: describeValue(y) });
}

/** The classes of labels, and the code of each. */
function* encode<L extends Label>(
  where: string,
  name: string,
  values: ArrayLike<unknown>,
  nSamples: number = values.length,
  type: string = typeof values[0],
): Ticks<Labels<L>> {
  const n = values.length;
  if (n !== nSamples) {
    const got = `${name} [${n}]`;
    throw new ShapeError({
      where,
      what: `${name} has another length`,
      expected: `${name} [${nSamples}]`,
      got,
      fix: 'give one label per sample',
    });
  }
  if (n === 0) throw new DataError({ where, what: `${name} is empty`, expected: 'at least one label', got: `${name} [0]` });
  const found = new Map<L, number>();
  const codes = new Int32Array(n);
  yield* byRows(n, 16, (from, to) => {
    for (let i = from; i < to; i++) {
      const value = values[i];
      if (!isLabel<L>(value, type)) throw noLabel(where, name, value, i, type);
      let code = found.get(value);
      if (code === undefined) {
        code = found.size;
        found.set(value, code);
      }
      codes[i] = code;
    }
  });
  const labels = { classes: [...found.keys()], codes };
  const classes = Object.freeze(labels.classes.toSorted(ascending));
  return { classes, codes: places(labels, classes) };
}

/** The place of each label in a list of classes, −1 for one that is not there. */
export function places({ classes, codes }: Labels<Label>, among: readonly Label[]): Int32Array {
  const index = new Map(among.map((label, k) => [label, k]));
  const place = classes.map((label) => index.get(label) ?? -1);
  return codes.map((code) => place[code]);
}

/** The same, where no other labels may be. */
function placesAmong(where: string, name: string, labels: Labels<Label>, known: readonly Label[]): Int32Array {
  const codes = places(labels, known);
  const i = codes.indexOf(-1);
  if (i < 0) return codes;
  const got = `${describeValue(labels.classes[labels.codes[i]])} at index ${i}`;
  const what = `${name} holds a label that is no class`;
  throw new DataError({ where, what, expected: `one of ${known.map(String).join(', ')}`, got });
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

/** The labels one by one, of a list or a column of them; undefined for other matrices and all else. */
export function labelsIn(y: unknown): ArrayLike<unknown> | undefined {
  if (isTensor(y)) return y.ndim === 1 || (y.ndim === 2 && y.shape[1] === 1) ? elementsOf(y) : undefined;
  if (!isArrayLike(y)) return undefined;
  if (Object(y[0]) !== y[0]) return y;
  const column: unknown[] = [];
  for (let i = 0; i < y.length; i++) {
    const row = y[i];
    if (!isArrayLike(row) || row.length !== 1) return undefined;
    column.push(row[0]);
  }
  return column;
}

/** The labels of any other matrix of one column. */
function columnOf(where: string, name: string, y: unknown): ArrayLike<unknown> {
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
export function isLabel<L extends Label>(value: unknown, type: string = typeof value): value is L {
  return typeof value === type && isLabelType(type) && (type !== 'number' || Number.isSafeInteger(value));
}

function isLabelType(type: string): boolean {
  return type === 'string' || type === 'number' || type === 'boolean';
}

function noLabel(where: string, name: string, value: unknown, i: number, type: string): DataError {
  const number = typeof value === 'number' && type === 'number';
  const several = isLabelType(type);
  const [what, fix] = number
    ? whyNoLabel(name, value)
    : several
      ? ['labels of several types', 'String(label) makes text of each']
      : ['something that is no label', undefined];
  return new DataError({
    where,
    what: `${name} holds ${what}`,
    expected: number || !several ? 'whole numbers, texts or booleans' : `labels of one type: ${type}`,
    got: `${describeValue(value)} at index ${i}`,
    fix,
  });
}

/** What a number is that is no label, and what to do. */
function whyNoLabel(name: string, value: number): readonly [string, string | undefined] {
  if (!Number.isFinite(value)) return ['a value that is not finite', undefined];
  if (Number.isInteger(value)) return ['a whole number beyond 2^53, where neighbours are one and the same', 'give such labels as texts'];
  return [
    'a fraction, which is no label',
    `of probabilities ${name}.map((p) => Number(p > 0.5)) makes labels; a regressor learns measurements`,
  ];
}
