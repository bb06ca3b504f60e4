import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType, type Floating, type TypedArray } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { DataError, ShapeError } from '../errors.ts';
import { matmul } from '../ops/matmul.ts';
import { mT } from '../ops/transpose.ts';
import { tril } from '../ops/tril.ts';
import { asFloating } from '../prepare.ts';
import { type Shape, shapeText, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { solveTriangular } from './solve-triangular.ts';

/**
 * The Cholesky factor of each symmetric positive definite matrix.
 *
 * $$ A = L L^\top, \qquad \bar A = \tfrac12 (S + S^\top),\quad S = L^{-\top}\, \Phi(L^\top \bar L)\, L^{-1} $$
 *
 * where $\Phi$ takes the lower triangle and halves its diagonal. Shapes: a [..., n, n] → L [..., n, n], lower triangular with a
 * positive diagonal. Dtype: that of `a`, integers give float64; float32 is factored in float64 and rounded once. Cost: $n^3/3$.
 *
 * @throws ShapeError for a matrix that is not square; DataError when it is not symmetric, or not positive definite: then with
 * the order of the leading minor that is not.
 * @example
 * import { cholesky, tensor } from '@hml/tensor';
 * cholesky(tensor([[4, 2], [2, 5]])).toArray() // [[2, 0], [1, 2]]
 * @see I. Murray, "Differentiation of the Cholesky decomposition", arXiv:1602.07527 (2016), equations 8 and 10.
 */
export function cholesky<S extends Shape, D extends DType>(a: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function cholesky(a: TensorLike): Tensor {
  return apply(choleskyOp, [a]);
}

/** $L_{ij} = (A_{ij} - \sum_{k<j} L_{ik} L_{jk}) / L_{jj}$, row by row; $L_{jj}$ is the root of its own remainder. */
function factor(n: number, a: TypedArray, offset: number, l: Float64Array): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[offset + i * n + j];
      for (let k = 0; k < j; k++) rest -= l[i * n + k] * l[j * n + k];
      if (i !== j) l[i * n + j] = rest / l[j * n + j];
      else if (rest > 0) l[i * n + i] = Math.sqrt(rest);
      else throw notPositive(i + 1, rest);
    }
  }
}

function notPositive(order: number, pivot: number): DataError {
  return new DataError({
    where: 'cholesky',
    what: 'the matrix is not positive definite',
    expected: 'positive leading minors',
    got: `the leading minor of order ${order} is not positive (pivot ${pivot})`,
    fix: 'a dependent column was kept, or add a small multiple of the identity',
  });
}

/** Refuses matrices whose two triangles differ by more than rounding can explain. */
export function checkSymmetric(where: string, n: number, a: TypedArray, offset: number, eps: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [low, high] = [a[offset + i * n + j], a[offset + j * n + i]];
      if (!(Math.abs(low - high) > eps * (Math.abs(low) + Math.abs(high)))) continue;
      throw new DataError({
        where,
        what: 'the matrix is not symmetric',
        expected: `the same value at [${i}, ${j}] and [${j}, ${i}]`,
        got: `${low} and ${high}`,
        fix: 'a.add(a.mT).div(2) is the symmetric part',
      });
    }
  }
}

/** $\Phi$: the lower triangle with half the diagonal. */
function phi(x: Tensor): Tensor {
  return tril(x).add(tril(x, -1)).mul(0.5);
}

/** $L^{-\top} X L^{-1}$ */
function sandwich(l: Tensor, x: Tensor): Tensor {
  const half = solveTriangular(l, x, { lower: true, transposed: true });
  return mT(solveTriangular(l, mT(half), { lower: true, transposed: true }));
}

/** $L^{-1} X L^{-\top}$ */
function whiten(l: Tensor, x: Tensor): Tensor {
  return mT(solveTriangular(l, mT(solveTriangular(l, x, { lower: true })), { lower: true }));
}

function symmetric(x: Tensor): Tensor {
  return x.add(mT(x)).mul(0.5);
}

const choleskyOp = primitive({
  name: 'cholesky',
  inputs: ['a'],
  prepare: asFloating,
  infer: ([a]) => {
    if (a.ndim >= 2 && a.shape[a.ndim - 1] === a.shape[a.ndim - 2]) return { shape: a.shape, dtype: a.dtype };
    throw new ShapeError({ where: 'cholesky', what: 'not a square matrix', expected: 'a [.., n, n]', got: shapeText(a.shape) });
  },
  run: ([a], _, { shape, dtype }) => {
    const n = shape[shape.length - 1];
    const { data, offset } = compact(a);
    const y = allocate(dtype, a.size);
    for (let i = 0; i < sizeOf(shape.slice(0, -2)); i++) {
      checkSymmetric('cholesky', n, data, offset + i * n * n, dtype === 'float64' ? 1e-10 : 1e-5);
      const l = new Float64Array(n * n);
      factor(n, data, offset + i * n * n, l);
      y.set(l, i * n * n);
    }
    return a.like(y, shape, dtype);
  },
  vjp: { a: ({ y, dy }) => symmetric(sandwich(y, phi(matmul(mT(y), tril(dy))))) },
  jvp: { a: ({ y, dx }) => matmul(y, phi(whiten(y, symmetric(dx)))) },
});
