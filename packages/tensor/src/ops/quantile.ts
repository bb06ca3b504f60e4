import { reducedShape } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { allocate } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asFloating } from '../prepare.ts';
import { normalizeAxes, type Shape, sizeOf } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { refuseEmpty } from './max.ts';
import { sort } from './sort.ts';
import { take } from './take.ts';
import { transpose } from './transpose.ts';
import { where } from './where.ts';

/** How a quantile that falls between two elements is made of them. */
export type QuantileMethod = 'linear' | 'lower' | 'higher' | 'nearest' | 'midpoint';

/** Options of {@link quantile} and `percentile`. */
export interface QuantileOptions<Keep extends boolean = boolean> extends ReduceOptions<Keep> {
  /** What lies between two elements: a mixture, one of them, the nearest (halfway, the one of even index) or their mean. @defaultValue 'linear' */
  readonly method?: QuantileMethod;
}

/**
 * Quantiles of the elements along some axes, or of all: below the quantile q lies the share q of the elements.
 *
 * $$ y = (1 - w)\, x_{(l)} + w\, x_{(l + 1)}, \qquad l + w = q\,(n - 1),\ 0 \le w < 1 $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`; a list of quantiles becomes the first axis.
 * Dtype: that of `x`; integers give float64. A line with NaN in it gives NaN. The gradient goes to the two elements, with their weights.
 * Cost: $O(n \log n)$ per line.
 *
 * @throws OptionError for a quantile outside 0 … 1 or an unknown method; ShapeError for an axis that does not exist; DataError for an empty line.
 * @example
 * import { quantile, tensor } from '@hml/tensor';
 * quantile(tensor([4, 1, 3, 2]), 0.5).item() // 2.5
 * quantile(tensor([[1, 2, 3], [40, 60, 50]]), [0, 0.75], 1).toArray() // [[1, 40], [2.5, 55]]
 */
export function quantile<D extends DType>(
  x: TensorLike<Shape, D>,
  q: readonly number[],
  axis?: Axes,
  options?: QuantileOptions,
): Tensor<Shape, Floating<D>>;
export function quantile<S extends Shape, D extends DType, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S, D>,
  q: number,
  axis?: A & CheckAxes<S, A>,
  options?: QuantileOptions<K>,
): Tensor<Reduce<S, A, K>, Floating<D>>;
export function quantile(operand: TensorLike, q: number | readonly number[], axis?: Axes, options?: QuantileOptions): Tensor {
  return quantiles('quantile', operand, q, 1, axis, options);
}

/** Quantiles that are counted up to `whole`. */
export function quantiles(
  where: string,
  operand: TensorLike,
  q: number | readonly number[],
  whole: number,
  axis: Axes,
  options?: QuantileOptions,
): Tensor {
  const { method, keepDims } = withDefaults(where, { method: 'linear', keepDims: false }, options);
  const [x] = asFloating(where, [operand]);
  const axes = normalizeAxes(where, axis, x.ndim);
  const shares = sharesOf(where, q, whole);
  const y = interpolated(where, sort(asLines(where, x, axes)), shares, method);
  const shape = reducedShape(x.shape, axes, keepDims);
  if (typeof q === 'number') return y.reshape(shape);
  const last = y.ndim - 1;
  return transpose(y, [last, ...Array.from({ length: last }, (_, i) => i)]).reshape([shares.length, ...shape]);
}

/** The quantiles as shares, each from 0 to 1. */
function sharesOf(where: string, q: unknown, whole: number): number[] {
  const list: readonly unknown[] = Array.isArray(q) ? q : [q];
  return list.map((share) => {
    if (typeof share === 'number' && share >= 0 && share <= whole) return share / whole;
    const got = `q = ${describeValue(share)}`;
    throw new OptionError({ where, what: 'no such quantile', expected: `q, a number from 0 to ${whole} or an array of them`, got });
  });
}

/** The axes that are reduced as one, behind the others. */
function asLines(where: string, x: Tensor, axes: readonly number[]): Tensor {
  const kept = [...x.shape.keys()].filter((i) => !axes.includes(i));
  const n = sizeOf(axes.map((i) => x.shape[i]));
  refuseEmpty(where)(n);
  return transpose(x, [...kept, ...axes]).reshape([...kept.map((i) => x.shape[i]), n]);
}

/** The quantiles of sorted lines, behind the other axes. */
function interpolated(name: string, sorted: Tensor, shares: readonly number[], method: QuantileMethod): Tensor {
  const n = sorted.shape[sorted.ndim - 1];
  const places = shares.map((share) => placeOf(name, share * (n - 1), method));
  const weights = (of: (w: number) => number): Tensor => {
    const values = allocate(sorted.dtype, places.length);
    places.forEach((place, i) => {
      values[i] = of(place - Math.floor(place));
    });
    return sorted.like(values, [places.length], sorted.dtype);
  };
  const elements = (round: (place: number) => number) => take(sorted, places.map(round), -1);
  const upper = weights((w) => w);
  // A weight of 0 must not meet an infinity.
  const above = where(upper.equal(0), 0, elements(Math.ceil).mul(upper));
  const largest = take(sorted, [n - 1], -1);
  return where(
    largest.equal(largest),
    elements(Math.floor)
      .mul(weights((w) => 1 - w))
      .add(above),
    Number.NaN,
  );
}

/** Where in a sorted line the quantile lies; between two elements, the fraction is the weight of the second. */
function placeOf(where: string, place: number, method: QuantileMethod): number {
  const low = Math.floor(place);
  switch (method) {
    case 'linear':
      return place;
    case 'lower':
      return low;
    case 'higher':
      return Math.ceil(place);
    case 'nearest':
      return place - low === 0.5 ? low + (low % 2) : Math.round(place);
    case 'midpoint':
      return place === low ? low : low + 0.5;
    default:
      throw new OptionError({
        where,
        what: 'unknown method',
        expected: "'linear', 'lower', 'higher', 'nearest' or 'midpoint'",
        got: String(method),
      });
  }
}
