import { OptionError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import { ascending, places, readLabels } from '../estimator/labels.ts';

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
export function readLabelPair(where: string, yTrue: LabelsLike, yPred: LabelsLike, labels?: readonly Label[]): LabelPair {
  const truth = readLabels(where, 'yTrue', yTrue);
  const prediction = readLabels(where, 'yPred', yPred, truth.codes.length, typeof truth.classes[0]);
  const both = new Set([...truth.classes, ...prediction.classes]);
  const classes = labels ?? [...both].sort(ascending);
  return { where, classes, truth: places(truth, classes), prediction: places(prediction, classes) };
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
