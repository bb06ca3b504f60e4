import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * Whether elements are NaN.
 *
 * $$ y = [\, x \ne x \,] $$
 *
 * Shapes: x [...] → y [...]. Dtype: bool; false for integers.
 * No gradient: the result is constant wherever it has a derivative.
 *
 * @example
 * import { isNaN, tensor } from '@hml/tensor';
 * isNaN(tensor([NaN, -Infinity, 1e308])).toArray() // [true, false, false]
 */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the name that NumPy and PyTorch users look for
export function isNaN<S extends Shape>(x: TensorLike<S>): Tensor<S, 'bool'>;
// biome-ignore lint/suspicious/noShadowRestrictedNames: the name that NumPy and PyTorch users look for
export function isNaN(x: TensorLike): Tensor {
  return apply(isNaNOp, [x]);
}

const isNaNKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = Number.isNaN(v) ? 1 : 0;
  }
};

const isNaNOp = unary({
  name: 'isNaN',
  result: 'bool',
  definition: (x) => Number(Number.isNaN(x)),
  kernel: isNaNKernel,
  simd: (f, x) => f.ne(x, x),
});
