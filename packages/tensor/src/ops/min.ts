import { reduceAlong } from '../declare.ts';
import type { DType } from '../dtype.ts';
import type { LineKernel } from '../reduction.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';
import { extreme } from './max.ts';

/**
 * The smallest element along some axes, or of all.
 *
 * $$ y = \min_i x_i, \qquad \bar x_i = \frac{[x_i = y]}{\#\{j : x_j = y\}}\, \bar y $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`. Dtype: that of `x`.
 * Equal smallest elements share the gradient evenly, as in PyTorch's `amin`. A NaN makes the result NaN.
 *
 * @throws ShapeError for an axis that does not exist; DataError when there is nothing to choose from.
 * @example
 * import { min, tensor } from '@hml/tensor';
 * const x = tensor([[1, 9, 3], [7, 2, 3]]);
 * min(x).item() // 1
 * min(x, 1).toArray() // [1, 2]
 */
export function min<S extends Shape, D extends DType, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S, D>,
  axis?: A & CheckAxes<S, A>,
  options?: ReduceOptions<K>,
): Tensor<Reduce<S, A, K>, D>;
export function min(operand: TensorLike, axis?: Axes, options?: ReduceOptions): Tensor {
  return reduceAlong(minOp, operand, axis, options);
}

const minKernel: LineKernel = (n, x, offset) => {
  let bottom = x[offset];
  for (let i = 1; i < n; i++) bottom = Math.min(bottom, x[offset + i]); // NaN if any is, and −0 below 0
  return bottom;
};

const minOp = extreme('min', (line) => Math.min(...line), minKernel);
