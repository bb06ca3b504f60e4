import type { DType } from '../dtype.ts';
import type { Shape } from '../shape.ts';
import type { CheckTranspose } from '../shape-checks.ts';
import type { Permute } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { transpose } from './transpose.ts';

/**
 * The axes in another order: `transpose` with an order, under the name that PyTorch gives it.
 *
 * $$ y_{i_{p_1} \dots i_{p_n}} = x_{i_1 \dots i_n}, \qquad \bar x = \operatorname{permute}(\bar y, p^{-1}) $$
 *
 * Shapes: axis k of the result is axis `axes[k]` of `x`; negative axes count from the end. A view: nothing is copied.
 *
 * @throws ShapeError unless `axes` names every axis once.
 * @example
 * import { permute, zeros } from '@hml/tensor';
 * permute(zeros([2, 3, 4]), [2, 0, 1]).shape // [4, 2, 3]
 */
export function permute<S extends Shape, D extends DType, const A extends readonly number[]>(
  x: TensorLike<S, D>,
  axes: A & CheckTranspose<S, A>,
): Tensor<Permute<S, A>, D>;
export function permute(operand: TensorLike, axes: readonly number[]): Tensor {
  return transpose(operand, axes);
}
