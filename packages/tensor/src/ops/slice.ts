import { apply } from '../apply.ts';
import { storageOf } from '../base.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType } from '../dtype.ts';
import { copyInto } from '../elementwise.ts';
import { type Pick, picksOf, type Range } from '../indexing.ts';
import type { Op } from '../op.ts';
import { asTensor } from '../prepare.ts';
import { rowMajor, type Shape, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

export type { Range } from '../indexing.ts';

/**
 * A part of a tensor, axis by axis, as NumPy's square brackets give it.
 *
 * $$ y_{i \dots} = x_{\text{start} + i \cdot \text{step}, \dots}, \qquad \bar x = \bar y \text{ in its place, 0 elsewhere} $$
 *
 * One entry per axis: a number picks one index and drops the axis; `[start, stop]` or `[start, stop, step]` is a range, where null
 * or a missing entry means its end, negative numbers count from the end, and a negative step runs backwards; `':'` takes the
 * whole axis; `null` puts in a new axis of size 1; `'...'` stands for as many whole axes as are missing. A view: nothing is copied.
 *
 * | here | NumPy |
 * |---|---|
 * | `slice(x, 0)` | `x[0]` |
 * | `slice(x, ':', [1, 3])` | `x[:, 1:3]` |
 * | `slice(x, '...', [null, null, -1])` | `x[..., ::-1]` |
 *
 * For indices in arrays see `take` (along one axis) and `gatherNd` (index tuples), for masks `booleanMask`, for assignment `withSlice`.
 *
 * @throws ShapeError for an index out of range, a step of 0, or more entries than axes.
 * @example
 * import { slice, tensor } from '@hml/tensor';
 * const x = tensor([[1, 2, 3], [4, 5, 6]]);
 * slice(x, -1).toArray() // [4, 5, 6]
 * slice(x, ':', [null, null, -2]).toArray() // [[3, 1], [6, 4]]
 */
export function slice<D extends DType>(x: TensorLike<Shape, D>, ...ranges: readonly Range[]): Tensor<Shape, D>;
export function slice(operand: TensorLike, ...ranges: readonly Range[]): Tensor {
  return sliceAs('slice', operand, ranges);
}

/** {@link slice} under another name, which errors then begin with. */
export function sliceAs<D extends DType>(where: string, x: TensorLike<Shape, D>, ranges: readonly Range[]): Tensor<Shape, D>;
export function sliceAs(where: string, operand: TensorLike, ranges: readonly Range[]): Tensor {
  const x = asTensor(where, operand);
  return apply(sliceOp, [x], { picks: picksOf(where, x.shape, ranges) });
}

/** The adjoint of {@link slice}: zeros of `shape` with `y` in the place that `slice(x, ...ranges)` would take. */
export function embed(y: Tensor, shape: Shape, ranges: readonly Range[]): Tensor {
  return apply(embedOp, [y], { shape, picks: picksOf('embed', shape, ranges) });
}

interface SliceAttrs {
  readonly picks: readonly Pick[];
}

/** The sizes and strides that the picks leave of an array with these strides, and where its first element lies. */
export function view(picks: readonly Pick[], strides: readonly number[]): { shape: number[]; strides: number[]; offset: number } {
  const result = { shape: [] as number[], strides: [] as number[], offset: 0 };
  for (const { axis, start, step, size } of picks) {
    const stride = axis < 0 ? 0 : strides[axis];
    result.offset += start * stride;
    if (size === undefined) continue;
    result.shape.push(size);
    result.strides.push(step * stride);
  }
  return result;
}

const sliceOp: Op<SliceAttrs> = primitive<'x', SliceAttrs>({
  name: 'slice',
  inputs: ['x'],
  infer: ([x], { picks }) => ({ shape: Object.freeze(view(picks, x.strides).shape), dtype: x.dtype }),
  run: ([x], { picks }, { shape }) => {
    const { strides, offset } = view(picks, x.strides);
    return x.like(storageOf(x), shape, x.dtype, strides, x.offset + offset);
  },
  definition: (index, [x], { picks }) => {
    const at = x.shape.map(() => 0);
    let axis = 0;
    for (const pick of picks) {
      if (pick.axis >= 0) at[pick.axis] = pick.start + (pick.size === undefined ? 0 : pick.step * index[axis]);
      if (pick.size !== undefined) axis++;
    }
    return x(...at);
  },
  vjp: { x: ({ x, dy, attrs: { picks } }) => apply(embedOp, [dy], { shape: x.shape, picks }) },
  jvp: { x: ({ dx, attrs: { picks } }) => apply(sliceOp, [dx], { picks }) },
});

const embedOp: Op<SliceAttrs & { readonly shape: Shape }> = primitive<'u', SliceAttrs & { readonly shape: Shape }>({
  name: 'embed',
  inputs: ['u'],
  infer: ([u], { shape }) => ({ shape, dtype: u.dtype }),
  run: ([u], { picks, shape }) => {
    const place = view(picks, rowMajor(shape));
    const xs = allocate(u.dtype, sizeOf(shape));
    copyInto(xs, place.offset, place.strides, u);
    return u.like(xs, shape, u.dtype);
  },
  vjp: { u: ({ dy, attrs: { picks } }) => apply(sliceOp, [dy], { picks }) },
  jvp: { u: ({ dx, attrs }) => apply(embedOp, [dx], attrs) },
});
