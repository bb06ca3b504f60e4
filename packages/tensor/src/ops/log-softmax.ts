import { softmaxLanes } from '#simd';
import { apply } from '../apply.ts';
import { type LinesKernel, lines } from '../declare-lines.ts';
import type { DType, Floating } from '../dtype.ts';
import { logOf } from '../math/log.ts';
import { asTensor } from '../prepare.ts';
import { sumLine } from '../reduction.ts';
import { normalizeAxis, type Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { exp } from './exp.ts';
import { exponentials } from './softmax.ts';

/**
 * The logarithm of the softmax along an axis.
 *
 * $$ y_i = x_i - \log \sum_j e^{x_j}, \qquad \bar x_i = \bar y_i - e^{y_i} \sum_j \bar y_j $$
 *
 * Shapes: x [...] → y [...]; `axis` is the last one if not given. Dtype: that of `x`; integers give float64.
 * Numerics: finite where the softmax itself is too small for a number. A line of −∞ alone, or with +∞ or NaN in it, gives NaN, as in PyTorch.
 *
 * @throws ShapeError for an axis that does not exist.
 * @example
 * import { logSoftmax, tensor } from '@hml/tensor';
 * logSoftmax(tensor([0, 1000])).toArray() // [-1000, 0]
 */
export function logSoftmax<S extends Shape, D extends DType, const A extends number = -1>(
  x: TensorLike<S, D>,
  axis?: A & CheckAxes<S, A>,
): Tensor<S, Floating<D>>;
export function logSoftmax(operand: TensorLike, axis = -1): Tensor {
  const x = asTensor('logSoftmax', operand);
  return apply(logSoftmaxOp, [x], { axis: normalizeAxis('logSoftmax', axis, x.ndim) });
}

const logSoftmaxKernel: LinesKernel<unknown> = (n, x, xOffset, y, yOffset) => {
  const m = exponentials(n, x, xOffset, y, yOffset);
  const log = logOf(sumLine(n, y, yOffset));
  for (let i = 0; i < n; i++) y[yOffset + i] = x[xOffset + i] - m - log;
};

const logSoftmaxOp = lines({
  name: 'logSoftmax',
  dtype: 'floating',
  definition: (line) => {
    const m = Math.max(...line);
    const log = Math.log(line.reduce((total, v) => total + Math.exp(v - m), 0));
    return line.map((v) => v - m - log);
  },
  kernel: logSoftmaxKernel,
  simd: softmaxLanes(true),
  vjp: ({ y, axis, dy }) => dy.sub(exp(y).mul(dy.sum(axis, { keepDims: true }))),
  jvp: ({ y, axis, dx }) => dx.sub(exp(y).mul(dx).sum(axis, { keepDims: true })),
});
