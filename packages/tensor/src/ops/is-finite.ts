import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * Whether elements are neither infinite nor NaN.
 *
 * $$ y = [\, |x| < \infty \,] $$
 *
 * Shapes: x [...] → y [...]. Dtype: bool; true for integers.
 * No gradient: the result is constant wherever it has a derivative.
 *
 * @example
 * import { isFinite, tensor } from '@hml/tensor';
 * isFinite(tensor([NaN, -Infinity, 1e308])).toArray() // [false, false, true]
 */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the name that NumPy and PyTorch users look for
export function isFinite<S extends Shape>(x: TensorLike<S>): Tensor<S, 'bool'>;
// biome-ignore lint/suspicious/noShadowRestrictedNames: the name that NumPy and PyTorch users look for
export function isFinite(x: TensorLike): Tensor {
  return apply(isFiniteOp, [x]);
}

const isFiniteKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = v - v === 0 ? 1 : 0;
  }
};

const isFiniteOp = unary({
  name: 'isFinite',
  result: 'bool',
  definition: (x) => Number(Number.isFinite(x)),
  kernel: isFiniteKernel,
  simd: (f, x) => f.lt(f.abs(x), Infinity),
});
