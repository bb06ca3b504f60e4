import { exp, lgamma, log } from '@hml/tensor';
import type { LabelsLike } from '../estimator/labels.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { oneOf } from '../estimator/rules.ts';
import type { Overlaps } from './contingency.ts';
import { overlaps } from './contingency.ts';
import { mapped } from './mapped.ts';
import { sumOf } from './sums.ts';

/** How the entropies of two divisions become one measure of what they could share. */
export interface NormalizerOptions {
  /** The mean of the two entropies that is the yardstick, or the lower or higher of them. @defaultValue 'arithmetic' */
  readonly averageMethod?: 'arithmetic' | 'geometric' | 'min' | 'max';
}

const rules: Rules<NormalizerOptions> = { averageMethod: oneOf('arithmetic', 'geometric', 'min', 'max') };

/**
 * Mutual information of two divisions, in nats: how much the one tells of the other.
 *
 * $$ I = \sum_{ij} \frac{n_{ij}}{n} \log \frac{n\, n_{ij}}{a_i b_j} $$
 *
 * with $n_{ij}$ samples in common of $a_i$ and $b_j$.
 * Shapes: labelsTrue and labelsPred [nSamples] → a number, 0 where the two are independent, at most the lower of the two entropies.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { mutualInfoScore } from '@hml/classic/metrics';
 * mutualInfoScore([0, 0, 1, 1], ['a', 'a', 'b', 'b']) // 0.6931471805599453
 */
export function mutualInfoScore(labelsTrue: LabelsLike, labelsPred: LabelsLike): number {
  return information(overlaps('mutualInfoScore', labelsTrue, labelsPred));
}

/**
 * Normalized mutual information: {@link mutualInfoScore} as a share of what could be. 1 is the same division; chance scores above 0, the
 * more so the more clusters there are.
 *
 * $$ \mathrm{NMI} = \frac{I}{\operatorname{mean}(H_1, H_2)} $$
 *
 * Shapes: labelsTrue and labelsPred [nSamples] → a number from 0 to 1; 1 if neither divides anything.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { normalizedMutualInfoScore } from '@hml/classic/metrics';
 * normalizedMutualInfoScore([0, 0, 0, 1, 1, 1], [0, 0, 1, 2, 2, 3]) // 0.6853314789615…
 */
export function normalizedMutualInfoScore(labelsTrue: LabelsLike, labelsPred: LabelsLike, options: NormalizerOptions = {}): number {
  const where = 'normalizedMutualInfoScore';
  checkValues(where, options, rules);
  const mean = means[options.averageMethod ?? 'arithmetic'];
  const table = overlaps(where, labelsTrue, labelsPred);
  if (table.rows.length === 1 && table.columns.length === 1) return 1;
  const shared = information(table);
  return shared <= Number.EPSILON ? 0 : shared / mean(entropy(table.rows), entropy(table.columns));
}

/**
 * Adjusted mutual information: {@link normalizedMutualInfoScore} corrected for chance. 1 is the same division, 0 is what random labels reach
 * in the mean.
 *
 * $$ \mathrm{AMI} = \frac{I - \mathrm E[I]}{\operatorname{mean}(H_1, H_2) - \mathrm E[I]} $$
 *
 * with the expectation over all divisions into parts of the same sizes.
 * Shapes: labelsTrue and labelsPred [nSamples] → a number, at most 1; 1 if both are the same division, also where neither divides anything; 0 if
 * only one of them divides nothing, or leaves nothing together.
 * Cost: $O(n \cdot (K_1 + K_2))$ terms of a hypergeometric distribution.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { adjustedMutualInfoScore } from '@hml/classic/metrics';
 * adjustedMutualInfoScore([0, 0, 0, 1, 1, 1], [0, 0, 1, 2, 2, 3]) // 0.46557757…
 * @see N. Vinh, J. Epps, J. Bailey, "Information theoretic measures for clusterings comparison", JMLR 11 (2010), equation 24a.
 */
export function adjustedMutualInfoScore(labelsTrue: LabelsLike, labelsPred: LabelsLike, options: NormalizerOptions = {}): number {
  const where = 'adjustedMutualInfoScore';
  checkValues(where, options, rules);
  const mean = means[options.averageMethod ?? 'arithmetic'];
  const table = overlaps(where, labelsTrue, labelsPred);
  if (table.cells.length === table.rows.length && table.cells.length === table.columns.length) return 1; // the same division
  // Of one part, or of parts of one sample each, every other division tells as much as by chance; rounding errors would decide below.
  const sides = [table.rows.length, table.columns.length];
  if (sides.some((parts) => parts === 1 || parts === table.nSamples)) return 0;
  const expected = expectedInformation(table);
  const room = mean(entropy(table.rows), entropy(table.columns)) - expected;
  // no division into 0: chance may leave no room
  return (information(table) - expected) / (room < 0 ? Math.min(room, -Number.EPSILON) : Math.max(room, Number.EPSILON));
}

/** $H = -\sum_i \frac{a_i}{n} \log \frac{a_i}{n}$ */
export function entropy(sizes: Float64Array): number {
  if (sizes.length === 1) return 0;
  const n = sumOf(sizes);
  const logs = mapped(
    log,
    sizes.map((size) => size / n),
  );
  return -sumOf(sizes.map((size, i) => (size / n) * logs[i]));
}

/** $I$, the mutual information. */
export function information({ cells, rows, columns, nSamples: n }: Overlaps): number {
  if (rows.length === 1 || columns.length === 1) return 0;
  const ratios = Float64Array.from(cells, ({ i, j, count }) => (n * count) / (rows[i] * columns[j]));
  const logs = mapped(log, ratios);
  return Math.max(0, sumOf(logs.map((value, cell) => (cells[cell].count / n) * value)));
}

/** $\mathrm E[I]$ over all pairs of divisions into parts of these sizes: a sum over all counts that a cell can have. */
function expectedInformation({ rows, columns, nSamples: n }: Overlaps): number {
  const numbers = Float64Array.from({ length: n + 1 }, (_, i) => i);
  const logs = mapped(log, numbers);
  const factorials = mapped(
    lgamma,
    numbers.map((value) => value + 1),
  ); // log i!
  const [terms, exponents]: [number[], number[]] = [[], []];
  for (const [a, many] of tallyOf(rows)) {
    for (const [b, times] of tallyOf(columns)) {
      const fixed = factorials[a] + factorials[b] + factorials[n - a] + factorials[n - b] - factorials[n];
      for (let count = Math.max(1, a + b - n); count <= Math.min(a, b); count++) {
        terms.push(many * times * (count / n) * (logs[n] + logs[count] - logs[a] - logs[b]));
        exponents.push(fixed - factorials[count] - factorials[a - count] - factorials[b - count] - factorials[n - a - b + count]);
      }
    }
  }
  const probabilities = mapped(exp, Float64Array.from(exponents));
  return sumOf(probabilities.map((probability, t) => probability * terms[t]));
}

/** How often each size occurs: parts of one size have one expectation. */
function tallyOf(sizes: Float64Array): ReadonlyMap<number, number> {
  const tally = new Map<number, number>();
  for (const size of sizes) tally.set(size, (tally.get(size) ?? 0) + 1);
  return tally;
}

const means = {
  arithmetic: (a: number, b: number): number => (a + b) / 2,
  geometric: (a: number, b: number): number => Math.sqrt(a * b),
  min: Math.min,
  max: Math.max,
};
