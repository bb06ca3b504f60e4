import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { DType, Floating, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import { logOf } from '../math/log.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';
import { log } from './log.ts';
import { logicalAnd } from './logical-and.ts';
import { where } from './where.ts';

/**
 * $a \ln b$ that is 0 where $a$ is 0: the term of an entropy or a likelihood, also for events that cannot happen.
 *
 * $$ y_i = a_i \ln b_i, \quad 0 \ln 0 = 0, \qquad \bar a = \bar y \ln b,\; \bar b = \bar y\, \frac{a}{b} $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common floating one; integers and bools give float64.
 * Numerics: 0 where a is 0, whatever b is, except NaN; a negative b gives NaN beside any other a. At $(0, 0)$ both derivatives are 0.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { sum, tensor, xlogy } from '@hml/tensor';
 * const p = tensor([0.5, 0.5, 0]);
 * sum(xlogy(p, p)).item() // -0.6931471805599453
 */
export function xlogy<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>> | number): Tensor<S, Floating<D>>;
export function xlogy<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function xlogy<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Floating<Promote<D, E>>>;
export function xlogy(a: Operand, b: Operand): Tensor {
  return apply(xlogyOp, [a, b]);
}

const xlogyKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = a[aOffset + i * aStride];
    const w = b[bOffset + i * bStride];
    y[yOffset + i] = v === 0 && !Number.isNaN(w) ? 0 : v * logOf(w);
  }
};

const xlogyOp = binary({
  name: 'xlogy',
  result: 'floating',
  definition: (a, b) => (a === 0 && !Number.isNaN(b) ? 0 : a * Math.log(b)),
  kernel: xlogyKernel,
  derivative: {
    a: ({ a, b }) => log(inside(a, b)),
    b: ({ a, b }) => div(a, inside(a, b)),
  },
});

/** `b`, but 1 where it lies outside the domain beside an `a` of 0, so that derivatives of every order are finite there. */
function inside(a: Tensor, b: Tensor): Tensor {
  return where(logicalAnd(a.equal(0), b.lessEqual(0)), 1, b);
}
