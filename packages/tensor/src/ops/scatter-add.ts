import { apply } from '../apply.ts';
import { primitive, refuseBool } from '../declare.ts';
import type { DType } from '../dtype.ts';
import { compact, copyOf } from '../elementwise.ts';
import { ShapeError } from '../errors.ts';
import { asCommon } from '../prepare.ts';
import { normalizeAxis, type Shape, sameShape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { around, indexTensor, positions } from './take.ts';
import { takeAlongAxis } from './take-along-axis.ts';
import { zerosLike } from './zeros-like.ts';

/**
 * A copy of a tensor with each update added at its own index along an axis: the adjoint of {@link takeAlongAxis}.
 *
 * $$ y_{\dots i \dots} = x_{\dots i \dots} + \sum_{j : k_{\dots j \dots} = i} u_{\dots j \dots}, \qquad \bar x = \bar y,\; \bar u_{\dots j \dots} = \bar y_{\dots k_{\dots j \dots} \dots} $$
 *
 * Shapes: `indices` and `updates` have the same shape, that of `x` but for the axis. Negative indices count from the end; updates with the
 * same index are added one after the other, in their order. Dtype: the common one of `x` and `updates`.
 *
 * @throws ShapeError for an index out of range or shapes that do not fit; DTypeError for indices that are not integers, or bools.
 * @example
 * import { scatterAdd, tensor, zeros } from '@hml/tensor';
 * const indices = tensor([0, 2, 0], { dtype: 'int32' });
 * scatterAdd(zeros([3]), indices, tensor([1, 10, 100])).toArray() // [101, 0, 10]
 */
export function scatterAdd<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  indices: TensorLike,
  updates: TensorLike<Shape, NoInfer<D>>,
  axis?: number,
): Tensor<S, D>;
export function scatterAdd(operand: TensorLike, indices: TensorLike, updates: TensorLike, axis = 0): Tensor {
  const [x, u] = asCommon('scatterAdd', [operand, updates]);
  return apply(scatterAddOp, [x, indexTensor('scatterAdd', x, indices), u], { axis: normalizeAxis('scatterAdd', axis, x.ndim) });
}

const refuseBools = refuseBool('scatterAdd', "cast(x, 'int32') first");

const scatterAddOp = primitive<'x' | 'indices' | 'updates', { readonly axis: number }>({
  name: 'scatterAdd',
  inputs: ['x', 'indices', 'updates'],
  infer: ([x, indices, updates], { axis }) => {
    refuseBools(x.dtype);
    if (sameShape(indices.shape, updates.shape) && sameShape(indices.shape, x.shape.with(axis, indices.shape[axis] ?? 0)))
      return { shape: x.shape, dtype: x.dtype };
    throw new ShapeError({
      where: 'scatterAdd',
      what: 'indices and updates do not fit',
      expected: `both of the same shape, ${shapeText(x.shape)} with any size at axis ${axis}`,
      got: `indices ${shapeText(indices.shape)} and updates ${shapeText(updates.shape)}`,
      fix: 'indexAdd(x, indices, updates, axis) uses the same indices for every line',
    });
  },
  run: ([x, indices, updates], { axis }) => {
    const { outer, n, inner } = around(x.shape, axis);
    const at = positions('scatterAdd', indices, n);
    const { data, offset } = compact(updates);
    const y = copyOf(x);
    const m = indices.shape[axis];
    for (let i = 0, from = 0; i < outer; i++) {
      for (let j = 0; j < m; j++) {
        for (let k = 0; k < inner; k++, from++) y[(i * n + at[from]) * inner + k] += data[offset + from];
      }
    }
    return x.like(y, x.shape, x.dtype);
  },
  definition: (index, [x, indices, updates], { axis }) => {
    let total = x(...index);
    for (let j = 0; j < indices.shape[axis]; j++) {
      const at = index.with(axis, j);
      const k = indices(...at);
      if ((k < 0 ? k + x.shape[axis] : k) === index[axis]) total += updates(...at);
    }
    return total;
  },
  vjp: {
    x: ({ dy }) => dy,
    updates: ({ indices, dy, attrs: { axis } }) => takeAlongAxis(dy, indices, axis),
  },
  jvp: {
    x: ({ dx }) => dx,
    updates: ({ x, indices, dx, attrs: { axis } }) => scatterAdd(zerosLike(x), indices, dx, axis),
  },
});
