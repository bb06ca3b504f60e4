import { apply } from '../apply.ts';
import { eye } from '../creation/eye.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { derivativeOf } from '../in-name-of.ts';
import { concat } from '../ops/concat.ts';
import { matmul } from '../ops/matmul.ts';
import { embed, slice } from '../ops/slice.ts';
import { mT } from '../ops/transpose.ts';
import { tril } from '../ops/tril.ts';
import { triu } from '../ops/triu.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { factorLU } from './lu-factor.ts';
import { batchOf, eachMatrix, matrixSize } from './matrices.ts';
import { beforeUpper, solveTriangular } from './solve-triangular.ts';

/** What {@link lu} gives. */
export interface LU<S extends Shape = Shape, D extends DType = DType> {
  /** The permutation P [..., m, m], a matrix of zeros and ones. */
  readonly p: Tensor<S, D>;
  /** L [..., m, min(m, n)], lower triangular with a unit diagonal; no element is larger than 1. */
  readonly l: Tensor<S, D>;
  /** U [..., min(m, n), n], upper triangular. */
  readonly u: Tensor<S, D>;
}

/**
 * The LU factorization of each matrix, with partial pivoting.
 *
 * $$ A = P L U, \qquad \bar A = P L^{-\top} \big[ \operatorname{tril}_{-1}(L^\top \bar L) + \operatorname{triu}(\bar U U^\top) \big] U^{-\top} $$
 *
 * (for a square matrix). Shapes: a [..., m, n] → p [..., m, m], l [..., m, k], u [..., k, n] with k = min(m, n). Dtype: that of `a`,
 * integers give float64; float32 is factored in float64 and rounded once. A singular matrix has a zero on U's diagonal, and no
 * gradient. Of equally large pivots the first row's is taken. Cost: $\tfrac23 n^3$.
 *
 * @throws ShapeError for what is no matrix.
 * @example
 * import { lu, tensor } from '@hml/tensor';
 * const { p, l, u } = lu(tensor([[1, 2], [4, 4]]));
 * p.toArray() // [[0, 1], [1, 0]]
 * l.toArray() // [[1, 0], [0.25, 1]]
 * u.toArray() // [[4, 4], [0, 1]]
 * @see F. de Hoog, R. Anderssen, M. Lukas, "Differentiation of matrix functionals using triangular factorization", Math. Comp. 80 (2011).
 */
export function lu<S extends Shape, D extends DType>(a: TensorLike<S, D>): LU<SameRank<S>, Floating<D>>;
export function lu(operand: TensorLike): LU {
  const [a] = asFloating('lu', [operand]);
  const [m, n] = matrixSize('lu', a);
  return factorsOf(apply(luOp, [a]), m, n);
}

/** The factors in the op's one output [.., m, n + m]: L below the diagonal of the left part, U above it; P to the right. */
function factorsOf(y: Tensor, m: number, n: number): LU {
  const k = Math.min(m, n);
  return {
    p: slice(y, '...', [n, n + m]),
    l: tril(slice(y, '...', [0, k]), -1).add(eye(m, k, { dtype: y.dtype === 'float32' ? 'float32' : 'float64' })),
    u: triu(slice(y, '...', [0, k], [0, n])),
  };
}

/** The leading square part of a factor, and the rows or columns beyond it. */
interface Parts {
  readonly p: Tensor;
  readonly l1: Tensor;
  readonly l2: Tensor;
  readonly u1: Tensor;
  readonly u2: Tensor;
}

function partsOf(y: Tensor, [m, n]: readonly [number, number]): Parts {
  const { p, l, u } = factorsOf(y, m, n);
  return { p, ...cut(l, u, m, n) };
}

function cut(l: Tensor, u: Tensor, m: number, n: number): Omit<Parts, 'p'> {
  const k = Math.min(m, n);
  return {
    l1: slice(l, '...', [0, k], ':'),
    l2: slice(l, '...', [k, m], ':'),
    u1: slice(u, '...', [0, k]),
    u2: slice(u, '...', [k, n]),
  };
}

/** $L^{-1} X$ */
function afterLower(l: Tensor, x: Tensor): Tensor {
  return solveTriangular(l, x, { lower: true, unitDiagonal: true });
}

/** $L^{-\top} X$ */
function afterLowerT(l: Tensor, x: Tensor): Tensor {
  return solveTriangular(l, x, { lower: true, unitDiagonal: true, transposed: true });
}

/** $X U^{-\top}$ */
function beforeUpperT(x: Tensor, u: Tensor): Tensor {
  return mT(derivativeOf('lu', () => solveTriangular(u, mT(x))));
}

const luOp = primitive({
  name: 'lu',
  inputs: ['a'],
  infer: ([a]) => {
    const [m, n] = matrixSize('lu', a);
    return { shape: batchOf(a, m, n + m), dtype: a.dtype };
  },
  run: ([a], _, out) => {
    const [m, n] = matrixSize('lu', a);
    return eachMatrix([a], out, (y, matrix) => {
      const order = new Float64Array(m);
      factorLU(m, n, matrix, order);
      for (let i = 0; i < m; i++) {
        y.set(matrix.subarray(i * n, (i + 1) * n), i * (n + m));
        y[order[i] * (n + m) + n + i] = 1;
      }
    });
  },
  vjp: {
    a: ({ a, y, dy }) => {
      const [m, n] = matrixSize('lu', a);
      const k = Math.min(m, n);
      const { p, l1, l2, u1, u2 } = partsOf(y, [m, n]);
      const d = cut(tril(slice(dy, '...', [0, k]), -1), triu(slice(dy, '...', [0, k], [0, n])), m, n);
      const below = tril(matmul(mT(l1), d.l1).sub(matmul(d.u2, mT(u2))), -1);
      const above = triu(matmul(d.u1, mT(u1)).sub(matmul(mT(l2), d.l2)));
      const square = afterLowerT(l1, beforeUpperT(below.add(above), u1));
      return matmul(p, m > n ? concat([square, beforeUpperT(d.l2, u1)], -2) : concat([square, afterLowerT(l1, d.u2)], -1));
    },
  },
  jvp: {
    a: ({ a, y, dx }) => {
      const [m, n] = matrixSize('lu', a);
      const k = Math.min(m, n);
      const { p, l1, l2, u1, u2 } = partsOf(y, [m, n]);
      const da = matmul(mT(p), dx);
      const x = afterLower(l1, beforeUpper('lu', slice(da, '...', [0, k], [0, k]), u1));
      const square = matmul(l1, tril(x, -1)).add(matmul(triu(x), u1));
      const rest =
        m > n
          ? beforeUpper('lu', slice(da, '...', [k, m], ':'), u1).sub(matmul(l2, triu(x)))
          : afterLower(l1, slice(da, '...', [k, n])).sub(matmul(tril(x, -1), u2));
      return embed(concat([square, rest], m > n ? -2 : -1), y.shape, ['...', [0, n]]);
    },
  },
});
