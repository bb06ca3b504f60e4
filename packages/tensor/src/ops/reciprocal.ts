import type { DType, Floating } from '../dtype.ts';
import { asTensor } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';

/**
 * The reciprocal, element by element.
 *
 * $$ y = \frac{1}{x}, \qquad \bar x = -\frac{\bar y}{x^2} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: the quotient, correctly rounded. ±∞ at ±0.
 *
 * @example
 * import { reciprocal, tensor } from '@hml/tensor';
 * reciprocal(tensor([4, -0, Infinity])).toArray() // [0.25, -Infinity, 0]
 */
export function reciprocal<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function reciprocal(x: TensorLike): Tensor {
  return div(1, asTensor('reciprocal', x));
}
