import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { DType, Floating, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import { expOf } from '../math/exp.ts';
import { log1pOf } from '../math/log1p.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { sigmoid } from './sigmoid.ts';
import { sub } from './sub.ts';

/**
 * The logarithm of the sum of two exponentials.
 *
 * $$ y_i = \ln(e^{a_i} + e^{b_i}), \qquad \bar a = \bar y\, \sigma(a - b),\; \bar b = \bar y\, \sigma(b - a) $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common floating one; integers and bools give float64.
 * Numerics: evaluated as $\max(a, b) + \ln(1 + e^{-|a - b|})$, which neither overflows nor underflows; two like infinities give themselves.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { logAddExp, tensor } from '@hml/tensor';
 * logAddExp(tensor([0, 1000]), tensor([0, 999])).toArray() // [0.6931471805599453, 1000.3132616875182]
 */
export function logAddExp<S extends Shape, D extends DType>(
  a: TensorLike<S, D>,
  b: TensorLike<S, NoInfer<D>> | number,
): Tensor<S, Floating<D>>;
export function logAddExp<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function logAddExp<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Floating<Promote<D, E>>>;
export function logAddExp(a: Operand, b: Operand): Tensor {
  return apply(logAddExpOp, [a, b]);
}

const logAddExpKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = a[aOffset + i * aStride];
    const w = b[bOffset + i * bStride];
    y[yOffset + i] = v === w ? v + Math.LN2 : Math.max(v, w) + log1pOf(expOf(-Math.abs(v - w)));
  }
};

const logAddExpOp = binary({
  name: 'logAddExp',
  result: 'floating',
  definition: (a, b) => (a === b ? a + Math.LN2 : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)))),
  kernel: logAddExpKernel,
  derivative: {
    a: ({ a, b }) => sigmoid(sub(a, b)),
    b: ({ a, b }) => sigmoid(sub(b, a)),
  },
});
