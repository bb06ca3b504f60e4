import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { DataError } from '../errors.ts';
import type { Op } from '../op.ts';
import { inOneBatch, matmul, misfit } from '../ops/matmul.ts';
import { reshape } from '../ops/reshape.ts';
import { mT } from '../ops/transpose.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { CheckRightSide, CheckSquare } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { panel } from './blocked.ts';
import { factorLU } from './lu-factor.ts';
import { eachMatrix, squareSize } from './matrices.ts';
import type { Room } from './room.ts';
import { solveLower, solveUpper } from './triangular.ts';

/**
 * Solves a system of linear equations, by elimination with partial pivoting.
 *
 * $$ A x = b, \qquad \bar b = A^{-\top} \bar x,\; \bar A = -\bar b\, x^\top $$
 *
 * Shapes: a [..., n, n]; b [n], or [..., n, k] with batches that broadcast; x like b. Dtype: the common floating one; float32 is
 * solved in float64 and rounded once. Numerics: a matrix counts as singular where a pivot is exactly 0, as in LAPACK. Rounding often leaves a
 * tiny one instead, but whether that is noise depends on how rows and columns are scaled, and exact answers have tiny pivots too: `cond`
 * says how many digits the answer keeps. Cost: $\tfrac23 n^3 + 2 n^2 k$.
 *
 * @throws ShapeError when the shapes do not fit; DataError for a singular matrix, with the pivot that is 0 and its place in the batch.
 * @example
 * import { solve, tensor } from '@hml/tensor';
 * solve(tensor([[3, 1], [1, 2]]), tensor([9, 8])).toArray() // [2, 3]
 */
export function solve<A extends Shape, S extends Shape, D extends DType>(
  a: TensorLike<A, D> & CheckSquare<A>,
  b: TensorLike<S, D> & CheckRightSide<A, S>,
): Tensor<S, Floating<D>>;
export function solve(left: TensorLike, right: TensorLike): Tensor {
  const [a, b] = asFloating('solve', [left, right]);
  const n = squareSize('solve', a);
  if ((b.shape.at(-2) ?? b.shape[0]) !== n) throw misfit('solve', 'shapes do not fit', 'a [.., n, n] and b [.., n, k] or [n]', a, b);
  if (b.ndim === 1) return reshape(solve(a, reshape(b, [n, 1])), a.shape.slice(0, -1));
  return apply(solveOp, inOneBatch('solve', a, b));
}

/**
 * $A^{-1} B$ for A [n, n], which is overwritten, and B [n, k], into y by way of the room: `fill` writes into row i of x, which holds zeros,
 * the given row of B.
 */
export function eliminateAndSolve(
  room: Room,
  where: string,
  n: number,
  k: number,
  a: Float64Array,
  y: Float64Array,
  fill: (x: Float64Array, i: number, row: number) => void,
): void {
  const x = room.doubles(n * k);
  const order = new Float64Array(n);
  factorLU(n, n, a, order);
  for (let i = 0; i < n; i++) {
    if (a[i * n + i] === 0) throw singular(where, i);
    fill(x, i, order[i]);
  }
  const factors = panel(a, n);
  const solution = panel(x, k);
  solveLower(n, k, factors, solution, true);
  solveUpper(n, k, factors, solution, false);
  y.set(x);
}

function singular(where: string, i: number): DataError {
  return new DataError({
    where,
    what: 'the matrix is singular',
    expected: 'pivots other than 0',
    got: `pivot ${i + 1} is 0: column ${i} ${i === 0 ? 'is 0' : 'depends on those before it'}`,
    fix: 'lstsq(a, b) and pinv(a) take matrices of any rank',
  });
}

const solveOp: Op<undefined> = primitive({
  name: 'solve',
  inputs: ['a', 'b'],
  infer: ([, b]) => ({ shape: b.shape, dtype: b.dtype }),
  run: ([a, b], _, out) => {
    const [n, k] = b.shape.slice(-2);
    return eachMatrix(
      [a, b],
      out,
      (y, matrix, room, right) =>
        eliminateAndSolve(room, 'solve', n, k, matrix, y, (x, i, row) => x.set(right.subarray(row * k, (row + 1) * k), i * k)),
      n * k,
    );
  },
  vjp: {
    a: ({ a, y, dy }) => matmul(solve(mT(a), dy), mT(y)).neg(),
    b: ({ a, dy }) => solve(mT(a), dy),
  },
  jvp: {
    a: ({ a, y, dx }) => solve(a, matmul(dx, y)).neg(),
    b: ({ a, dx }) => solve(a, dx),
  },
});
