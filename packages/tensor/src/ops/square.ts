import type { DType } from '../dtype.ts';
import { asTensor } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { mul } from './mul.ts';

/**
 * The square, element by element.
 *
 * $$ y = x^2, \qquad \bar x = 2 \bar y\, x $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; int32 and uint8 wrap around.
 * Numerics: the product of `x` with itself, correctly rounded.
 *
 * @example
 * import { square, tensor } from '@hml/tensor';
 * square(tensor([-3, 0, 0.5])).toArray() // [9, 0, 0.25]
 */
export function square<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, D>;
export function square(operand: TensorLike): Tensor {
  const x = asTensor('square', operand);
  return mul(x, x);
}
