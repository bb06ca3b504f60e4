import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType, promote } from '../dtype.ts';
import { elementsOf } from '../elementwise.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import { multiplyCsr } from '../kernels/csr-times-dense.ts';
import type { Op } from '../op.ts';
import { reshape } from '../ops/reshape.ts';
import { asTensor } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { type Csr, doubles } from './csr.ts';
import { isSparse } from './is-sparse.ts';
import type { SparseMatrix } from './sparse-matrix.ts';

/** A matrix and its transpose, which is made when it is first needed. */
export interface TwoSides {
  readonly csr: Csr;
  readonly turned: () => TwoSides;
}

/** The product of a sparse matrix [m, n] and a vector [n] or matrix [n, k]. Linear in the dense operand, and differentiable by it. */
export function timesDense(where: string, A: TwoSides, operand: TensorLike | SparseMatrix): Tensor {
  if (isSparse(operand)) throw twoSparse(where);
  const x = asTensor(where, operand);
  const n = A.csr.shape[1];
  if ((x.ndim !== 1 && x.ndim !== 2) || x.shape[0] !== n) throw misfit(where, A.csr.shape, x.shape);
  const dtype = promote(A.csr.dtype, x.dtype);
  const b = x.dtype === dtype ? x : x.cast(dtype);
  if (b.ndim === 2) return apply(productOp, [b], A);
  return reshape(apply(productOp, [reshape(b, [n, 1])], A), [A.csr.shape[0]]);
}

/** The error for two sparse matrices, whose product would mostly not be sparse. */
function twoSparse(where: string): DTypeError {
  return new DTypeError({
    where,
    what: 'not one sparse matrix and one dense one',
    expected: 'a SparseMatrix and a tensor',
    got: 'two sparse matrices',
    fix: 'b.toDense() is the dense one',
  });
}

function misfit(where: string, a: Shape, b: Shape): ShapeError {
  return new ShapeError({
    where,
    what: b.length === 0 || b.length > 2 ? 'not a matrix or a vector' : 'inner sizes differ',
    expected: 'a [m, n] and b [n, k] or [n]',
    got: `a ${shapeText(a)} and b ${shapeText(b)}`,
    fix: b.length === 2 && b[1] === a[1] ? `b.mT would give ${shapeText([a[0], b[0]])}` : undefined,
  });
}

const productOp: Op<TwoSides> = primitive<'b', TwoSides>({
  name: 'sparseMatmul',
  inputs: ['b'],
  infer: ([b], { csr }) => ({ shape: Object.freeze([csr.shape[0], b.shape[1]]), dtype: b.dtype }),
  run: ([b], { csr }, { shape, dtype }) => b.like(product(csr, b, dtype), shape, dtype),
  definition: ([i, j], [b], { csr: { data, indices, indptr } }) => {
    let total = 0;
    for (let e = indptr[i]; e < indptr[i + 1]; e++) total += data[e] * b(indices[e], j);
    return total;
  },
  vjp: { b: ({ dy, attrs }) => timesDense('matmul', attrs.turned(), dy) },
  jvp: { b: ({ dx, attrs }) => timesDense('matmul', attrs, dx) },
});

/** Summed in float64 and rounded once. */
function product({ shape: [m, n], data, indices, indptr }: Csr, b: Tensor, dtype: DType): ReturnType<typeof allocate> {
  const k = b.shape[1];
  const B = doubles(elementsOf(b));
  const y = allocate('float64', m * k, 'matmul');
  if (y instanceof Float64Array && k > 0) multiplyCsr({ data: doubles(data), indices, indptr }, B, n, k, y);
  if (dtype === 'float64') return y;
  const rounded = allocate(dtype, y.length, 'matmul');
  rounded.set(y);
  return rounded;
}
