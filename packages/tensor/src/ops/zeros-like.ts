import type { DType, ValueOf } from '../dtype.ts';
import { allocate, holds } from '../dtype.ts';
import { asTensor, lift } from '../prepare.ts';
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

/**
 * A tensor in the shape and type of another, whose elements are all the same.
 *
 * $$ y_i = v $$
 *
 * Shapes: x [...] → y [...]. A view of a single element: it takes no memory. No gradient flows to `x`.
 *
 * @throws DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { fullLike, tensor } from '@hml/tensor';
 * fullLike(tensor([1, 2]), 7).toArray() // [7, 7]
 */
export function fullLike<S extends Shape, D extends DType>(x: TensorLike<S, D>, value: ValueOf<D>): Tensor<S, D>;
export function fullLike(operand: TensorLike, value: number | boolean): Tensor {
  const x = asTensor('fullLike', operand);
  const v = Number(value);
  return holds(x.dtype, v) ? repeated(x, v) : lift('fullLike', v, x, x.dtype); // lift explains why it refuses
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
