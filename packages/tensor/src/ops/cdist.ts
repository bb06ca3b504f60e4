import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType, type Floating, type Promote, type TypedArray } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { OptionError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asFloating } from '../prepare.ts';
import { broadcastShapes, type Shape, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';
import { misfit } from './matmul.ts';
import { mul } from './mul.ts';
import { norm, normKernel, normOf, normSlope } from './norm.ts';
import { slice } from './slice.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';

/** How the distance of two points is measured. */
export type Metric = 'euclidean' | 'sqeuclidean' | 'cityblock' | 'chebyshev' | 'minkowski' | 'cosine';

/** Options of {@link cdist}. */
export interface CdistOptions {
  /** How distances are measured. @defaultValue 'euclidean' */
  readonly metric?: Metric;
  /** The exponent p > 0 of `'minkowski'`; below 1 it is no metric. @defaultValue 2 */
  readonly p?: number;
}

/**
 * The distance of every point of one set from every point of another.
 *
 * $$ y_{ij} = \lVert a_i - b_j \rVert_p, \qquad \bar a_{ik} = \sum_j \bar y_{ij} \operatorname{sign}(a_{ik} - b_{jk}) \Big( \frac{|a_{ik} - b_{jk}|}{y_{ij}} \Big)^{p - 1} $$
 *
 * with p = 2 for `'euclidean'`, 1 for `'cityblock'`, ∞ for `'chebyshev'` and any p > 0 for `'minkowski'`. `'sqeuclidean'` is
 * $\lVert a_i - b_j \rVert_2^2$, `'cosine'` is $1 - \cos(a_i, b_j)$.
 * Shapes: a [..., m, d], b [..., n, d] → y [..., m, n]; the axes before the last two are batches and broadcast. Dtype: the common one;
 * integers give float64.
 * Numerics: summed from differences, so that near points far from the origin keep their digits; scaled where powers would overflow or
 * underflow, but for `'sqeuclidean'`. `'cosine'` is half the squared distance of the unit vectors, whose relative error near an angle θ is
 * ε / θ instead of ε / θ²; a point at the origin has no direction and gives NaN. Where two points coincide the gradient is 0; equal
 * extremes share it evenly. Cost: $O(mnd)$, gradients in as much memory.
 *
 * @throws ShapeError when the points have different numbers of coordinates or the batches do not broadcast; OptionError for a metric that
 * does not exist, or a `p` out of range or beside another metric.
 * @example
 * import { cdist, tensor } from '@hml/tensor';
 * const a = tensor([[0, 0], [3, 4]]);
 * cdist(a, tensor([[0, 0], [3, 0]])).toArray() // [[0, 3], [5, 4]]
 * cdist(a, a, { metric: 'cityblock' }).toArray() // [[0, 7], [7, 0]]
 * @see `scipy.spatial.distance.cdist`, whose names and meanings these are.
 */
export function cdist<M extends number, N extends number, K extends number, D extends DType, E extends DType>(
  a: TensorLike<readonly [M, K], D>,
  b: TensorLike<readonly [N, NoInfer<K>], E>,
  options?: CdistOptions,
): Tensor<readonly [M, N], Floating<Promote<D, E>>>;
export function cdist<D extends DType, E extends DType>(
  a: TensorLike<Shape, D>,
  b: TensorLike<Shape, E>,
  options?: CdistOptions,
): Tensor<Shape, Floating<Promote<D, E>>>;
export function cdist(left: TensorLike, right: TensorLike, options?: CdistOptions): Tensor {
  const { metric, p } = withDefaults('cdist', { metric: 'euclidean', p: undefined }, options);
  const ord = orderOf(metric, p);
  const [a, b] = asFloating('cdist', [left, right]);
  if (a.ndim < 2 || b.ndim < 2 || a.shape[a.ndim - 1] !== b.shape[b.ndim - 1]) {
    throw misfit('cdist', 'the points do not fit', 'a [.., m, d] and b [.., n, d]', a, b);
  }
  const batch = broadcastShapes('cdist', a.shape.slice(0, -2), b.shape.slice(0, -2));
  const spread = (x: Tensor): Tensor => (metric === 'cosine' ? unit(x) : x).broadcastTo([...batch, ...x.shape.slice(-2)]);
  const y = apply(cdistOp, [spread(a), spread(b)], { ord, squared: metric === 'sqeuclidean' || metric === 'cosine' });
  return metric === 'cosine' ? div(y, 2) : y;
}

/** Each metric is a norm of the differences, or its square: which one. */
const orders: Readonly<Record<Exclude<Metric, 'minkowski'>, number>> = {
  euclidean: 2,
  sqeuclidean: 2,
  cityblock: 1,
  chebyshev: Infinity,
  cosine: 2,
};

function orderOf(metric: Metric, p: number | undefined): number {
  const ord = metric === 'minkowski' ? (p ?? 2) : p === undefined && Object.hasOwn(orders, metric) ? orders[metric] : Number.NaN;
  if (ord > 0) return ord;
  throw new OptionError({
    where: 'cdist',
    what: 'no such metric',
    expected: `${Object.keys(orders).join(', ')}, or minkowski with p > 0`,
    got: `${String(metric)}, p = ${p}`,
  });
}

function unit(x: Tensor): Tensor {
  return div(x, norm(x, { axis: -1, keepDims: true }));
}

/** The Euclidean distance of two points of `d` coordinates, or its square. */
function euclidean(d: number, a: TypedArray, aOffset: number, b: TypedArray, bOffset: number, squared: boolean): number {
  let total = 0;
  let largest = 0;
  for (let k = 0; k < d; k++) {
    const v = Math.abs(a[aOffset + k] - b[bOffset + k]);
    total += v * v;
    if (v > largest) largest = v;
  }
  if (squared) return total;
  if ((total > 1e-280 && total < Infinity) || largest === 0 || largest === Infinity) return Math.sqrt(total);
  // Squares have left the range of float64: once more, in units of the largest difference.
  let scaled = 0;
  for (let k = 0; k < d; k++) {
    const v = (a[aOffset + k] - b[bOffset + k]) / largest;
    scaled += v * v;
  }
  return largest * Math.sqrt(scaled);
}

interface CdistAttrs {
  readonly ord: number;
  readonly squared: boolean;
}

/** $\partial y_{ij} / \partial a_i$ as [..., m, n, d]; that of $b_j$ is the negative. */
function slopes(a: Tensor, b: Tensor, y: Tensor, { ord, squared }: CdistAttrs): Tensor {
  const apart = sub(slice(a, '...', null, ':'), slice(b, '...', null, ':', ':'));
  return squared ? mul(apart, 2) : normSlope(apart, y, [apart.ndim - 1], ord);
}

const cdistOp = primitive<'a' | 'b', CdistAttrs>({
  name: 'cdist',
  inputs: ['a', 'b'],
  infer: ([a, b]) => ({ shape: Object.freeze([...a.shape.slice(0, -1), b.shape[b.ndim - 2]]), dtype: a.dtype }),
  run: ([a, b], { ord, squared }, { shape, dtype }) => {
    const [m, n] = shape.slice(-2);
    const d = a.shape[a.ndim - 1];
    const [left, right] = [compact(a), compact(b)];
    const apart = new Float64Array(d);
    const scratch = new Float64Array(d);
    const y = allocate(dtype, sizeOf(shape));
    for (let at = 0; at < y.length; at++) {
      const row = Math.floor(at / n);
      const i = left.offset + row * d;
      const j = right.offset + (Math.floor(row / m) * n + (at % n)) * d;
      if (ord === 2) {
        y[at] = euclidean(d, left.data, i, right.data, j, squared);
        continue;
      }
      for (let k = 0; k < d; k++) apart[k] = left.data[i + k] - right.data[j + k];
      y[at] = normKernel(d, apart, 0, { ord }, scratch);
    }
    return a.like(y, shape, dtype);
  },
  definition: (index, [a, b], { ord, squared }) => {
    const [batch, [i, j]] = [index.slice(0, -2), index.slice(-2)];
    const apart = Array.from({ length: a.shape[a.shape.length - 1] }, (_, k) => a(...batch, i, k) - b(...batch, j, k));
    return squared ? apart.reduce((total, v) => total + v ** 2, 0) : normOf(apart, ord);
  },
  vjp: {
    a: ({ a, b, y, dy, attrs }) => sum(mul(slopes(a, b, y, attrs), slice(dy, '...', null)), -2),
    b: ({ a, b, y, dy, attrs }) => sum(mul(slopes(a, b, y, attrs), slice(dy, '...', null)), -3).neg(),
  },
  jvp: {
    a: ({ a, b, y, dx, attrs }) => sum(mul(slopes(a, b, y, attrs), slice(dx, '...', null, ':')), -1),
    b: ({ a, b, y, dx, attrs }) => sum(mul(slopes(a, b, y, attrs), slice(dx, '...', null, ':', ':')), -1).neg(),
  },
});
