import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { ShapeError } from '../errors.ts';
import { asTensor } from '../prepare.ts';
import { broadcastShapes, normalizeAxis, type Shape, shapeText } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { scatterAdd } from './scatter-add.ts';
import { around, indexTensor, positions } from './take.ts';
import { zerosLike } from './zeros-like.ts';

/**
 * One element per index along an axis: each line of the tensor has indices of its own.
 *
 * $$ y_{\dots j \dots} = x_{\dots k_{\dots j \dots} \dots}, \qquad \bar x_{\dots i \dots} = \sum_{j : k_{\dots j \dots} = i} \bar y_{\dots j \dots} $$
 *
 * Shapes: that of `indices`; beside the axis, `x` and `indices` broadcast. Indices are integers; negative ones count from the end; an
 * index may come twice, and its gradients add up. With the indices of `argsort` it sorts, with those of `argmax` (kept as an axis) it takes
 * the largest. PyTorch calls it gather.
 *
 * @throws ShapeError for an index out of range or shapes that do not fit; DTypeError for indices that are not integers.
 * @example
 * import { takeAlongAxis, tensor } from '@hml/tensor';
 * const x = tensor([[10, 30, 20], [60, 40, 50]]);
 * takeAlongAxis(x, tensor([[0, 2], [1, -1]], { dtype: 'int32' }), 1).toArray() // [[10, 20], [40, 50]]
 */
export function takeAlongAxis<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  indices: TensorLike,
  axis: number,
): Tensor<SameRank<S>, D>;
export function takeAlongAxis(operand: TensorLike, indices: TensorLike, axis: number): Tensor {
  const x = asTensor('takeAlongAxis', operand);
  const along = normalizeAxis('takeAlongAxis', axis, x.ndim);
  const [source, at] = aligned('takeAlongAxis', x, indexTensor('takeAlongAxis', x, indices), along);
  return apply(takeAlongAxisOp, [source, at], { axis: along });
}

/** Both tensors broadcast to each other beside the axis. */
export function aligned(where: string, x: Tensor, indices: Tensor, axis: number): readonly [Tensor, Tensor] {
  if (indices.ndim !== x.ndim) {
    throw new ShapeError({
      where,
      what: 'another number of axes',
      expected: `indices with ${x.ndim} axes, as ${shapeText(x.shape)} has`,
      got: shapeText(indices.shape),
      fix: where === 'takeAlongAxis' ? 'take(x, indices, axis) uses the same indices for every line' : undefined,
    });
  }
  const common = broadcastShapes(where, x.shape.with(axis, 1), indices.shape.with(axis, 1));
  return [x.broadcastTo(common.with(axis, x.shape[axis])), indices.broadcastTo(common.with(axis, indices.shape[axis]))];
}

const takeAlongAxisOp = primitive<'x' | 'indices', { readonly axis: number }>({
  name: 'takeAlongAxis',
  inputs: ['x', 'indices'],
  infer: ([x, indices]) => ({ shape: indices.shape, dtype: x.dtype }),
  run: ([x, indices], { axis }, { shape }) => {
    const { outer, n, inner } = around(x.shape, axis);
    const at = positions('takeAlongAxis', indices, n);
    const { data, offset } = compact(x);
    const y = allocate(x.dtype, indices.size);
    const m = shape[axis];
    for (let i = 0, to = 0; i < outer; i++) {
      for (let j = 0; j < m; j++) {
        for (let k = 0; k < inner; k++, to++) y[to] = data[offset + (i * n + at[to]) * inner + k];
      }
    }
    return x.like(y, shape, x.dtype);
  },
  definition: (index, [x, indices], { axis }) => {
    const k = indices(...index);
    return x(...index.with(axis, k < 0 ? k + x.shape[axis] : k));
  },
  vjp: { x: ({ x, indices, dy, attrs: { axis } }) => scatterAdd(zerosLike(x), indices, dy, axis) },
  jvp: { x: ({ indices, dx, attrs: { axis } }) => takeAlongAxis(dx, indices, axis) },
});
