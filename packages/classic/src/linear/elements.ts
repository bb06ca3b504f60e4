import type { Tensor } from '@hml/tensor';
import { elementsOf as elementsOfAny } from '@hml/tensor/extend';

/** The elements of a tensor row by row, in float64: its own storage where they lie so, not to be written to. */
export function elementsOf(x: Tensor): Float64Array {
  const elements = elementsOfAny(x);
  return elements instanceof Float64Array ? elements : Float64Array.from(elements);
}
