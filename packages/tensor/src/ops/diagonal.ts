import { apply } from '../apply.ts';
import { storageOf } from '../base.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType } from '../dtype.ts';
import { copyInto } from '../elementwise.ts';
import { ShapeError } from '../errors.ts';
import type { Op } from '../op.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxes, normalizeAxis, rowMajor, type Shape, shapeText, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { transpose } from './transpose.ts';

/**
 * The diagonal of a matrix, or of each matrix in a tensor.
 *
 * $$ y_i = x_{i,\,i+k}, \qquad \bar x_{i,\,i+k} = \bar y_i \text{, 0 elsewhere} $$
 *
 * Shapes: the two axes of the matrix, `axis1` and `axis2` (the first two if not given, as in NumPy and PyTorch), disappear; the
 * diagonal becomes the last axis. `offset` is $k$: positive ones lie above the main diagonal. A view: nothing is copied.
 *
 * @throws ShapeError for fewer than two axes, the same axis twice, or a diagonal that is no whole number.
 * @example
 * import { diagonal, tensor } from '@hml/tensor';
 * const x = tensor([[1, 2, 3], [4, 5, 6]]);
 * diagonal(x).toArray() // [1, 5]
 * diagonal(x, 1).toArray() // [2, 6]
 */
export function diagonal<D extends DType>(x: TensorLike<Shape, D>, offset?: number, axis1?: number, axis2?: number): Tensor<Shape, D>;
export function diagonal(operand: TensorLike, offset = 0, axis1 = 0, axis2 = 1): Tensor {
  return diagonalOf('diagonal', asTensor('diagonal', operand), offset, axis1, axis2);
}

/** {@link diagonal}, under the name that the user typed. */
export function diagonalOf(where: string, x: Tensor, k: number, axis1: number, axis2: number): Tensor {
  if (x.ndim < 2) throw new ShapeError({ where, what: 'not a matrix', expected: 'at least two axes', got: shapeText(x.shape) });
  checkDiagonal(where, k);
  const rows = normalizeAxis(where, axis1, x.ndim);
  const columns = normalizeAxis(where, axis2, x.ndim);
  normalizeAxes(where, [rows, columns], x.ndim); // refuses the same axis twice
  const others = x.shape.map((_, axis) => axis).filter((axis) => axis !== rows && axis !== columns);
  return apply(diagonalOp, [rows === x.ndim - 2 && columns === x.ndim - 1 ? x : transpose(x, [...others, rows, columns])], { k });
}

/** Throws unless `k` can name a diagonal. */
export function checkDiagonal(where: string, k: number): void {
  if (!Number.isInteger(k)) throw new ShapeError({ where, what: 'no such diagonal', expected: 'a whole number', got: String(k) });
}

/** The adjoint of {@link diagonal}: matrices of m × n zeros, with the last axis of `y` on a diagonal. */
export function embedDiagonal(y: Tensor, k: number, m: number, n: number): Tensor {
  return apply(embedDiagonalOp, [y], { k, m, n });
}

/** Where the diagonal of an m × n matrix starts and how long it is. */
function place(k: number, m: number, n: number): { readonly row: number; readonly column: number; readonly length: number } {
  const row = Math.max(0, -k);
  const column = Math.max(0, k);
  return { row, column, length: Math.max(0, Math.min(m - row, n - column)) };
}

const diagonalOp: Op<{ readonly k: number }> = primitive<'x', { readonly k: number }>({
  name: 'diagonal',
  inputs: ['x'],
  infer: ([x], { k }) => {
    const [m, n] = x.shape.slice(-2);
    return { shape: Object.freeze([...x.shape.slice(0, -2), place(k, m, n).length]), dtype: x.dtype };
  },
  run: ([x], { k }, { shape }) => {
    const [m, n] = x.shape.slice(-2);
    const [down, right] = x.strides.slice(-2);
    const { row, column, length } = place(k, m, n);
    const start = length === 0 ? 0 : row * down + column * right;
    return x.like(storageOf(x), shape, x.dtype, [...x.strides.slice(0, -2), down + right], x.offset + start);
  },
  definition: (index, [x], { k }) => {
    const i = index[index.length - 1];
    return x(...index.slice(0, -1), i + Math.max(0, -k), i + Math.max(0, k));
  },
  vjp: { x: ({ x, dy, attrs: { k } }) => embedDiagonal(dy, k, x.shape[x.ndim - 2], x.shape[x.ndim - 1]) },
  jvp: { x: ({ dx, attrs }) => apply(diagonalOp, [dx], attrs) },
});

interface EmbedAttrs {
  readonly k: number;
  readonly m: number;
  readonly n: number;
}

const embedDiagonalOp: Op<EmbedAttrs> = primitive<'u', EmbedAttrs>({
  name: 'embedDiagonal',
  inputs: ['u'],
  infer: ([u], { m, n }) => ({ shape: Object.freeze([...u.shape.slice(0, -1), m, n]), dtype: u.dtype }),
  run: ([u], { k, n }, { shape }) => {
    const xs = allocate(u.dtype, sizeOf(shape));
    const start = Math.max(0, -k) * n + Math.max(0, k);
    copyInto(xs, start, [...rowMajor(shape).slice(0, -2), n + 1], u);
    return u.like(xs, shape, u.dtype);
  },
  definition: (index, [u], { k }) => {
    const [i, j] = index.slice(-2);
    return j - i === k ? u(...index.slice(0, -2), Math.min(i, j)) : 0;
  },
  vjp: { u: ({ dy, attrs: { k } }) => apply(diagonalOp, [dy], { k }) },
  jvp: { u: ({ dx, attrs }) => apply(embedDiagonalOp, [dx], attrs) },
});
