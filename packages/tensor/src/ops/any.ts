import { decidedLines } from '../decided-lines.ts';
import { reduce, reduceAlong } from '../declare.ts';
import type { LineKernel } from '../reduction.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';

/**
 * Whether any element along some axes, or of all, differs from 0.
 *
 * $$ y = \bigvee_i [x_i \ne 0] $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`. Dtype: bool.
 * NaN differs from 0, as in NumPy. Of nothing, none does: false. No gradient.
 *
 * @throws ShapeError for an axis that does not exist.
 * @example
 * import { any, tensor } from '@hml/tensor';
 * const x = tensor([[0, 2], [3, 4]]);
 * any(x).item() // true
 * any(x, 1).toArray() // [true, true]
 */
export function any<S extends Shape, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S>,
  axis?: A & CheckAxes<S, A>,
  options?: ReduceOptions<K>,
): Tensor<Reduce<S, A, K>, 'bool'>;
export function any(operand: TensorLike, axis?: Axes, options?: ReduceOptions): Tensor {
  return reduceAlong(anyOp, operand, axis, options);
}

const anyKernel: LineKernel = (n, x, offset) => {
  for (let i = 0; i < n; i++) if (x[offset + i] !== 0) return 1;
  return 0;
};

const anyOp = reduce({
  name: 'any',
  dtype: () => 'bool',
  definition: (line) => Number(line.some((v) => v !== 0)),
  kernel: anyKernel,
  order: 'any',
  simd: decidedLines(1),
});
