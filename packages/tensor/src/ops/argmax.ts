import { argLanes } from '#simd';
import { reduce, reduceAlong } from '../declare.ts';
import type { LineKernel } from '../reduction.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';
import { refuseEmpty } from './max.ts';

/**
 * The index of the largest element along an axis, or in the whole tensor read row by row.
 *
 * $$ y = \operatorname*{arg\,max}_i x_i $$
 *
 * Shapes: the axis disappears, or stays with size 1 under `keepDims`. Dtype: int32.
 * Of equal elements the first counts; the first NaN counts as the largest, as in NumPy. No gradient.
 *
 * @throws ShapeError for an axis that does not exist; DataError when there is nothing to choose from.
 * @example
 * import { argmax, tensor } from '@hml/tensor';
 * const x = tensor([[1, 9, 9], [7, 2, 3]]);
 * argmax(x).item() // 1
 * argmax(x, 1).toArray() // [1, 0]
 */
export function argmax<S extends Shape, const A extends number | undefined = undefined, K extends boolean = false>(
  x: TensorLike<S>,
  axis?: A & CheckAxes<S, A>,
  options?: ReduceOptions<K>,
): Tensor<Reduce<S, A, K>, 'int32'>;
export function argmax(operand: TensorLike, axis?: number, options?: ReduceOptions): Tensor {
  return reduceAlong(argmaxOp, operand, axis, options);
}

const argmaxKernel: LineKernel = (n, x, offset) => {
  let best = 0;
  let top = x[offset];
  for (let i = 1; i < n && !Number.isNaN(top); i++) {
    const v = x[offset + i];
    if (v > top || Number.isNaN(v)) {
      top = v;
      best = i;
    }
  }
  return best;
};

const argmaxOp = reduce({
  name: 'argmax',
  dtype: () => 'int32',
  definition: (line) => (line.some(Number.isNaN) ? line.findIndex(Number.isNaN) : line.indexOf(Math.max(...line))),
  kernel: argmaxKernel,
  simd: argLanes('max'),
  check: refuseEmpty('argmax'),
});
