import { compact } from '../elementwise.ts';
import { asTensor } from '../prepare.ts';
import { rowMajor } from '../shape.ts';
import { noteCut } from '../tape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * The indices of the elements that differ from 0, one row for each.
 *
 * $$ \{ y_{k \cdot} \} = \{ (i_1, \dots, i_r) : x_{i_1 \dots i_r} \ne 0 \} $$
 *
 * Shapes: x of rank r → y [count, r], in row-major order. Dtype: int32. NaN differs from 0. No gradient.
 * How many there are depends on the values, so it cannot be traced.
 *
 * @throws DataError under a trace.
 * @example
 * import { nonzero, tensor } from '@hml/tensor';
 * nonzero(tensor([[0, 5], [7, 0]])).toArray() // [[0, 1], [1, 0]]
 */
export function nonzero(x: TensorLike): Tensor<readonly [number, number], 'int32'>;
export function nonzero(operand: TensorLike): Tensor {
  const x = asTensor('nonzero', operand);
  const { data, offset } = compact(x);
  const period = rowMajor(x.shape);
  let count = 0;
  for (let at = 0; at < x.size; at++) if (data[offset + at] !== 0) count++;
  const y = new Int32Array(count * x.ndim);
  for (let at = 0, to = 0; at < x.size; at++) {
    if (data[offset + at] === 0) continue;
    for (let axis = 0; axis < x.ndim; axis++) y[to++] = Math.floor(at / period[axis]) % x.shape[axis];
  }
  return noteCut('nonzero', x, x.like(y, [count, x.ndim], 'int32'));
}
