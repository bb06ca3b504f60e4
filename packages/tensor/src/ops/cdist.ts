import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType, type Floating, type Promote, type TypedArray } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { asFloating } from '../prepare.ts';
import { broadcastShapes, type Shape, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';
import { equal } from './equal.ts';
import { misfit } from './matmul.ts';
import { mul } from './mul.ts';
import { slice } from './slice.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';
import { where } from './where.ts';

/**
 * The Euclidean distance of every point of one set from every point of another.
 *
 * $$ y_{ij} = \lVert a_i - b_j \rVert, \qquad \bar a_i = \sum_j \bar y_{ij}\, \frac{a_i - b_j}{y_{ij}} $$
 *
 * Shapes: a [..., m, d], b [..., n, d] → y [..., m, n]; the axes before the last two are batches and broadcast. Dtype: the common one;
 * integers give float64.
 * Numerics: summed from differences, so that near points far from the origin keep their digits; scaled where squares would overflow or
 * underflow. Where two points coincide the gradient is 0. Cost: $O(mnd)$, gradients in as much memory.
 *
 * @throws ShapeError when the points have different numbers of coordinates or the batches do not broadcast.
 * @example
 * import { cdist, tensor } from '@hml/tensor';
 * cdist(tensor([[0, 0], [3, 4]]), tensor([[0, 0], [3, 0]])).toArray() // [[0, 3], [5, 4]]
 */
export function cdist<M extends number, N extends number, K extends number, D extends DType, E extends DType>(
  a: TensorLike<readonly [M, K], D>,
  b: TensorLike<readonly [N, NoInfer<K>], E>,
): Tensor<readonly [M, N], Floating<Promote<D, E>>>;
export function cdist<D extends DType, E extends DType>(
  a: TensorLike<Shape, D>,
  b: TensorLike<Shape, E>,
): Tensor<Shape, Floating<Promote<D, E>>>;
export function cdist(left: TensorLike, right: TensorLike): Tensor {
  const [a, b] = asFloating('cdist', [left, right]);
  if (a.ndim < 2 || b.ndim < 2 || a.shape[a.ndim - 1] !== b.shape[b.ndim - 1]) {
    throw misfit('cdist', 'the points do not fit', 'a [.., m, d] and b [.., n, d]', a, b);
  }
  const batch = broadcastShapes('cdist', a.shape.slice(0, -2), b.shape.slice(0, -2));
  return apply(cdistOp, [a.broadcastTo([...batch, ...a.shape.slice(-2)]), b.broadcastTo([...batch, ...b.shape.slice(-2)])]);
}

/** The distance of two points of `d` coordinates. */
function distance(d: number, a: TypedArray, aOffset: number, b: TypedArray, bOffset: number): number {
  let total = 0;
  let largest = 0;
  for (let k = 0; k < d; k++) {
    const v = Math.abs(a[aOffset + k] - b[bOffset + k]);
    total += v * v;
    if (v > largest) largest = v;
  }
  if ((total > 1e-280 && total < Infinity) || largest === 0 || largest === Infinity) return Math.sqrt(total);
  // Squares have left the range of float64: once more, in units of the largest difference.
  let scaled = 0;
  for (let k = 0; k < d; k++) {
    const v = (a[aOffset + k] - b[bOffset + k]) / largest;
    scaled += v * v;
  }
  return largest * Math.sqrt(scaled);
}

/** The differences $a_i - b_j$ as [..., m, n, d], each divided by its length; 0 for 0. */
function directions(a: Tensor, b: Tensor, y: Tensor): Tensor {
  const apart = sub(slice(a, '...', null, ':'), slice(b, '...', null, ':', ':'));
  return div(apart, slice(where(equal(y, 0), 1, y), '...', null));
}

const cdistOp = primitive({
  name: 'cdist',
  inputs: ['a', 'b'],
  infer: ([a, b]) => ({ shape: Object.freeze([...a.shape.slice(0, -1), b.shape[b.ndim - 2]]), dtype: a.dtype }),
  run: ([a, b], _, { shape, dtype }) => {
    const [m, n] = shape.slice(-2);
    const d = a.shape[a.ndim - 1];
    const [left, right] = [compact(a), compact(b)];
    const y = allocate(dtype, sizeOf(shape));
    for (let at = 0; at < y.length; at++) {
      const row = Math.floor(at / n);
      const column = Math.floor(row / m) * n + (at % n);
      y[at] = distance(d, left.data, left.offset + row * d, right.data, right.offset + column * d);
    }
    return a.like(y, shape, dtype);
  },
  definition: (index, [a, b]) => {
    const [batch, [i, j]] = [index.slice(0, -2), index.slice(-2)];
    const apart = Array.from({ length: a.shape[a.shape.length - 1] }, (_, k) => a(...batch, i, k) - b(...batch, j, k));
    return apart.some(Number.isNaN) ? Number.NaN : Math.hypot(...apart); // JavaScript's hypot of NaN and infinity is infinite
  },
  vjp: {
    a: ({ a, b, y, dy }) => sum(mul(directions(a, b, y), slice(dy, '...', null)), -2),
    b: ({ a, b, y, dy }) => sum(mul(directions(a, b, y), slice(dy, '...', null)), -3).neg(),
  },
  jvp: {
    a: ({ a, b, y, dx }) => sum(mul(directions(a, b, y), slice(dx, '...', null, ':')), -1),
    b: ({ a, b, y, dx }) => sum(mul(directions(a, b, y), slice(dx, '...', null, ':', ':')), -1).neg(),
  },
});
