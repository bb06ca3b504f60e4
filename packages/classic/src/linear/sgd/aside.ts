import { OptionError, permutation, random } from '@hml/tensor';
import type { SgdProblem } from './descent.ts';

/** Which samples are learned from, and which tell when to stop; both sorted. */
export interface Split {
  /** The samples that steps are made for. */
  readonly train: Int32Array;
  /** The others. */
  readonly aside: Int32Array;
}

/**
 * Sets samples aside; of each class alike, where the targets are classes. Samples of weight 0 tell nothing about when to stop: they stay.
 *
 * @throws OptionError if a class, or all there is, would be set aside whole.
 */
export function setAside({ y, weights, sides, settings, where }: SgdProblem): Split {
  const { validationFraction, randomState } = settings;
  const order = Array.from(permutation(random(randomState).split(2 ** 31), y.length).toTypedArray());
  const counts = (i: number): boolean => weights === undefined || weights[i] > 0;
  const counted = order.filter(counts);
  const groups = sides === undefined ? [counted] : [1, -1].map((sign) => counted.filter((i) => y[i] === sign));
  const [train, aside] = [order.filter((i) => !counts(i)), [] as number[]];
  for (const [g, group] of groups.entries()) {
    const quota = Math.ceil(validationFraction * group.length);
    if (quota === group.length && quota > 0) throw noneLeft(where, group.length, sides?.[1 - g]);
    aside.push(...group.slice(0, quota));
    train.push(...group.slice(quota));
  }
  return { train: Int32Array.from(train).sort(), aside: Int32Array.from(aside).sort() };
}

/** `side` is the name of the class. */
function noneLeft(where: string, count: number, side: string | undefined): OptionError {
  return new OptionError({
    where,
    what: 'validationFraction leaves too few samples',
    expected: `samples ${side === undefined ? '' : 'of each class '}on both sides`,
    got: `${count} of ${count}${side === undefined ? '' : ` of the class ${side}`} set aside`,
    fix: count > 1 ? 'a smaller validationFraction' : 'earlyStopping: false',
  });
}
