import type { DType, Floating, Promote } from '../dtype.ts';
import type { Operand } from '../op.ts';
import { asFloating } from '../prepare.ts';
import { broadcastShapes, type Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { add } from './add.ts';
import { less } from './less.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
import { where } from './where.ts';

/**
 * The point between a and b at a given part of the way: linear interpolation.
 *
 * $$ y = a + w (b - a), \qquad \bar a = (1 - w)\,\bar y,\; \bar b = w\,\bar y,\; \bar w = (b - a)\,\bar y $$
 *
 * Shapes: a, b and weight broadcast. Dtype: the common floating one; integers and bools give float64.
 * Numerics: from the nearer end, as in PyTorch, so that a weight of 0 gives a and of 1 gives b exactly. Weights outside [0, 1] extrapolate.
 *
 * @throws ShapeError when the shapes do not broadcast.
 * @example
 * import { lerp, tensor } from '@hml/tensor';
 * lerp(tensor([0, 10]), tensor([4, 20]), 0.25).toArray() // [1, 12.5]
 * lerp(tensor([0, 10]), tensor([4, 20]), tensor([0.5, 1])).toArray() // [2, 20]
 */
export function lerp<S extends Shape, D extends DType>(
  a: TensorLike<S, D>,
  b: TensorLike<S, NoInfer<D>>,
  weight: number,
): Tensor<S, Floating<D>>;
export function lerp<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
  weight: number,
): Tensor<Broadcast<A, B>, Floating<Promote<D, E>>>;
export function lerp<A extends Shape, B extends Shape, W extends Shape, D extends DType, E extends DType, F extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
  weight: TensorLike<W, F> & CheckBroadcast<A, W> & CheckBroadcast<B, W>,
): Tensor<Broadcast<Broadcast<A, B>, W>, Floating<Promote<Promote<D, E>, F>>>;
export function lerp(start: TensorLike, end: TensorLike, weight: Operand): Tensor {
  const [a, b, w] = asFloating('lerp', [start, end, weight]);
  broadcastShapes('lerp', broadcastShapes('lerp', a.shape, b.shape), w.shape);
  const way = sub(b, a);
  const fromStart = (): Tensor => add(a, mul(w, way));
  const fromEnd = (): Tensor => sub(b, mul(sub(1, w), way));
  if (typeof weight === 'number') return weight < 0.5 ? fromStart() : fromEnd();
  return where(less(w, 0.5), fromStart(), fromEnd());
}
