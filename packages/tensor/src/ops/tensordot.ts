import type { DType, Promote } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { asCommon } from '../prepare.ts';
import { normalizeAxis, type Shape, shapeText, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { matmulFor, misfit } from './matmul.ts';
import { reshape } from './reshape.ts';
import { transpose } from './transpose.ts';

/**
 * The product of two tensors summed over pairs of axes.
 *
 * $$ y_{i \dots j \dots} = \sum_{k \dots} a_{i \dots k \dots}\, b_{k \dots j \dots} $$
 *
 * Shapes: the axes of `a` that are not summed, in their order, then those of `b`. `axes` is a number n (the last n axes of `a` against the
 * first n of `b`; 0 gives the outer product) or a list of axes of `a` and one of `b`, paired in order. Dtype: the common one.
 * Cost: that of one matrix product. Gradients follow from {@link matmul}.
 *
 * @throws ShapeError when paired sizes differ or an axis does not exist; OptionError for axes of another form; DataError when a product of
 * integers leaves the range of int32.
 * @example
 * import { tensor, tensordot } from '@hml/tensor';
 * const a = tensor([[1, 2], [3, 4]]);
 * tensordot(a, tensor([10, 1]), 1).toArray() // [12, 34]
 * tensordot(a, a, [[0, 1], [1, 0]]).item() // 29
 */
export function tensordot<D extends DType, E extends DType>(
  a: TensorLike<Shape, D>,
  b: TensorLike<Shape, E>,
  axes?: number | readonly [readonly number[], readonly number[]],
): Tensor<Shape, Promote<D, E>>;
export function tensordot(left: TensorLike, right: TensorLike, axes: number | readonly [readonly number[], readonly number[]] = 2): Tensor {
  const [a, b] = asCommon('tensordot', [left, right]);
  if (Number.isInteger(axes) && Number(axes) >= 0) {
    const n = Number(axes);
    return sumPairs(
      'tensordot',
      a,
      b,
      Array.from({ length: n }, (_, i) => i - n),
      Array.from({ length: n }, (_, i) => i),
    );
  }
  if (Array.isArray(axes) && axes.length === 2 && axes.every(Array.isArray)) return sumPairs('tensordot', a, b, axes[0], axes[1]);
  throw new OptionError({
    where: 'tensordot',
    what: 'axes of another form',
    expected: 'a whole number ≥ 0, or two lists of axes such as [[1, 2], [0, 1]]',
    got: describeValue(axes),
  });
}

/** The sum over `axesA[i]` of `a` against `axesB[i]` of `b`: one matrix product, with the axes that stay as rows and columns. */
export function sumPairs(where: string, a: Tensor, b: Tensor, axesA: readonly number[], axesB: readonly number[]): Tensor {
  const fromA = axesA.map((axis) => normalizeAxis(where, axis, a.ndim));
  const fromB = axesB.map((axis) => normalizeAxis(where, axis, b.ndim));
  const once = new Set(fromA).size === fromA.length && new Set(fromB).size === fromB.length;
  if (!once || fromA.length !== fromB.length || fromA.some((axis, i) => a.shape[axis] !== b.shape[fromB[i]])) {
    const pairs = `axes ${shapeText(axesA)} of a against ${shapeText(axesB)} of b`;
    throw misfit(where, 'axes do not pair up', `as many axes of a as of b, each once, with equal sizes: ${pairs}`, a, b);
  }
  const freeA = a.shape.map((_, i) => i).filter((i) => !fromA.includes(i));
  const freeB = b.shape.map((_, i) => i).filter((i) => !fromB.includes(i));
  const [rows, columns] = [freeA.map((i) => a.shape[i]), freeB.map((i) => b.shape[i])];
  const inner = sizeOf(fromA.map((i) => a.shape[i]));
  const left = reshape(transpose(a, [...freeA, ...fromA]), [sizeOf(rows), inner]);
  const right = reshape(transpose(b, [...fromB, ...freeB]), [inner, sizeOf(columns)]);
  return reshape(matmulFor(where, left, right), [...rows, ...columns]);
}
