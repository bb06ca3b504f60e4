import { reduce, reduceAlong } from '../declare.ts';
import type { LineKernel } from '../reduction.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';

/**
 * How many elements along some axes, or of all, differ from 0.
 *
 * $$ y = \sum_i [x_i \ne 0] $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`. Dtype: int32.
 * NaN differs from 0, as in NumPy. In nothing there are 0. No gradient.
 *
 * @throws ShapeError for an axis that does not exist.
 * @example
 * import { countNonzero, tensor } from '@hml/tensor';
 * const x = tensor([[0, 2], [3, 4]]);
 * countNonzero(x).item() // 3
 * countNonzero(x, 1).toArray() // [1, 2]
 */
export function countNonzero<S extends Shape, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S>,
  axis?: A & CheckAxes<S, A>,
  options?: ReduceOptions<K>,
): Tensor<Reduce<S, A, K>, 'int32'>;
export function countNonzero(operand: TensorLike, axis?: Axes, options?: ReduceOptions): Tensor {
  return reduceAlong(countNonzeroOp, operand, axis, options);
}

const countNonzeroKernel: LineKernel = (n, x, offset) => {
  let count = 0;
  for (let i = 0; i < n; i++) if (x[offset + i] !== 0) count++;
  return count;
};

const countNonzeroOp = reduce({
  name: 'countNonzero',
  dtype: () => 'int32',
  definition: (line) => line.filter((v) => v !== 0).length,
  kernel: countNonzeroKernel,
  order: 'any',
});
