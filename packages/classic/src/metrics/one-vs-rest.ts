import { DataError, OptionError, ShapeError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Label, Labels } from '../estimator/labels.ts';
import { ascending, places } from '../estimator/labels.ts';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import { asTargets } from '../estimator/targets.ts';
import type { Indicators } from './indicators.ts';

/** The border check of one score per class and sample. */
export function readScoreRows(where: string, yScore: VectorLike | MatrixLike, nSamples: number, classes: readonly Label[]): Float64Array {
  const { data, nOutputs } = asTargets(where, yScore, nSamples, 'yScore');
  if (nOutputs === classes.length) return data;
  throw new ShapeError({
    where,
    what: 'another number of scores than of classes',
    expected: `yScore [${nSamples}, ${classes.length}], one column for each of ${classes.slice(0, 5).map(describeValue).join(', ')}${classes.length > 5 ? ', …' : ''}`,
    got: `yScore [${nSamples}, ${nOutputs}]`,
    fix: '{ labels: all the classes in ascending order } where some do not occur in yTrue',
  });
}

/** The classes in the order of the columns: those that occur, or those given, which must be sorted and hold all that occur. */
export function columnClasses(where: string, { classes }: Labels<Label>, given: readonly Label[] | undefined): readonly Label[] {
  if (given === undefined) return classes;
  const sorted = given.every((label, k) => k === 0 || (typeof label === typeof given[0] && ascending(given[k - 1], label) < 0));
  const stranger = classes.find((label) => !given.includes(label));
  if (sorted && stranger === undefined) return given;
  throw new OptionError({
    where,
    what: "option 'labels' is out of range",
    expected: 'different labels in ascending order, all that occur among them',
    got: `[${given.map(describeValue).join(', ')}]${stranger === undefined ? '' : `, without ${describeValue(stranger)}`}`,
  });
}

/** The same for a metric that compares classes: one alone is refused. */
export function severalClasses(where: string, labels: Labels<Label>, given: readonly Label[] | undefined): readonly Label[] {
  const classes = columnClasses(where, labels, given);
  if (classes.length > 1) return classes;
  const got = `only ${describeValue(classes[0])}`;
  throw new DataError({
    where,
    what: 'there is only one class',
    expected: 'labels of two classes',
    got,
    fix: '{ labels: all the classes }',
  });
}

/** One column per class: 1 where the sample is of it. */
export function oneColumnPerClass(labels: Labels<Label>, classes: readonly Label[]): Indicators {
  const nSamples = labels.codes.length;
  const data = new Float64Array(nSamples * classes.length);
  places(labels, classes).forEach((k, i) => {
    data[i * classes.length + k] = 1;
  });
  return { data, nSamples, nLabels: classes.length };
}
