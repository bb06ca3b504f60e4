import { DataError, random } from '@hml/tensor';
import type { Label, Labels } from '../estimator/labels.ts';
import type { Fold } from './fold.ts';
import { shuffledNumbers } from './fold.ts';

/** Rows of each class at random, in proportion, and then all in random order. */
export function stratified(where: string, { classes, codes }: Labels<Label>, nTrain: number, nTest: number, randomState: number): Fold {
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
