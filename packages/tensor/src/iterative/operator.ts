import { isTensor } from '../base.ts';
import { isCell } from '../cell.ts';
import { wrap } from '../creation.ts';
import { type DType, type FloatDType, type Floating, floating } from '../dtype.ts';
import { elementsOf } from '../elementwise.ts';
import { DTypeError, NotDifferentiableError, OptionError, ShapeError } from '../errors.ts';
import { makeSymmetric } from '../linalg/matrices.ts';
import { type Shape, sameShape, shapeText } from '../shape.ts';
import type { CheckVector } from '../shape-types.ts';
import { doubles } from '../sparse/csr.ts';
import { isSparse } from '../sparse/is-sparse.ts';
import type { SparseMatrix } from '../sparse/sparse-matrix.ts';
import type { MatrixShape } from '../sparse/types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { largestSize } from '../vectors.ts';

/**
 * A matrix that is known by what it does to vectors: all that iterative algorithms ask of one. `x` is a float64 vector [n] or, for
 * algorithms that work on several at a time (`randomizedSvd`), a matrix [n, k] whose columns they are: `matmul` takes both.
 *
 * @example
 * import { mul, type Tensor, tensor } from '@hml/tensor';
 * import { conjugateGradients, type LinearOperator } from '@hml/tensor/iterative';
 * const twice: LinearOperator = { shape: [2, 2], apply: (x: Tensor) => mul(x, 2) };
 * conjugateGradients(twice, tensor([2, 4])).x.toArray() // [1, 2]
 */
export interface LinearOperator<S extends MatrixShape = MatrixShape> {
  /** Rows and columns. */
  readonly shape: S;
  /** $A x$ */
  readonly apply: (x: Tensor) => Tensor;
  /** $A^\top x$. Needed by algorithms that say so. */
  readonly applyTransposed?: (x: Tensor) => Tensor;
}

/** What iterative algorithms take for a matrix: a dense one, a sparse one or an operator. */
export type LinearLike<S extends MatrixShape = MatrixShape> = TensorLike<S> | SparseMatrix<S> | LinearOperator<S>;

/** The floating type of a matrix; operators have float64. */
export type FloatOf<A> =
  A extends TensorLike<Shape, infer D extends DType>
    ? Floating<D>
    : A extends SparseMatrix<MatrixShape, infer D extends FloatDType>
      ? D
      : 'float64';

/** {@link CheckVector} for a right-hand side: one element for each of N rows. */
export type CheckRightHand<N extends number, B extends Shape> = CheckVector<
  N,
  B,
  'elements',
  `${N} rows`,
  'the right-hand side is a vector'
>;

/** A matrix by its products with float64 tensors. */
export interface Products {
  readonly shape: MatrixShape;
  readonly dtype: FloatDType;
  readonly times: (x: Tensor) => Tensor;
  readonly transposedTimes: (x: Tensor) => Tensor;
}

/** The products of a matrix, which is cast to float64 once. Refuses what is no matrix, and what a gradient would have to flow through. */
export function productsOf(where: string, A: unknown): Products {
  if (isSparse(A)) {
    const matrix = A.cast('float64');
    return { shape: A.shape, dtype: A.dtype, times: (x) => matrix.matmul(x), transposedTimes: (x) => matrix.T.matmul(x) };
  }
  if (isTensor(A) || isCell(A)) {
    const matrix = valuesOf(where, A);
    if (matrix.ndim !== 2) throw new ShapeError({ where, what: 'not a matrix', expected: 'A [m, n]', got: shapeText(matrix.shape) });
    const wide = matrix.cast('float64');
    const [m, n] = matrix.shape;
    return { shape: [m, n], dtype: floating(matrix.dtype), times: (x) => wide.matmul(x), transposedTimes: (x) => wide.mT.matmul(x) };
  }
  return productsOfOperator(where, A);
}

function productsOfOperator(where: string, A: unknown): Products {
  if (!isOperator(A)) {
    const expected = 'a tensor, a SparseMatrix, or an operator { shape, apply, applyTransposed }';
    throw new DTypeError({ where, what: 'not a matrix', expected, got: describeValue(A) });
  }
  const [m, n] = A.shape;
  const transposed = A.applyTransposed?.bind(A);
  return {
    shape: [m, n],
    dtype: 'float64',
    times: (x) => checkedResult(`${where}: apply`, A.apply(x), [m, ...x.shape.slice(1)]),
    transposedTimes: (x) => {
      if (transposed !== undefined) return checkedResult(`${where}: applyTransposed`, transposed(x), [n, ...x.shape.slice(1)]);
      const expected = 'an operator with applyTransposed';
      throw new OptionError({ where, what: 'the operator has no transpose', expected, got: describeValue(A) });
    },
  };
}

function isOperator(A: unknown): A is LinearOperator {
  if (typeof A !== 'object' || A === null || !('shape' in A) || !('apply' in A) || typeof A.apply !== 'function') return false;
  return Array.isArray(A.shape) && A.shape.length === 2 && A.shape.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function checkedResult(where: string, y: unknown, shape: Shape): Tensor {
  if (isTensor(y) && sameShape(y.shape, shape)) return y;
  throw new ShapeError({
    where,
    what: 'not what the operator was to give',
    expected: `a tensor ${shapeText(shape)}`,
    got: describeValue(y),
  });
}

/** The tensor itself. Refuses one that carries a gradient tape, since none flows through an iteration. */
export function valuesOf(where: string, operand: Tensor | { readonly value: Tensor }): Tensor {
  const x = isTensor(operand) ? operand : operand.value;
  if (x.node === undefined) return x;
  throw new NotDifferentiableError({
    where,
    what: 'no gradient flows through an iteration',
    expected: 'values that nothing is differentiated by',
    got: describeValue(x),
    fix: 'stopGradient(x) of @hml/autograd; solve, lstsq, eigh and svd have gradients',
  });
}

/** Refuses a dense matrix [n, n] that is not symmetric; says whether it is one, as of others only the products are known. */
export function isSymmetric(where: string, A: LinearLike, fix?: string): boolean {
  if (!isTensor(A) && !isCell(A)) return false;
  const matrix = valuesOf(where, A);
  const copy = doublesOf(matrix).slice();
  makeSymmetric(where, matrix.shape[0], copy, floating(matrix.dtype), largestSize(copy), fix);
  return true;
}

/** The elements of a vector or matrix in float64. Never write to them. */
export function doublesOf(x: Tensor): Float64Array {
  return doubles(elementsOf(x));
}

/** The product with a vector, which the operator may keep: it gets a copy. */
export function vectorTimes(times: (x: Tensor) => Tensor, x: Float64Array): Float64Array {
  return doublesOf(times(wrap(x.slice())));
}
