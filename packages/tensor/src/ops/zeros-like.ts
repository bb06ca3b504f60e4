import type { DType } from '../dtype.ts';
import { allocate } from '../dtype.ts';
import { asTensor } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * Zeros in the shape and type of another tensor.
 *
 * $$ y_i = 0 $$
 *
 * Shapes: x [...] → y [...]. A view of a single zero: it takes no memory. No gradient flows to `x`.
 *
 * @example
 * import { tensor, zerosLike } from '@hml/tensor';
 * zerosLike(tensor([1, 2])).toArray() // [0, 0]
 */
export function zerosLike<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, D>;
export function zerosLike(operand: TensorLike): Tensor {
  return repeated(asTensor('zerosLike', operand), 0);
}

/**
 * Ones in the shape and type of another tensor.
 *
 * $$ y_i = 1 $$
 *
 * Shapes: x [...] → y [...]. A view of a single one: it takes no memory. No gradient flows to `x`.
 *
 * @example
 * import { onesLike, tensor } from '@hml/tensor';
 * onesLike(tensor([3, 4])).toArray() // [1, 1]
 */
export function onesLike<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, D>;
export function onesLike(operand: TensorLike): Tensor {
  return repeated(asTensor('onesLike', operand), 1);
}

function repeated(x: Tensor, value: number): Tensor {
  const storage = allocate(x.dtype, 1);
  storage[0] = value;
  return x.like(
    storage,
    x.shape,
    x.dtype,
    x.shape.map(() => 0),
  );
}
