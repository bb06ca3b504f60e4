import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { asTensor, lift } from '../prepare.ts';
import { broadcastShapes, type Shape, sameShape, shapeText } from '../shape.ts';
import type { CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { where } from './where.ts';

/**
 * A copy of a tensor with a number in the places for which a mask holds.
 *
 * $$ y_i = \begin{cases} v & m_i \\ x_i & \text{else} \end{cases}, \qquad \bar x = [\lnot m]\,\bar y $$
 *
 * Shapes: that of `x`; the mask is repeated to it. Dtype: that of `x`. A mask that is not bool holds where it differs from 0.
 *
 * @throws ShapeError for a mask that cannot be repeated to the shape of `x`; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { maskedFill, tensor } from '@hml/tensor';
 * maskedFill(tensor([[1, 2], [3, 4]]), tensor([true, false]), -Infinity).toArray() // [[-Infinity, 2], [-Infinity, 4]]
 */
export function maskedFill<S extends Shape, D extends DType, M extends Shape>(
  x: TensorLike<S, D>,
  mask: TensorLike<M> & CheckBroadcast<S, M>,
  value: number,
): Tensor<S, D>;
export function maskedFill(operand: TensorLike, mask: TensorLike, value: number): Tensor {
  const x = asTensor('maskedFill', operand);
  const m = asTensor('maskedFill', mask);
  if (!sameShape(broadcastShapes('maskedFill', x.shape, m.shape), x.shape)) {
    throw new ShapeError({
      where: 'maskedFill',
      what: 'a mask that is larger than the tensor',
      expected: `a mask that can be repeated to ${shapeText(x.shape)}`,
      got: shapeText(m.shape),
      fix: 'where(mask, value, x) broadcasts all three',
    });
  }
  return where(m, lift('maskedFill', value, x, x.dtype), x);
}
