import { sumLanes } from '#simd';
import { reduce, reduceAlong } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { floating } from '../dtype.ts';
import { type LineKernel, sumLine } from '../reduction.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';

/**
 * The arithmetic mean of the elements along some axes, or of all.
 *
 * $$ y = \frac1n \sum_{i=1}^n x_i, \qquad \bar x_i = \frac{\bar y}{n} $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`. Dtype: that of `x`; integers and bools give float64.
 * Numerics: the sum is taken in float64 in the order of {@link sum}, so a float32 mean cannot overflow on the way. The mean of nothing is NaN, as 0/0.
 *
 * @throws ShapeError for an axis that does not exist.
 * @example
 * import { mean, tensor } from '@hml/tensor';
 * const x = tensor([[1, 2, 3], [4, 5, 9]]);
 * mean(x).item() // 4
 * mean(x, 1).toArray() // [2, 6]
 */
export function mean<S extends Shape, D extends DType, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S, D>,
  axis?: A & CheckAxes<S, A>,
  options?: ReduceOptions<K>,
): Tensor<Reduce<S, A, K>, Floating<D>>;
export function mean(operand: TensorLike, axis?: Axes, options?: ReduceOptions): Tensor {
  return reduceAlong(meanOp, operand, axis, options);
}

const meanKernel: LineKernel = (n, x, offset) => sumLine(n, x, offset) / n;

const meanOp = reduce({
  name: 'mean',
  dtype: floating,
  definition: (line) => line.reduce((total, v) => total + v, 0) / line.length,
  kernel: meanKernel,
  simd: sumLanes((sum, n) => sum / n),
  vjp: ({ x, y, dy }) => dy.div(x.size / y.size).broadcastTo(x.shape),
  jvp: ({ axes, keepDims, dx }) => mean(dx, axes, { keepDims }),
});
