import { argLanes } from '#simd';
import { reduce, reduceAlong } from '../declare.ts';
import type { LineKernel } from '../reduction.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';
import { refuseEmpty } from './max.ts';

/**
 * The index of the smallest element along an axis, or in the whole tensor read row by row.
 *
 * $$ y = \operatorname*{arg\,min}_i x_i $$
 *
 * Shapes: the axis disappears, or stays with size 1 under `keepDims`. Dtype: int32.
 * Of equal elements the first counts; the first NaN counts as the smallest, as in NumPy. No gradient.
 *
 * @throws ShapeError for an axis that does not exist; DataError when there is nothing to choose from.
 * @example
 * import { argmin, tensor } from '@hml/tensor';
 * const x = tensor([[1, 9, 9], [7, 2, 2]]);
 * argmin(x).item() // 0
 * argmin(x, 1).toArray() // [0, 1]
 */
export function argmin<S extends Shape, const A extends number | undefined = undefined, K extends boolean = false>(
  x: TensorLike<S>,
  axis?: A & CheckAxes<S, A>,
  options?: ReduceOptions<K>,
): Tensor<Reduce<S, A, K>, 'int32'>;
export function argmin(operand: TensorLike, axis?: number, options?: ReduceOptions): Tensor {
  return reduceAlong(argminOp, operand, axis, options);
}

const argminKernel: LineKernel = (n, x, offset) => {
  let best = 0;
  let bottom = x[offset];
  for (let i = 1; i < n && !Number.isNaN(bottom); i++) {
    const v = x[offset + i];
    if (v < bottom || Number.isNaN(v)) {
      bottom = v;
      best = i;
    }
  }
  return best;
};

const argminOp = reduce({
  name: 'argmin',
  dtype: () => 'int32',
  definition: (line) => (line.some(Number.isNaN) ? line.findIndex(Number.isNaN) : line.indexOf(Math.min(...line))),
  kernel: argminKernel,
  simd: argLanes('min'),
  check: refuseEmpty('argmin'),
});
