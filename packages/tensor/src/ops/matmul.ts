import { matrixProduct } from '#simd';
import { apply } from '../apply.ts';
import { innerBlock } from '../blocks.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType, isFloat, type Promote, type TypedArray } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { DataError, ShapeError } from '../errors.ts';
import type { Signature } from '../op.ts';
import { asCommon } from '../prepare.ts';
import { broadcastShapes, type Shape, shapeText, sizeOf } from '../shape.ts';
import type { CheckMatmul, Matmul } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { reshape } from './reshape.ts';
import { mT } from './transpose.ts';

/**
 * The matrix product.
 *
 * $$ y_{ij} = \sum_k a_{ik} b_{kj}, \qquad \bar a = \bar y\, b^\top,\; \bar b = a^\top \bar y $$
 *
 * Shapes: a [..., m, k] and b [..., k, n] → y [..., m, n]; the axes before the last two are batches and broadcast. A vector counts as a
 * row on the left and as a column on the right, and its axis disappears from the result. Dtype: the common one.
 * Numerics: $\sum_k$ runs upwards in blocks of 256, each summed from 0 on its own and added to those before it; so float64 gives the
 * same bits for every layout and on every path. float32 is rounded term by term in SIMD, block by block in the plain loop.
 * Cost: $O(mkn)$ per matrix.
 *
 * @throws ShapeError when the inner sizes differ (a red line in the editor where both are literal) or an operand is a scalar;
 * DataError when a sum of integer products leaves the range of the dtype, which is 255 for uint8.
 * @example
 * import { matmul, tensor } from '@hml/tensor';
 * const a = tensor([[1, 2], [3, 4]]);
 * matmul(a, tensor([[1, 0], [10, 1]])).toArray() // [[21, 2], [43, 4]]
 * matmul(a, tensor([1, 1])).toArray() // [3, 7]
 */
export function matmul<M extends number, K extends number, N extends number, D extends DType>(
  a: TensorLike<readonly [M, K], D>,
  b: TensorLike<readonly [NoInfer<K>, N], NoInfer<D>>,
): Tensor<readonly [M, N], D>;
export function matmul<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckMatmul<A, B>,
): Tensor<Matmul<A, B>, Promote<D, E>>;
export function matmul(left: TensorLike, right: TensorLike): Tensor {
  return matmulFor('matmul', left, right);
}

/** {@link matmul} for a function of another name, which knows that the shapes fit. */
export function matmulFor(where: string, left: TensorLike, right: TensorLike): Tensor {
  const operands = asCommon(where, [left, right]);
  const a = operands[0];
  const b = operands[1];
  if (a.ndim === 0 || b.ndim === 0) throw mismatch(a, b, 'a scalar has no rows or columns', 'mul(a, b) multiplies by a number');
  if (a.ndim === 1) return dropAxis(matmulFor(where, reshape(a, [1, a.size]), b), b.ndim === 1 ? -1 : -2);
  if (b.ndim === 1) return dropAxis(matmulFor(where, a, reshape(b, [b.size, 1])), -1);
  const k = a.shape[a.ndim - 1];
  if (k !== b.shape[b.ndim - 2]) throw mismatch(a, b, 'inner sizes differ', suggestTranspose(a, b));
  if (a.ndim === 2 && b.ndim === 2) return apply(matmulOp, operands, { where });
  // One matrix for a whole batch on the left of it: the batch becomes more rows, and one product does it.
  if (b.ndim === 2)
    return reshape(apply(matmulOp, [reshape(a, [sizeOf(a.shape.slice(0, -1)), k]), b], { where }), [...a.shape.slice(0, -1), b.shape[1]]);
  return apply(matmulOp, inOneBatch('matmul', a, b), { where });
}

/** Two operands of matrices, both with all the batches that theirs make together. */
export function inOneBatch(where: string, a: Tensor, b: Tensor): readonly [Tensor, Tensor] {
  const batch = broadcastShapes(where, a.shape.slice(0, -2), b.shape.slice(0, -2));
  return [a.broadcastTo([...batch, ...a.shape.slice(-2)]), b.broadcastTo([...batch, ...b.shape.slice(-2)])];
}

function dropAxis(x: Tensor, axis: number): Tensor {
  return reshape(x, x.shape.toSpliced(axis, 1));
}

function mismatch(a: Tensor, b: Tensor, what: string, fix: string | undefined): ShapeError {
  return misfit('matmul', what, 'a [.., m, k] and b [.., k, n]', a, b, fix);
}

/** The error for two operands a and b whose shapes do not fit. */
export function misfit(where: string, what: string, expected: string, a: Tensor, b: Tensor, fix?: string): ShapeError {
  return new ShapeError({ where, what, expected, got: `a ${shapeText(a.shape)} and b ${shapeText(b.shape)}`, fix });
}

/** The usual mistake is a forgotten transpose. */
function suggestTranspose(a: Tensor, b: Tensor): string | undefined {
  if (a.ndim !== 2 || b.ndim !== 2) return undefined;
  if (a.shape[1] === b.shape[1]) return `matmul(a, b.mT) would give ${shapeText([a.shape[0], b.shape[0]])}`;
  if (a.shape[0] === b.shape[0]) return `matmul(a.mT, b) would give ${shapeText([a.shape[1], b.shape[1]])}`;
  if (b.shape[1] === a.shape[0]) return `matmul(b, a) would give ${shapeText([b.shape[0], a.shape[1]])}`;
  return 'the columns of a must be as many as the rows of b';
}

