import type { Vector } from '@hml/tensor';
import { DataError, isTensor, OptionError, ShapeError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import { ascending, type Label } from '../estimator/labels.ts';
import { isArrayLike } from '../estimator/read-matrix.ts';

/** What metrics accept as labels: an array, a typed array or a tensor of rank 1, all of one type; numbers are whole ones but in metrics of clusters. */
export type LabelList<L extends Label = Label> = ArrayLike<L> | Vector;

/** True and predicted labels past the border, as places in the list of classes. */
export interface LabelPair {
  /** The name for errors. */
  readonly where: string;
  /** The classes in ascending order, or in the order asked for. */
  readonly classes: readonly Label[];
  /** The place of each true label among the classes; −1 for one that was not asked for. */
  readonly truth: Int32Array;
  /** The same of each predicted label. */
  readonly prediction: Int32Array;
}

/** The border check of true and predicted labels; `labels` chooses the classes and their order. */
export function readLabelPair(where: string, yTrue: unknown, yPred: unknown, labels?: readonly Label[]): LabelPair {
  const truth = readLabels(where, 'yTrue', yTrue);
  const prediction = readLabels(where, 'yPred', yPred, truth.length);
  const classes = labels === undefined ? classesOf(where, [...truth, ...prediction]) : checkedClasses(where, labels);
  return { where, classes, truth: places(truth, classes), prediction: places(prediction, classes) };
}

/**
 * The border check of labels: none NaN, as many as `nSamples` where that is known. Fractions are probabilities or measurements by mistake,
 * unless they may name `clusters`.
 */
export function readLabels(where: string, name: string, y: unknown, nSamples?: number, clusters: boolean = false): readonly Label[] {
  const values = isTensor(y) && y.ndim === 1 ? y.toArray() : y;
  if (!isArrayLike(values) || isArrayLike(values[0])) {
    const fix = isArrayLike(values) || isTensor(y) ? 'give one label per sample, not a row' : undefined;
    throw new ShapeError({ where, what: `${name} is no list of labels`, expected: `${name} [nSamples]`, got: describeValue(y), fix });
  }
  const n = nSamples ?? values.length;
  if (values.length !== n) {
    throw new ShapeError({ where, what: `${name} has another length`, expected: `${name} [${n}]`, got: `${name} [${values.length}]` });
  }
  if (n === 0) throw new DataError({ where, what: `${name} is empty`, expected: 'at least one label', got: `${name} [0]` });
  return Array.from(values, (label, i) => {
    if (isLabel(label) && (clusters || typeof label !== 'number' || Number.isInteger(label))) return label;
    if (isLabel(label)) throw fractionFound(where, name, label, i);
    const expected = 'text, finite numbers or truth values';
    throw new DataError({
      where,
      what: `${name} holds something that is no label`,
      expected,
      got: `${describeValue(label)} at index ${i}`,
    });
  });
}

function fractionFound(where: string, name: string, value: Label, i: number): DataError {
  return new DataError({
    where,
    what: `${name} holds a fraction, which is no label`,
    expected: 'whole numbers, texts or booleans',
    got: `${describeValue(value)} at index ${i}`,
    fix: `${name}.map((p) => Number(p > 0.5)) makes labels of probabilities`,
  });
}

/** The different labels in ascending order: numbers by size, text by code points, false before true. */
export function classesOf(where: string, labels: readonly Label[]): readonly Label[] {
  const type = typeof labels[0];
  const other = labels.find((label) => typeof label !== type);
  if (other === undefined) return [...new Set(labels)].sort(ascending);
  throw new DataError({
    where,
    what: 'labels of different types',
    expected: `labels of one type, such as ${describeValue(labels[0])}`,
    got: `${describeValue(other)} beside them`,
    fix: 'turn all labels into text (String(label)) or all into numbers',
  });
}

/** The place of each label in a list of classes, −1 for one that is not there. */
export function places(labels: readonly Label[], classes: readonly Label[]): Int32Array {
  const index = new Map(classes.map((label, k) => [label, k]));
  return Int32Array.from(labels, (label) => index.get(label) ?? -1);
}

/** The classes that were asked for: a list without repetition. */
function checkedClasses(where: string, labels: unknown): readonly Label[] {
  const list: readonly unknown[] = isArrayLike(labels) ? Array.from(labels) : [];
  const classes = list.filter(isLabel);
  if (classes.length === list.length && list.length > 0 && new Set(classes).size === list.length) return classes;
  const expected = 'a list of different labels';
  throw new OptionError({ where, what: "option 'labels' is out of range", expected, got: `[${list.map(describeValue).join(', ')}]` });
}

/** Which of two classes is the positive one: that of the option, else 1 or true; `obvious` is whether that goes without saying. */
export function positiveClass(where: string, classes: readonly Label[], posLabel: Label | undefined, obvious = true): Label {
  const type = typeof classes[0];
  const positive = posLabel ?? (!obvious ? undefined : type === 'number' ? 1 : type === 'boolean' ? true : undefined);
  if (positive !== undefined && (classes.includes(positive) || (classes.length < 2 && typeof positive === type))) return positive;
  const names = classes.map(describeValue).join(' or ');
  throw new OptionError({
    where,
    what: 'which class is the positive one is not known',
    expected: `posLabel: ${names}`,
    got: posLabel === undefined ? `labels ${names} and no posLabel` : `posLabel: ${describeValue(posLabel)}`,
    fix: `{ posLabel: ${JSON.stringify(classes[classes.length - 1])} } takes the last`,
  });
}

function isLabel(value: unknown): value is Label {
  return typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}
