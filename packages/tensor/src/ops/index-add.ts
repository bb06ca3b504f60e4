import { apply } from '../apply.ts';
import { primitive, refuseBool } from '../declare.ts';
import type { DType } from '../dtype.ts';
import { compact, copyOf } from '../elementwise.ts';
import { ShapeError } from '../errors.ts';
import { asCommon } from '../prepare.ts';
import { normalizeAxis, type Shape, sameShape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { around, indexTensor, positions, take } from './take.ts';
import { zerosLike } from './zeros-like.ts';

/**
 * A copy of a tensor with updates added at given indices of an axis: the adjoint of {@link take}.
 *
 * $$ y_{\dots k \dots} = x_{\dots k \dots} + \sum_{j : k_j = k} u_{\dots j \dots}, \qquad \bar x = \bar y,\; \bar u_{\dots j \dots} = \bar y_{\dots k_j \dots} $$
 *
 * Shapes: `updates` is like `x` but for the axis, where it has one part per index. Updates with the same index are added
 * one after the other, in their order.
 *
 * @throws ShapeError for an index out of range or updates of another shape; DTypeError for indices that are not integers.
 * @example
 * import { indexAdd, tensor, zeros } from '@hml/tensor';
 * indexAdd(zeros([3]), [0, 2, 0], tensor([1, 10, 100])).toArray() // [101, 0, 10]
 */
export function indexAdd<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  indices: TensorLike | readonly number[],
  updates: TensorLike<Shape, NoInfer<D>>,
  axis?: number,
): Tensor<S, D>;
export function indexAdd(operand: TensorLike, indices: TensorLike | readonly number[], updates: TensorLike, axis = 0): Tensor {
  return addAt('indexAdd', operand, indices, updates, axis);
}

/** {@link indexAdd} for a function of another name. */
export function addAt(
  where: string,
  operand: TensorLike,
  indices: TensorLike | readonly number[],
  updates: TensorLike,
  axis: number,
): Tensor {
  const [x, u] = asCommon(where, [operand, updates]);
  return apply(indexAddOp, [x, indexTensor(where, x, indices), u], { where, axis: normalizeAxis(where, axis, x.ndim) });
}

const refuseBools = refuseBool('indexAdd', "cast(x, 'int32') first");

const indexAddOp = primitive<'x' | 'indices' | 'updates', { readonly where: string; readonly axis: number }>({
  name: 'indexAdd',
  inputs: ['x', 'indices', 'updates'],
  infer: ([x, indices, updates], { where, axis }) => {
    refuseBools(x.dtype);
    const expected = x.shape.with(axis, indices.size);
    if (indices.ndim === 1 && sameShape(updates.shape, expected)) return { shape: x.shape, dtype: x.dtype };
    throw new ShapeError({
      where,
      what: 'indices and updates do not fit',
      expected: `indices of one axis and updates ${shapeText(expected)}`,
      got: `indices ${shapeText(indices.shape)} and updates ${shapeText(updates.shape)}`,
    });
  },
  run: ([x, indices, updates], { where, axis }) => {
    const { outer, n, inner } = around(x.shape, axis);
    const at = positions(where, indices, n);
    const { data, offset } = compact(updates);
    const y = copyOf(x);
    for (let i = 0, from = offset; i < outer; i++) {
      for (let j = 0; j < at.length; j++, from += inner) {
        const to = (i * n + at[j]) * inner;
        for (let k = 0; k < inner; k++) y[to + k] += data[from + k];
      }
    }
    return x.like(y, x.shape, x.dtype);
  },
  definition: (index, [x, indices, updates], { axis }) => {
    let total = x(...index);
    for (let j = 0; j < indices.shape[0]; j++) {
      const k = indices(j);
      if ((k < 0 ? k + x.shape[axis] : k) === index[axis]) total += updates(...index.with(axis, j));
    }
    return total;
  },
  vjp: {
    x: ({ dy }) => dy,
    updates: ({ indices, dy, attrs: { axis } }) => take(dy, indices, axis),
  },
  jvp: {
    x: ({ dx }) => dx,
    updates: ({ x, indices, dx, attrs: { axis } }) => indexAdd(zerosLike(x), indices, dx, axis),
  },
});
