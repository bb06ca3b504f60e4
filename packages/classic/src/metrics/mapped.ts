import type { Tensor, Vector } from '@hml/tensor';
import { wrap } from '@hml/tensor';

/** An elementwise op of tensors, over a plain array. */
export function mapped(op: (x: Vector<'float64'>) => Tensor, values: Float64Array): Float64Array {
  return Float64Array.from(op(wrap(values)).toTypedArray());
}
