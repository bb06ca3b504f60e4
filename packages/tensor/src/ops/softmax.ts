import { softmaxLanes } from '#simd';
import { apply } from '../apply.ts';
import { type LinesKernel, lines } from '../declare-lines.ts';
import type { DType, Floating, TypedArray } from '../dtype.ts';
import { expOf } from '../math/exp.ts';
import { asTensor } from '../prepare.ts';
import { sumLine } from '../reduction.ts';
import { normalizeAxis, type Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * Softmax along an axis: positive weights that add up to 1.
 *
 * $$ y_i = \frac{e^{x_i}}{\sum_j e^{x_j}}, \qquad \bar x_i = y_i \Big(\bar y_i - \sum_j \bar y_j y_j\Big) $$
 *
 * Shapes: x [...] → y [...]; `axis` is the last one if not given. Dtype: that of `x`; integers give float64.
 * Numerics: evaluated with $e^{x_i - m}$, $m = \max_j x_j$, which cannot overflow. −∞ gets the weight 0; a line of −∞ alone, or with +∞ or NaN in it, gives NaN, as in PyTorch.
 *
 * @throws ShapeError for an axis that does not exist.
 * @example
 * import { softmax, tensor } from '@hml/tensor';
 * softmax(tensor([1000, 1000, -Infinity, 1000])).toArray() // [0.3333333333333333, 0.3333333333333333, 0, 0.3333333333333333]
 */
export function softmax<S extends Shape, D extends DType, const A extends number = -1>(
  x: TensorLike<S, D>,
  axis?: A & CheckAxes<S, A>,
): Tensor<S, Floating<D>>;
export function softmax(operand: TensorLike, axis = -1): Tensor {
  const x = asTensor('softmax', operand);
  return apply(softmaxOp, [x], { axis: normalizeAxis('softmax', axis, x.ndim) });
}

/** Writes $e^{x_i - m}$, $m = \max_j x_j$, and returns $m$. */
export function exponentials(n: number, x: TypedArray, xOffset: number, y: TypedArray, yOffset: number): number {
  let m = x[xOffset];
  for (let i = 1; i < n; i++) if (x[xOffset + i] > m) m = x[xOffset + i];
  for (let i = 0; i < n; i++) y[yOffset + i] = expOf(x[xOffset + i] - m);
  return m;
}

const softmaxKernel: LinesKernel<unknown> = (n, x, xOffset, y, yOffset) => {
  exponentials(n, x, xOffset, y, yOffset);
  const sum = sumLine(n, y, yOffset);
  for (let i = 0; i < n; i++) y[yOffset + i] /= sum;
};

const softmaxOp = lines({
  name: 'softmax',
  dtype: 'floating',
  definition: (line) => {
    const terms = line.map((v) => Math.exp(v - Math.max(...line)));
    return terms.map((term) => term / terms.reduce((total, t) => total + t, 0));
  },
  kernel: softmaxKernel,
  simd: softmaxLanes(false),
  vjp: ({ y, axis, dy }) => y.mul(dy.sub(y.mul(dy).sum(axis, { keepDims: true }))),
  jvp: ({ y, axis, dx }) => y.mul(dx).sub(y.mul(y.mul(dx).sum(axis, { keepDims: true }))),
});
