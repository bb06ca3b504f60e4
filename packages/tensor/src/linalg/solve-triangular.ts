import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { DataError } from '../errors.ts';
import { derivativeOf } from '../in-name-of.ts';
import type { Op } from '../op.ts';
import { inOneBatch, matmul, misfit } from '../ops/matmul.ts';
import { reshape } from '../ops/reshape.ts';
import { mT } from '../ops/transpose.ts';
import { tril } from '../ops/tril.ts';
import { triu } from '../ops/triu.ts';
import { withDefaults } from '../options.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { panel } from './blocked.ts';
import { eachMatrix } from './matrices.ts';
import { solveLower, solveUpper } from './triangular.ts';

/** Which triangle is read, and how. */
export interface SolveTriangularOptions {
  /** Whether the lower triangle is read; the upper one else. The other is never looked at. @defaultValue false */
  readonly lower?: boolean;
  /** Whether $A^\top x = b$ is solved instead. @defaultValue false */
  readonly transposed?: boolean;
  /** Whether the diagonal counts as ones and is not read. @defaultValue false */
  readonly unitDiagonal?: boolean;
}

/**
 * Solves a triangular system by substitution.
 *
 * $$ A x = b, \qquad \bar b = A^{-\top} \bar x,\; \bar A = -\operatorname{tri}(\bar b\, x^\top) $$
 *
 * Shapes: a [..., n, n]; b [n], or [..., n, k] with batches that broadcast; x like b. Dtype: the common floating one; float32 is
 * solved in float64 and rounded once. Cost: $O(n^2 k)$.
 *
 * @throws ShapeError when the shapes do not fit; DataError for a zero on the diagonal, with its place.
 * @example
 * import { solveTriangular, tensor } from '@hml/tensor';
 * solveTriangular(tensor([[2, 0], [1, 4]]), tensor([2, 9]), { lower: true }).toArray() // [1, 2]
 */
export function solveTriangular<S extends Shape, D extends DType>(
  a: TensorLike<Shape, D>,
  b: TensorLike<S, D>,
  options?: SolveTriangularOptions,
): Tensor<S, Floating<D>>;
export function solveTriangular(left: TensorLike, right: TensorLike, options?: SolveTriangularOptions): Tensor {
  const { lower, transposed, unitDiagonal } = withDefaults(name, { lower: false, transposed: false, unitDiagonal: false }, options);
  const [a, b] = asFloating(name, [left, right]);
  const [n, columns] = a.shape.slice(-2);
  if (a.ndim < 2 || n !== columns || (b.shape.at(-2) ?? b.shape[0]) !== n) {
    throw misfit(name, 'shapes do not fit', 'a [.., n, n] and b [.., n, k] or [n]', a, b);
  }
  if (transposed) return solveTriangular(mT(a), b, { lower: !lower, unitDiagonal });
  if (b.ndim === 1) return reshape(solveTriangular(a, reshape(b, [n, 1]), options), a.shape.slice(0, -1));
  return apply(solveTriangularOp, inOneBatch(name, a, b), { lower, unitDiagonal });
}

/** $X U^{-1}$ for an upper triangle U, in a derivative of the function `where`. */
export function beforeUpper(where: string, x: Tensor, u: Tensor): Tensor {
  return mT(derivativeOf(where, () => solveTriangular(u, mT(x), { transposed: true })));
}

const name = 'solveTriangular';

/** Which triangle, and whether its diagonal counts as ones. */
interface Attrs {
  readonly lower: boolean;
  readonly unitDiagonal: boolean;
}

/** Throws for a zero on the diagonal: the first one that substitution would divide by. */
function checkDiagonal(n: number, a: Float64Array, lower: boolean): void {
  for (let step = 0; step < n; step++) {
    const i = lower ? step : n - 1 - step;
    if (a[i * n + i] !== 0) continue;
    throw new DataError({ where: name, what: 'singular', expected: 'a diagonal without zeros', got: `0 at [${i}, ${i}]` });
  }
}

/** The triangle that is read, as a mask of a gradient; without the diagonal if that counts as ones. */
function triangleOf(x: Tensor, { lower, unitDiagonal }: Attrs): Tensor {
  const k = Number(unitDiagonal);
  return lower ? tril(x, -k) : triu(x, k);
}

/** $A^{-\top} y$, the adjoint solve. */
function solveAdjoint(a: Tensor, y: Tensor, { lower, unitDiagonal }: Attrs): Tensor {
  return apply(solveTriangularOp, [mT(a), y], { lower: !lower, unitDiagonal });
}

const solveTriangularOp: Op<Attrs> = primitive<'a' | 'b', Attrs>({
  name,
  inputs: ['a', 'b'],
  infer: (inputs) => inputs[1],
  run: ([a, b], { lower, unitDiagonal }, out) => {
    const [n, k] = b.shape.slice(-2);
    return eachMatrix([a, b], out, (y, matrix, _, x) => {
      if (!unitDiagonal) checkDiagonal(n, matrix, lower);
      (lower ? solveLower : solveUpper)(n, k, panel(matrix, n), panel(x, k), unitDiagonal);
      y.set(x);
    });
  },
  vjp: {
    a: ({ a, y, dy, attrs }) => triangleOf(matmul(solveAdjoint(a, dy, attrs), mT(y)), attrs).neg(),
    b: ({ a, dy, attrs }) => solveAdjoint(a, dy, attrs),
  },
  jvp: {
    a: ({ a, y, dx, attrs }) => apply(solveTriangularOp, [a, matmul(triangleOf(dx, attrs), y)], attrs).neg(),
    b: ({ a, dx, attrs }) => apply(solveTriangularOp, [a, dx], attrs),
  },
});
