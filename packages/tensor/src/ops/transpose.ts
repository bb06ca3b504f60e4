import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { permuted } from '../layout.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxis, type Shape, shapeText } from '../shape.ts';
import type { CheckTranspose } from '../shape-checks.ts';
import type { Permute, Reverse, SwapLastTwo } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * The axes in another order; reversed if no order is given.
 *
 * $$ y_{i_{p_1} \dots i_{p_n}} = x_{i_1 \dots i_n}, \qquad \bar x = \operatorname{transpose}(\bar y, p^{-1}) $$
 *
 * Shapes: axis k of the result is axis `axes[k]` of `x`. A view: nothing is copied. `permute` is its other name; `swapAxes` exchanges two.
 *
 * @throws ShapeError unless `axes` names every axis once.
 * @example
 * import { tensor, transpose } from '@hml/tensor';
 * transpose(tensor([[1, 2, 3], [4, 5, 6]])).toArray() // [[1, 4], [2, 5], [3, 6]]
 */
export function transpose<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<Reverse<S>, D>;
export function transpose<S extends Shape, D extends DType, const A extends readonly number[]>(
  x: TensorLike<S, D>,
  axes: A & CheckTranspose<S, A>,
): Tensor<Permute<S, A>, D>;
export function transpose(operand: TensorLike, axes?: readonly number[]): Tensor {
  const x = asTensor('transpose', operand);
  return apply(transposeOp, [x], { axes: permutation(x, axes) });
}

/**
 * Each matrix transposed: the last two axes swapped.
 *
 * $$ y_{\dots ji} = x_{\dots ij} $$
 *
 * Shapes: x [..., m, n] → y [..., n, m]. A view: nothing is copied.
 *
 * @throws ShapeError for a tensor with fewer than two axes.
 * @example
 * import { mT, tensor } from '@hml/tensor';
 * mT(tensor([[[1, 2], [3, 4]]])).toArray() // [[[1, 3], [2, 4]]]
 */
export function mT<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<SwapLastTwo<S>, D>;
export function mT(operand: TensorLike): Tensor {
  const x = asTensor('mT', operand);
  if (x.ndim < 2) throw new ShapeError({ where: 'mT', what: 'not a matrix', expected: 'at least two axes', got: shapeText(x.shape) });
  const axes = x.shape.map((_, i) => i);
  return apply(transposeOp, [x], { axes: [...axes.slice(0, -2), x.ndim - 1, x.ndim - 2] });
}

function permutation(x: Tensor, axes: readonly number[] | undefined): readonly number[] {
  if (axes === undefined) return x.shape.map((_, i) => x.ndim - 1 - i);
  const order = axes.map((axis) => normalizeAxis('transpose', axis, x.ndim));
  if (order.length === x.ndim && new Set(order).size === x.ndim) return order;
  throw new ShapeError({
    where: 'transpose',
    what: 'not an order of the axes',
    expected: `each of the ${x.ndim} axes once`,
    got: shapeText(axes),
  });
}

const transposeOp = primitive<'x', { readonly axes: readonly number[] }>({
  name: 'transpose',
  inputs: ['x'],
  infer: ([x], { axes }) => ({ shape: Object.freeze(axes.map((axis) => x.shape[axis])), dtype: x.dtype }),
  run: ([x], { axes }) => permuted(x, axes),
  definition: (index, [x], { axes }) => x(...x.shape.map((_, axis) => index[axes.indexOf(axis)])),
  vjp: {
    x: ({ dy, attrs: { axes } }) =>
      transpose(
        dy,
        axes.map((_, axis) => axes.indexOf(axis)),
      ),
  },
  jvp: { x: ({ dx, attrs: { axes } }) => transpose(dx, axes) },
});
