import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType, type TypedArray } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { DTypeError } from '../errors.ts';
import { normalizeIndex } from '../indexing.ts';
import { memoryOrder, permuted, stridesInOrder } from '../layout.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxis, rowMajor, type Shape, sizeOf } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { cast } from './cast.ts';
import { indexAdd } from './index-add.ts';
import { reshape } from './reshape.ts';
import { zerosLike } from './zeros-like.ts';

/**
 * The parts of a tensor at given indices of an axis, in the order given.
 *
 * $$ y_{\dots j \dots} = x_{\dots k_j \dots}, \qquad \bar x_{\dots k \dots} = \sum_{j : k_j = k} \bar y_{\dots j \dots} $$
 *
 * Shapes: the axis is replaced by the axes of `indices`; without an axis, the elements are taken as one row. Indices are
 * integers; negative ones count from the end; an index may come twice, and its gradients add up.
 *
 * @throws ShapeError for an index out of range; DTypeError for indices that are not integers.
 * @example
 * import { take, tensor } from '@hml/tensor';
 * const x = tensor([[1, 2], [3, 4], [5, 6]]);
 * take(x, [2, 0, 2], 0).toArray() // [[5, 6], [1, 2], [5, 6]]
 * take(x, [-1]).toArray() // [6]
 */
export function take<S extends Shape, D extends DType, const A extends number | undefined = undefined>(
  x: TensorLike<S, D>,
  indices: TensorLike | readonly number[],
  axis?: A & CheckAxes<S, A>,
): Tensor<Shape, D>;
export function take(operand: TensorLike, indices: TensorLike | readonly number[], axis?: number): Tensor {
  const x = asTensor('take', operand);
  const source = axis === undefined ? reshape(x, [x.size]) : x;
  return apply(takeOp, [source, indexTensor('take', x, indices)], { axis: normalizeAxis('take', axis ?? 0, source.ndim) });
}

/** Indices as an int32 tensor. */
export function indexTensor(where: string, x: Tensor, indices: TensorLike | readonly number[]): Tensor {
  if (isList(indices)) {
    const bad = indices.find((index) => !Number.isInteger(index));
    if (bad !== undefined) throw notIntegers(where, describeValue(bad));
    return x.like(Int32Array.from(indices), [indices.length], 'int32');
  }
  const tensor = asTensor(where, indices);
  if (tensor.dtype === 'int32') return tensor;
  if (tensor.dtype === 'uint8') return cast(tensor, 'int32');
  throw notIntegers(where, describeValue(tensor));
}

function isList(indices: TensorLike | readonly number[]): indices is readonly number[] {
  return Array.isArray(indices);
}

function notIntegers(where: string, got: string): DTypeError {
  return new DTypeError({
    where,
    what: 'indices that are not integers',
    expected: 'an int32 tensor or an array of whole numbers',
    got,
    fix: "cast(indices, 'int32')",
  });
}

/** A tensor seen as outer × n × inner around one axis. */
export function around(shape: Shape, axis: number): { readonly outer: number; readonly n: number; readonly inner: number } {
  return { outer: sizeOf(shape.slice(0, axis)), n: shape[axis], inner: sizeOf(shape.slice(axis + 1)) };
}

/** The indices counted from the front, checked against the size of the axis. */
export function positions(where: string, indices: Tensor, n: number): TypedArray {
  const { data, offset } = compact(indices);
  const result = new Int32Array(indices.size);
  for (let j = 0; j < result.length; j++) {
    const k = data[offset + j];
    result[j] = k >= 0 && k < n ? k : normalizeIndex(where, k, n, 'the axis');
  }
  return result;
}

/** Copies the parts of `inner` elements at some positions, one behind the other. */
function takeParts(x: TypedArray, xOffset: number, inner: number, at: TypedArray, y: TypedArray, yOffset: number): void {
  if (inner === 1) for (let j = 0; j < at.length; j++) y[yOffset + j] = x[xOffset + at[j]];
  else for (let j = 0; j < at.length; j++) y.set(x.subarray(xOffset + at[j] * inner, xOffset + (at[j] + 1) * inner), yOffset + j * inner);
}

const takeOp = primitive<'x' | 'indices', { readonly axis: number }>({
  name: 'take',
  inputs: ['x', 'indices'],
  infer: ([x, indices], { axis }) => ({
    shape: Object.freeze([...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)]),
    dtype: x.dtype,
  }),
  run: ([x, indices], { axis }, { shape }) => {
    const order = memoryOrder(x);
    const moved = permuted(x, order);
    const { outer, n, inner } = around(moved.shape, order.indexOf(axis));
    const at = positions('take', indices, n);
    const { data, offset } = compact(moved);
    const y = allocate(x.dtype, sizeOf(shape));
    for (let i = 0; i < outer; i++) takeParts(data, offset + i * n * inner, inner, at, y, i * at.length * inner);
    const laid = stridesInOrder(x.shape.with(axis, at.length), order);
    const along = rowMajor(indices.shape).map((stride) => stride * laid[axis]);
    return x.like(y, shape, x.dtype, [...laid.slice(0, axis), ...along, ...laid.slice(axis + 1)]);
  },
  definition: (index, [x, indices], { axis }) => {
    const rank = indices.shape.length;
    const k = indices(...index.slice(axis, axis + rank));
    return x(...index.slice(0, axis), k < 0 ? k + x.shape[axis] : k, ...index.slice(axis + rank));
  },
  vjp: {
    x: ({ x, indices, dy, attrs: { axis } }) => {
      const flat = [...x.shape.slice(0, axis), indices.size, ...x.shape.slice(axis + 1)];
      return indexAdd(zerosLike(x), reshape(indices, [indices.size]), reshape(dy, flat), axis);
    },
  },
  jvp: { x: ({ indices, dx, attrs: { axis } }) => take(dx, indices, axis) },
});