/** The plain product $y \leftarrow y + ab$ of row-major matrices: tiles of 2×4 sums, each from up to `innerBlock` products at a time. */
function multiply(
  m: number,
  k: number,
  n: number,
  a: TypedArray,
  aOffset: number,
  b: TypedArray,
  bOffset: number,
  y: TypedArray,
  yOffset: number,
): void {
  for (let l = 0; l < k; l += innerBlock) {
    const terms = Math.min(innerBlock, k - l);
    for (let j = 0; j < n; j += 4) {
      for (let i = 0; i < m; i += 2) {
        addTile(
          terms,
          k,
          n,
          Math.min(2, m - i),
          Math.min(4, n - j),
          a,
          aOffset + i * k + l,
          b,
          bOffset + l * n + j,
          y,
          yOffset + i * n + j,
        );
      }
    }
  }
}

/** One tile. Rows and columns that it lacks are the first one once more, and are not added. */
function addTile(
  terms: number,
  k: number,
  n: number,
  rows: number,
  columns: number,
  a: TypedArray,
  aFrom: number,
  b: TypedArray,
  bFrom: number,
  y: TypedArray,
  to: number,
): void {
  const second = rows > 1 ? k : 0;
  const c1 = columns > 1 ? 1 : 0;
  const c2 = columns > 2 ? 2 : 0;
  const c3 = columns > 3 ? 3 : 0;
  // Eight names and no arrays: only so do the sums stay in registers.
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let t0 = 0;
  let t1 = 0;
  let t2 = 0;
  let t3 = 0;
  for (let p = 0; p < terms; p++) {
    const v = a[aFrom + p];
    const w = a[aFrom + second + p];
    const row = bFrom + p * n;
    const b0 = b[row];
    const b1 = b[row + c1];
    const b2 = b[row + c2];
    const b3 = b[row + c3];
    s0 += v * b0;
    s1 += v * b1;
    s2 += v * b2;
    s3 += v * b3;
    t0 += w * b0;
    t1 += w * b1;
    t2 += w * b2;
    t3 += w * b3;
  }
  addRow(y, to, columns, s0, s1, s2, s3);
  if (rows > 1) addRow(y, to + n, columns, t0, t1, t2, t3);
}

function addRow(y: TypedArray, to: number, columns: number, s0: number, s1: number, s2: number, s3: number): void {
  y[to] += s0;
  if (columns > 1) y[to + 1] += s1;
  if (columns > 2) y[to + 2] += s2;
  if (columns > 3) y[to + 3] += s3;
}

/** The product batch by batch in the plain loop. */
function plainProduct(where: string, [a, b]: readonly Tensor[], { shape, dtype }: Signature): Tensor {
  const [m, k] = a.shape.slice(-2);
  const n = b.shape[b.ndim - 1];
  const left = compact(a);
  const right = compact(b);
  const batches = sizeOf(a.shape.slice(0, -2));
  const exact = !isFloat(dtype);
  const y = allocate(exact ? 'float64' : dtype, batches * m * n);
  for (let i = 0; i < batches; i++)
    multiply(m, k, n, left.data, left.offset + i * m * k, right.data, right.offset + i * k * n, y, i * m * n);
  return a.like(exact ? toIntegers(where, Float64Array.from(y), dtype) : y, shape, dtype);
}

/** Integer products are summed in float64 and must fit. */
export function toIntegers(where: string, sums: Float64Array, dtype: DType): TypedArray {
  const y = allocate(dtype, sums.length);
  for (let i = 0; i < sums.length; i++) {
    y[i] = dtype === 'bool' ? Number(sums[i] !== 0) : sums[i];
    if (dtype === 'bool' || y[i] === sums[i]) continue;
    throw new DataError({
      where,
      what: `an integer product left the range of ${dtype}`,
      expected: `sums that ${dtype} can hold`,
      got: String(sums[i]),
      fix: "cast(a, 'float64') first",
    });
  }
  return y;
}

const matmulOp = primitive<'a' | 'b', { readonly where: string }>({
  name: 'matmul',
  inputs: ['a', 'b'],
  infer: ([a, b]) => {
    const shape = a.shape.slice();
    shape[shape.length - 1] = b.shape[b.ndim - 1];
    return { shape: Object.freeze(shape), dtype: a.dtype };
  },
  run: (inputs, { where }, out) => matrixProduct(inputs, out) ?? plainProduct(where, inputs, out),
  definition: (index, [a, b]) => {
    const batch = index.slice(0, -2);
    const [i, j] = index.slice(-2);
    let total = 0;
    for (let k = 0; k < a.shape[a.shape.length - 1]; k++) total += a(...batch, i, k) * b(...batch, k, j);
    return total;
  },
  vjp: {
    a: ({ b, dy }) => matmul(dy, mT(b)),
    b: ({ a, dy }) => matmul(mT(a), dy),
  },
  jvp: {
    a: ({ b, dx }) => matmul(dx, b),
    b: ({ a, dx }) => matmul(a, dx),
  },
});
