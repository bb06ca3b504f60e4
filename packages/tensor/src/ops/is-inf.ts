import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * Whether elements are infinite.
 *
 * $$ y = [\, |x| = \infty \,] $$
 *
 * Shapes: x [...] → y [...]. Dtype: bool; false for integers.
 * No gradient: the result is constant wherever it has a derivative.
 *
 * @example
 * import { isInf, tensor } from '@hml/tensor';
 * isInf(tensor([NaN, -Infinity, 1e308])).toArray() // [false, true, false]
 */
export function isInf<S extends Shape>(x: TensorLike<S>): Tensor<S, 'bool'>;
export function isInf(x: TensorLike): Tensor {
  return apply(isInfOp, [x]);
}

const isInfKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = v === Infinity || v === -Infinity ? 1 : 0;
  }
};

const isInfOp = unary({
  name: 'isInf',
  result: 'bool',
  definition: (x) => Number(Math.abs(x) === Infinity),
  kernel: isInfKernel,
  simd: (f, x) => f.eq(f.abs(x), Infinity),
});
