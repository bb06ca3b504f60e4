import type { Tensor } from '@hml/tensor';
import { compact } from '@hml/tensor/extend';

/** The elements of a float64 tensor row by row: its own storage where they lie so, not to be written to. */
export function elementsOf(x: Tensor): Float64Array {
  const { data, offset } = compact(x);
  return data instanceof Float64Array ? data.subarray(offset, offset + x.size) : Float64Array.from(data.subarray(offset, offset + x.size));
}
