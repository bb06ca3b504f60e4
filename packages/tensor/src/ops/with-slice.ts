import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType } from '../dtype.ts';
import { copyInto, copyOf } from '../elementwise.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import { type Pick, picksOf, type Range } from '../indexing.ts';
import type { Op, Operand } from '../op.ts';
import { asTensor, lift } from '../prepare.ts';
import { broadcastShapes, rowMajor, type Shape, sameShape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { slice, view } from './slice.ts';
import { zerosLike } from './zeros-like.ts';

/**
 * A copy of a tensor with other values in the place that {@link slice} would take: an assignment that leaves the tensor as it was.
 *
 * $$ y_i = \begin{cases} v_{j} & i = \text{start} + j \cdot \text{step} \\ x_i & \text{else} \end{cases}, \qquad \bar v = \operatorname{slice}(\bar y),\; \bar x = \bar y \text{, 0 in that place} $$
 *
 * Shapes: that of `x`; the value is repeated to the shape of the part. Dtype: that of `x`, which `value` must have.
 *
 * | here | NumPy, JAX |
 * |---|---|
 * | `withSlice(x, [0], v)` | `x[0] = v`, `x.at[0].set(v)` |
 * | `withSlice(x, [':', [1, 3]], 0)` | `x[:, 1:3] = 0`, `x.at[:, 1:3].set(0)` |
 *
 * For `x[…] += v` see `indexAdd` and `scatterAdd`; `where` and `maskedFill` put values in by a condition.
 *
 * @throws ShapeError for ranges that do not fit or a value that cannot be repeated to the part; DTypeError for a value of another type.
 * @example
 * import { tensor, withSlice } from '@hml/tensor';
 * const x = tensor([[1, 2], [3, 4]]);
 * withSlice(x, [':', 0], 9).toArray() // [[9, 2], [9, 4]]
 * withSlice(x, [1], tensor([7, 8])).toArray() // [[1, 2], [7, 8]]
 */
export function withSlice<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  ranges: readonly Range[],
  value: TensorLike<Shape, NoInfer<D>> | number,
): Tensor<S, D>;
export function withSlice(operand: TensorLike, ranges: readonly Range[], value: Operand): Tensor {
  const x = asTensor('withSlice', operand);
  const v = typeof value === 'number' ? lift('withSlice', value, x, x.dtype) : asTensor('withSlice', value);
  if (v.dtype !== x.dtype) {
    throw new DTypeError({
      where: 'withSlice',
      what: 'a value of another type',
      expected: x.dtype,
      got: v.dtype,
      fix: `cast(value, '${x.dtype}')`,
    });
  }
  const picks = picksOf('withSlice', x.shape, ranges);
  const part = view(picks, x.strides).shape;
  if (!sameShape(broadcastShapes('withSlice', v.shape, part), part)) {
    throw new ShapeError({
      where: 'withSlice',
      what: 'a value that is larger than the part',
      expected: `a value that can be repeated to ${shapeText(part)}`,
      got: shapeText(v.shape),
    });
  }
  return apply(withSliceOp, [x, v.broadcastTo(part)], { picks, ranges });
}

interface WithSliceAttrs {
  readonly picks: readonly Pick[];
  readonly ranges: readonly Range[];
}

const withSliceOp: Op<WithSliceAttrs> = primitive<'x' | 'value', WithSliceAttrs>({
  name: 'withSlice',
  inputs: ['x', 'value'],
  infer: ([x]) => ({ shape: x.shape, dtype: x.dtype }),
  run: ([x, value], { picks }) => {
    const place = view(picks, rowMajor(x.shape));
    const y = copyOf(x);
    // Values that lie across are turned over first, which is done in registers; rows are then copied as they are.
    const rows = value.contiguous || value.size < x.size / 2 ? value : value.like(copyOf(value), value.shape, value.dtype);
    copyInto(y, place.offset, place.strides, rows);
    return x.like(y, x.shape, x.dtype);
  },
  definition: (index, [x, value], { picks }) => {
    const at: number[] = [];
    for (const { axis, start, step, size } of picks) {
      const j = axis < 0 ? 0 : (index[axis] - start) / step;
      if (!Number.isInteger(j) || j < 0 || j >= (size ?? 1)) return x(...index);
      if (size !== undefined) at.push(j);
    }
    return value(...at);
  },
  vjp: {
    x: ({ dy, value, attrs }) => apply(withSliceOp, [dy, zerosLike(value)], attrs),
    value: ({ dy, attrs: { ranges } }) => slice(dy, ...ranges),
  },
  jvp: {
    x: ({ dx, value, attrs }) => apply(withSliceOp, [dx, zerosLike(value)], attrs),
    value: ({ dx, x, attrs }) => apply(withSliceOp, [zerosLike(x), dx], attrs),
  },
});
