import { apply } from '../apply.ts';
import type { Promote } from '../dtype.ts';
import { allocate } from '../dtype.ts';
import { copyInto } from '../elementwise.ts';
import { ShapeError } from '../errors.ts';
import { memoryOrder, permuted, stridesInOrder } from '../layout.ts';
import type { Op } from '../op.ts';
import { asCommon } from '../prepare.ts';
import { normalizeAxis, type Shape, shapeText, sizeOf } from '../shape.ts';
import type { CheckAxes, CheckSameSizes } from '../shape-checks.ts';
import type { FromFront, SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { embed, slice } from './slice.ts';

/** The shape of what is joined: as known as that of the first tensor, but for the size of the axis. */
type Joined<S extends Shape, A extends number> = number extends S['length']
  ? Shape
  : { readonly [K in keyof S]: K extends FromFront<S, A> ? number : S[K] };

/** The shape of the first of a list of tensors; where the list is not written out, their rank. */
export type First<T> = T extends readonly [TensorLike<infer S>, ...unknown[]]
  ? S
  : T extends readonly TensorLike<infer S>[]
    ? SameRank<S>
    : Shape;

/** The common type of a list of tensors, as far as the list is written out. */
export type DTypeIn<T extends readonly unknown[]> = T extends readonly [infer First, ...infer Rest]
  ? Rest extends readonly []
    ? DTypeOf<First>
    : Promote<DTypeOf<First>, DTypeIn<Rest>>
  : DTypeOf<T[number]>;
type DTypeOf<T> = T extends TensorLike<Shape, infer D> ? D : never;

/**
 * Tensors one behind the other along an axis.
 *
 * $$ y = [x_1 \,|\, x_2 \,|\, \dots], \qquad \bar x_k = \text{the part of } \bar y \text{ that came from } x_k $$
 *
 * Shapes: all sizes agree except along `axis` (0 if not given; negative counts from the end), where they add up.
 * Dtype: the common one.
 *
 * @throws ShapeError when ranks or other sizes differ, or no tensor is given.
 * @example
 * import { concat, tensor } from '@hml/tensor';
 * concat([tensor([[1, 2]]), tensor([[3, 4], [5, 6]])]).toArray() // [[1, 2], [3, 4], [5, 6]]
 * concat([tensor([[1], [2]]), tensor([[3], [4]])], 1).toArray() // [[1, 3], [2, 4]]
 */
export function concat<const T extends readonly TensorLike[], const A extends number = 0>(
  tensors: T & CheckSameSizes<First<T>, T, FromFront<First<T>, A>>,
  axis?: A & CheckAxes<First<T>, A>,
): Tensor<Joined<First<T>, A>, DTypeIn<T>>;
export function concat(tensors: readonly TensorLike[], axis = 0): Tensor {
  if (!Array.isArray(tensors) || tensors.length === 0) {
    throw new ShapeError({
      where: 'concat',
      what: 'nothing to join',
      expected: 'an array of at least one tensor',
      got: Array.isArray(tensors) ? 'no tensor' : describeValue(tensors),
      fix: 'concat([a, b])',
    });
  }
  const inputs = asCommon('concat', tensors);
  return apply(concatOp, inputs, { axis: normalizeAxis('concat', axis, inputs[0].ndim) });
}

/** Where each input starts along the axis. */
function starts(inputs: readonly Tensor[], axis: number): number[] {
  let at = 0;
  return inputs.map((x) => {
    at += x.shape[axis];
    return at - x.shape[axis];
  });
}

const concatOp: Op<{ readonly axis: number }> = {
  name: 'concat',
  definition: {
    kind: 'element',
    value: (index, inputs, { axis }: { axis: number }) => {
      let at = index[axis];
      for (const x of inputs) {
        if (at < x.shape[axis]) return x(...index.with(axis, at));
        at -= x.shape[axis];
      }
      return Number.NaN;
    },
  },
  prepare: (operands) => asCommon('concat', operands),
  infer: (inputs, { axis }) => {
    const [first, ...others] = inputs;
    for (const x of others) {
      if (x.ndim === first.ndim && x.shape.every((n, i) => i === axis || n === first.shape[i])) continue;
      throw new ShapeError({
        where: 'concat',
        what: 'sizes differ beside the axis',
        expected: `${shapeText(first.shape)}, with any size at axis ${axis}`,
        got: shapeText(x.shape),
      });
    }
    const along = inputs.reduce((n, x) => n + x.shape[axis], 0);
    return { shape: Object.freeze(first.shape.with(axis, along)), dtype: first.dtype };
  },
  run: (inputs, { axis }, { shape, dtype }) => {
    const y = allocate(dtype, sizeOf(shape));
    const order = memoryOrder(inputs[0]); // in which the others probably lie too
    const strides = stridesInOrder(shape, order);
    const laid = order.map((i) => strides[i]);
    const from = starts(inputs, axis);
    inputs.forEach((x, k) => {
      copyInto(y, from[k] * strides[axis], laid, permuted(x, order));
    });
    return inputs[0].like(y, shape, dtype, strides);
  },
  vjp: ({ inputs, attrs: { axis } }, index, dy) => slice(dy, ...part(inputs, axis, index)),
  jvp: ({ inputs, y, attrs: { axis } }, index, dx) => embed(dx, y.shape, part(inputs, axis, index)),
};

/** The part of the output that input `index` fills. */
function part(inputs: readonly Tensor[], axis: number, index: number): (readonly [number, number] | ':')[] {
  const start = starts(inputs, axis)[index];
  return inputs[index].shape.map((n, i) => (i === axis ? [start, start + n] : ':'));
}
