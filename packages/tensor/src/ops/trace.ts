import type { DType, SumOf } from '../dtype.ts';
import { asTensor } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { diagonalOf } from './diagonal.ts';
import { sumFor } from './sum.ts';

/** What is left of a shape when two axes go. */
type Trace<S extends Shape> = S['length'] extends 2 ? readonly [] : Shape;

/**
 * The sum of a diagonal.
 *
 * $$ y = \sum_i x_{i,\,i+k}, \qquad \bar x_{ij} = [\,j - i = k\,]\,\bar y $$
 *
 * Shapes: the two axes of the matrix, `axis1` and `axis2` (the first two if not given), disappear. Dtype: that of `x`; integers and bools
 * are added up in int32. `offset` is $k$: positive ones lie above the main diagonal. The trace of an empty diagonal is 0.
 *
 * @throws ShapeError for fewer than two axes; DataError when an integer sum leaves the range of int32.
 * @example
 * import { tensor, trace } from '@hml/tensor';
 * trace(tensor([[1, 2], [3, 4]])).item() // 5
 */
export function trace<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  offset?: number,
  axis1?: number,
  axis2?: number,
): Tensor<Trace<S>, SumOf<D>>;
export function trace(operand: TensorLike, offset = 0, axis1 = 0, axis2 = 1): Tensor {
  return sumFor('trace', diagonalOf('trace', asTensor('trace', operand), offset, axis1, axis2), -1);
}
