import { decidedLines } from '../decided-lines.ts';
import { reduce, reduceAlong } from '../declare.ts';
import type { LineKernel } from '../reduction.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';

/**
 * Whether all elements along some axes, or all there are, differ from 0.
 *
 * $$ y = \bigwedge_i [x_i \ne 0] $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`. Dtype: bool.
 * NaN differs from 0, as in NumPy. Of nothing, all do: true. No gradient.
 *
 * @throws ShapeError for an axis that does not exist.
 * @example
 * import { all, tensor } from '@hml/tensor';
 * const x = tensor([[0, 2], [3, 4]]);
 * all(x).item() // false
 * all(x, 1).toArray() // [false, true]
 */
export function all<S extends Shape, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S>,
  axis?: A & CheckAxes<S, A>,
  options?: ReduceOptions<K>,
): Tensor<Reduce<S, A, K>, 'bool'>;
export function all(operand: TensorLike, axis?: Axes, options?: ReduceOptions): Tensor {
  return reduceAlong(allOp, operand, axis, options);
}

const allKernel: LineKernel = (n, x, offset) => {
  for (let i = 0; i < n; i++) if (x[offset + i] === 0) return 0;
  return 1;
};

const allOp = reduce({
  name: 'all',
  dtype: () => 'bool',
  definition: (line) => Number(line.every((v) => v !== 0)),
  kernel: allKernel,
  order: 'any',
  simd: decidedLines(0),
});
