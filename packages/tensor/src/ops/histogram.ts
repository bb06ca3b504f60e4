import { isTensor } from '../base.ts';
import type { DType } from '../dtype.ts';
import { DataError, OptionError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { noteCut } from '../tape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/** Options of {@link histogram}. */
export interface HistogramOptions {
  /** How many bins of equal width, or the edges of the bins in ascending order; those of a tensor keep its type. @defaultValue 10 */
  readonly bins?: number | readonly number[] | Tensor<readonly [number]>;
  /** Where the first bin starts and the last one ends. @defaultValue the smallest and the largest element */
  readonly range?: readonly [low: number, high: number];
}

/** What {@link histogram} gives. */
export interface Histogram {
  /** How many elements lie in each bin: [bins]. */
  readonly counts: Tensor<readonly [number], 'int32'>;
  /** Where the bins start and end: [bins + 1]. */
  readonly edges: Tensor<readonly [number], DType>;
}

/**
 * How many elements lie in each of some bins.
 *
 * $$ y_k = \#\{i : e_k \le x_i < e_{k+1}\}, \quad \text{the last bin with } x_i \le e_{k+1} $$
 *
 * Elements outside the edges, and NaN beside given edges, are not counted. Where all elements are equal, or there are none, the bins
 * cover ½ to either side, or 0 to 1. The edges depend on values, so it cannot be traced. Cost: $O(\log b)$ per element for b bins.
 *
 * @throws OptionError for bins or a range that do not ascend; DataError when the range is to be found and an element is not finite.
 * @example
 * import { histogram, tensor } from '@hml/tensor';
 * const { counts, edges } = histogram(tensor([0, 1, 1, 4]), { bins: 2 });
 * counts.toArray() // [3, 1]
 * edges.toArray() // [0, 2, 4]
 */
export function histogram(x: TensorLike, options?: HistogramOptions): Histogram;
export function histogram(operand: TensorLike, options?: HistogramOptions): { readonly counts: Tensor; readonly edges: Tensor } {
  const { bins, range } = withDefaults('histogram', { bins: 10, range: undefined }, options);
  const x = asTensor('histogram', operand);
  const values = x.toTypedArray();
  const given = isTensor(bins) ? bins.toTypedArray() : bins;
  const edges = typeof given === 'number' ? even(given, range ?? rangeOf(values)) : Float64Array.from(given);
  if (edges.length < 2 || edges.some((edge, i) => !(i === 0 || edge >= edges[i - 1]))) {
    throw new OptionError({
      where: 'histogram',
      what: 'not the edges of bins',
      expected: 'bins, a whole number ≥ 1 or at least two ascending edges, and a range that ascends',
      got: `bins = ${String(given)}, range = ${String(range)}`,
    });
  }
  const last = edges.length - 1;
  const counts = new Int32Array(last);
  for (const value of values) {
    if (!(value >= edges[0] && value <= edges[last])) continue;
    let low = 0;
    let high = last; // edges[low] ≤ value, and value < edges[high] unless that is the last one
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (value >= edges[middle]) low = middle;
      else high = middle;
    }
    counts[low]++;
  }
  const madeOfX = (value: Tensor): Tensor => noteCut('histogram', x, value);
  const found = x.like(edges, [last + 1], 'float64');
  const ends = typeof bins === 'number' && range === undefined ? madeOfX(found) : found;
  return { counts: madeOfX(x.like(counts, [last], 'int32')), edges: isTensor(bins) ? bins : ends };
}

/** Edges of bins of equal width; none for a number of bins or a range that make no sense. */
function even(bins: number, [low, high]: readonly [number, number]): Float64Array {
  if (!Number.isInteger(bins) || bins < 1 || !(low <= high) || !Number.isFinite(high - low)) return new Float64Array(0);
  const [from, to] = low === high ? [low - 0.5, high + 0.5] : [low, high];
  return Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? to : from + i * ((to - from) / bins)));
}

function rangeOf(values: Iterable<number> & { readonly length: number }): readonly [number, number] {
  if (values.length === 0) return [0, 1];
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) {
      const expected = 'finite elements where the range is not given';
      throw new DataError({
        where: 'histogram',
        what: 'no range',
        expected,
        got: String(value),
        fix: 'histogram(x, { range: [low, high] })',
      });
    }
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
