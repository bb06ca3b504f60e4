import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { DType, Floating, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';
import { equal } from './equal.ts';
import { where } from './where.ts';

/**
 * The length of the hypotenuse over two sides.
 *
 * $$ y_i = \sqrt{a_i^2 + b_i^2}, \qquad \bar a = \frac{\bar y\, a}{y},\; \bar b = \frac{\bar y\, b}{y} $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common floating one; integers and bools give float64.
 * Numerics: evaluated as $m \sqrt{1 + (n / m)^2}$ with the greater side m, at most 2 ulp off; squares neither overflow nor underflow. An infinite side wins over NaN. The derivative at (0, 0), a kink, is 0.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { hypot, tensor } from '@hml/tensor';
 * hypot(tensor([3, 1e200]), tensor([4, 1e200])).toArray() // [5, 1.4142135623730951e200]
 */
export function hypot<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>> | number): Tensor<S, Floating<D>>;
export function hypot<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function hypot<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Floating<Promote<D, E>>>;
export function hypot(a: Operand, b: Operand): Tensor {
  return apply(hypotOp, [a, b]);
}

const hypotKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = hypotOf(a[aOffset + i * aStride], b[bOffset + i * bStride]);
};

const hypotOp = binary({
  name: 'hypot',
  result: 'floating',
  definition: (a, b) => Math.hypot(a, b),
  kernel: hypotKernel,
  derivative: {
    a: ({ a, y }) => where(equal(y, 0), 0, div(a, y)),
    b: ({ b, y }) => where(equal(y, 0), 0, div(b, y)),
  },
});

/** $\sqrt{a^2 + b^2}$ without overflow. */
function hypotOf(a: number, b: number): number {
  const x = Math.abs(a);
  const y = Math.abs(b);
  if (x === Infinity || y === Infinity) return Infinity;
  const greater = Math.max(x, y);
  if (greater === 0) return 0;
  const ratio = Math.min(x, y) / greater;
  return greater * Math.sqrt(1 + ratio * ratio);
}
