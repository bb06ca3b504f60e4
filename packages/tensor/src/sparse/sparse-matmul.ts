import type { DType, FloatDType, Promote } from '../dtype.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import { mT } from '../ops/transpose.ts';
import { asTensor } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { CheckMatmul, Matmul } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { sidesOf } from './entries.ts';
import { isSparse } from './is-sparse.ts';
import { timesDense } from './products.ts';
import type { SparseMatrix } from './sparse-matrix.ts';
import type { MatrixShape } from './types.ts';

const where = 'sparseMatmul';

/**
 * The product of a sparse matrix and a dense one, whichever stands on the left.
 *
 * $$ y_{ij} = \sum_k a_{ik} b_{kj} $$
 *
 * Shapes: a [m, k] and b [k, n] → y [m, n]; the dense one may be a vector, whose axis disappears. Dtype: the common one. Differentiable by
 * the dense one. With the sparse one on the right it is $(b^\top a^\top)^\top$, and b keeps its transpose for the next time.
 *
 * @throws ShapeError when the inner sizes differ (a red line in the editor where both are literal).
 * @example
 * import { tensor } from '@hml/tensor';
 * import { SparseMatrix, sparseMatmul } from '@hml/tensor/sparse';
 * const A = SparseMatrix.fromDense(tensor([[0, 2], [3, 0]]));
 * sparseMatmul(A, tensor([1, 10])).toArray() // [20, 3]
 * sparseMatmul(tensor([[1, 10]]), A).toArray() // [[30, 2]]
 */
export function sparseMatmul<A extends MatrixShape, E extends FloatDType, B extends Shape, F extends DType>(
  a: SparseMatrix<A, E>,
  b: TensorLike<B, F> & CheckMatmul<A, B>,
): Tensor<Matmul<A, B>, Promote<E, F>>;
export function sparseMatmul<A extends Shape, E extends DType, B extends MatrixShape, F extends FloatDType>(
  a: TensorLike<A, E>,
  b: SparseMatrix<B, F> & CheckMatmul<A, B>,
): Tensor<Matmul<A, B>, Promote<E, F>>;
export function sparseMatmul(a: SparseMatrix | TensorLike, b: SparseMatrix | TensorLike): Tensor {
  if (isSparse(a)) return timesDense(where, sidesOf(a), b);
  if (isSparse(b)) return denseTimes(asTensor(where, a), b);
  throw new DTypeError({
    where,
    what: 'not one sparse matrix and one dense one',
    expected: 'a SparseMatrix and a tensor, in either order',
    got: 'none that is sparse',
    fix: 'matmul(a, b)',
  });
}

function denseTimes(a: Tensor, b: SparseMatrix): Tensor {
  const inner = a.shape[a.ndim - 1];
  if ((a.ndim === 1 || a.ndim === 2) && inner === b.shape[0]) return a.ndim === 1 ? b.T.matmul(a) : mT(b.T.matmul(mT(a)));
  throw new ShapeError({
    where,
    what: a.ndim === 1 || a.ndim === 2 ? 'inner sizes differ' : 'not a matrix or a vector',
    expected: 'a [m, k] or [k] and b [k, n]',
    got: `a ${shapeText(a.shape)} and b ${shapeText(b.shape)}`,
  });
}
