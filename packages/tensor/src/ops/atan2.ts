import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { DType, Floating, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import { atan2Of } from '../math/atan.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';
import { hypot } from './hypot.ts';
import { neg } from './neg.ts';

/**
 * The angle of the point (b, a) in the plane, for a the ordinate, from −π to π.
 *
 * $$ y_i = \operatorname{atan2}(a_i, b_i), \qquad \bar a = \frac{\bar y\, b}{a^2 + b^2},\; \bar b = -\frac{\bar y\, a}{a^2 + b^2} $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common floating one; integers and bools give float64.
 * Numerics: at most 2 ulp off in float64; signed zeros and infinities as in IEEE 754: atan2(0, −0) is π. The squares in the
 * derivative neither overflow nor underflow. No derivative (NaN) at the origin, where none exists.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { atan2, tensor } from '@hml/tensor';
 * atan2(tensor([1, 0, -1]), tensor([1, -1, 0])).toArray() // [0.7853981633974483, 3.141592653589793, -1.5707963267948966]
 */
export function atan2<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>> | number): Tensor<S, Floating<D>>;
export function atan2<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function atan2<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Floating<Promote<D, E>>>;
export function atan2(a: Operand, b: Operand): Tensor {
  return apply(atan2Op, [a, b]);
}

const atan2Kernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = atan2Of(a[aOffset + i * aStride], b[bOffset + i * bStride]);
};

const atan2Op = binary({
  name: 'atan2',
  result: 'floating',
  definition: (a, b) => Math.atan2(a, b),
  kernel: atan2Kernel,
  derivative: {
    a: ({ a, b }) => overSquare(b, hypot(a, b)),
    b: ({ a, b }) => neg(overSquare(a, hypot(a, b))),
  },
});

/** $x / h^2$, whose square may leave the range of numbers. */
function overSquare(x: Tensor, h: Tensor): Tensor {
  return div(div(x, h), h);
}
