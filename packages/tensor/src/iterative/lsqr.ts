import { wrap } from '../creation.ts';
import { type DType, type Floating, floating } from '../dtype.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { MatrixShape } from '../sparse/types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { addMultiple, euclidean, powerFor } from '../vectors.ts';
import { type CheckRightHand, doublesOf, type LinearLike, type Products, productsOf, vectorTimes } from './operator.ts';
import { checkFiniteProduct, checkNumber, checkWhole, type IterationOptions, vectorOf, warnUnconverged } from './options.ts';

/** Options of {@link lsqr}, with SciPy's meaning and defaults. */
export interface LsqrOptions extends IterationOptions {
  /** The weight $\lambda$ of $\lambda^2 \lVert x - x_0 \rVert^2$ beside the squares. @defaultValue 0 */
  readonly damp?: number;
  /** How well A is known, relative to its norm. @defaultValue 1e-6 */
  readonly atol?: number;
  /** How well b is known, relative to its norm. @defaultValue 1e-6 */
  readonly btol?: number;
  /** The condition number at which the search is given up; Infinity never does. @defaultValue 1e8 */
  readonly conLim?: number;
  /** How many steps are made at most. @defaultValue 2 n */
  readonly maxIter?: number | undefined;
  /** Where the search begins. @defaultValue 0 */
  readonly x0?: TensorLike | undefined;
}

/**
 * Why {@link lsqr} ended: the system is solved, the sum of squares is the least, the condition number is beyond `conLim` (or x beyond the
 * range of numbers), or the iterations ran out.
 */
export type LsqrReason = 'solved' | 'leastSquares' | 'conditionLimit' | 'maxIter';

/** What {@link lsqr} gives. */
export interface Lsqr<D extends DType = DType> {
  /** The solution [n]. */
  readonly x: Tensor<readonly [number], D>;
  /** How many steps were made. */
  readonly iterations: number;
  /** $\lVert b - A x \rVert_2$, computed from x. */
  readonly residual: number;
  /** $\lVert A^\top (b - A x) - \lambda^2 (x - x_0) \rVert_2$, computed from x: 0 where the sum of squares is the least. */
  readonly normalResidual: number;
  /** Whether the system is solved, or the sum of squares the least, to the tolerances. */
  readonly converged: boolean;
  /** Why it ended. */
  readonly reason: LsqrReason;
  /** An estimate of the Frobenius norm of $[A; \lambda I]$. */
  readonly normA: number;
  /** An estimate of its condition number. */
  readonly condA: number;
}

const where = 'lsqr';

/**
 * Least squares for large matrices, by the bidiagonalization of Golub and Kahan (LSQR).
 *
 * $$ \min_x \lVert A x - b \rVert^2 + \lambda^2 \lVert x - x_0 \rVert^2 $$
 *
 * It ends when $\lVert r \rVert \le \text{btol} \lVert b \rVert + \text{atol} \lVert A \rVert \lVert x \rVert$ (the system is solved), or
 * $\lVert A^\top r \rVert \le \text{atol} \lVert A \rVert \lVert r \rVert$ (the squares are the least). Shapes: A [m, n], dense, sparse or an
 * operator with `applyTransposed`, and b [m] → x [n]. Dtype: that of `b`, integers give float64; computed in float64. Where columns depend on
 * each other and x0 is not given, x is the shortest solution. No gradient. Cost: two products for each step.
 *
 * @throws ShapeError for sizes that do not fit; DataError when something is not finite; OptionError for a tolerance out of range.
 * That it did not converge is a warning, and `converged`.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { lsqr } from '@hml/tensor/iterative';
 * const { x, reason } = lsqr(tensor([[1, 0], [1, 1], [0, 1]]), tensor([1, 3, 2]));
 * x.toArray() // [1.0000…, 1.9999…]
 * reason // 'solved'
 * @see C. Paige and M. Saunders, "LSQR: an algorithm for sparse linear equations and sparse least squares", ACM TOMS 8 (1982).
 */
export function lsqr<const S extends MatrixShape, B extends Shape, D extends DType>(
  A: LinearLike<S>,
  b: TensorLike<B, D> & CheckRightHand<S[0], B>,
  options?: LsqrOptions,
): Lsqr<Floating<D>>;
export function lsqr(A: LinearLike, b: TensorLike, options?: LsqrOptions): Lsqr {
  const defaults = { damp: 0, atol: 1e-6, btol: 1e-6, conLim: 1e8, maxIter: undefined, x0: undefined, onWarning: undefined };
  const { damp, atol, btol, conLim, maxIter, x0, onWarning } = withDefaults(where, defaults, options);
  const matrix = productsOf(where, A);
  const [m, n] = matrix.shape;
  const right = vectorOf(where, 'b', b, m);
  const start = x0 === undefined ? new Float64Array(n) : doublesOf(vectorOf(where, 'x0', x0, n));
  checkNumber(where, 'damp', damp, 0, Number.MAX_VALUE);
  checkNumber(where, 'atol', atol, 0);
  checkNumber(where, 'btol', btol, 0);
  checkNumber(where, 'conLim', conLim, 1);
  checkWhole(where, 'maxIter', maxIter ?? 1, 0);
  const limits = { damp, atol, btol, conLim, maxIter: maxIter ?? 2 * n };
  const found = search(matrix, doublesOf(right), start, limits);
  const { iterations, reason, condA, normalResidual } = found;
  const converged = reason === 'solved' || reason === 'leastSquares';
  if (!converged) {
    const fix =
      reason === 'maxIter' ? 'a larger maxIter or atol' : 'damp > 0 where columns nearly depend on each other, or a larger conLim';
    const got = `a normal residual of ${normalResidual} after ${iterations} iterations, condition about ${condA}`;
    warnUnconverged({ onWarning }, where, `what atol = ${atol} and btol = ${btol} ask for`, got, fix);
  }
  return { ...found, x: wrap(found.x).cast(floating(right.dtype)), converged };
}

interface Limits {
  readonly damp: number;
  readonly atol: number;
  readonly btol: number;
  readonly conLim: number;
  readonly maxIter: number;
}

type Found = Omit<Lsqr, 'x' | 'converged'> & { readonly x: Float64Array };

/** The algorithm, with the letters of the paper. */
function search(A: Products, b: Float64Array, start: Float64Array, limits: Limits): Found {
  const { atol, btol, conLim, maxIter } = limits;
  const x = start.slice();
  const u = residualOf(A, b, x);
  let beta = normalized(u);
  const v = vectorTimes(A.transposedTimes, u).slice();
  let alpha = normalized(v);
  const w = v.slice();
  // A and damp, and b, are counted in powers of two that keep them near 1, so that no square leaves the range of numbers.
  const [unitA, unitB] = [powerFor(Math.max(alpha, limits.damp)), powerFor(Math.max(euclidean(b), beta))];
  const [damp, normB, unitX] = [limits.damp * unitA, euclidean(b) * unitB, unitB / unitA];
  alpha *= unitA;
  beta *= unitB;
  let [phiBar, rhoBar, damped] = [beta, alpha, 0];
  let [squaresA, squaresD, iterations] = [0, 0, 0];
  let [normA, condA] = [0, 0];
  const end = (reason: LsqrReason): Found => ({
    x,
    iterations,
    reason,
    normA: normA / unitA,
    condA,
    ...residualsOf(A, b, x, start, limits.damp),
  });
  if (alpha === 0 || beta === 0) return end(beta === 0 ? 'solved' : 'leastSquares');
  while (iterations < maxIter) {
    iterations++;
    const Av = vectorTimes(A.times, v);
    for (let i = 0; i < u.length; i++) u[i] = Av[i] * unitA - alpha * u[i];
    beta = normalized(u);
    squaresA += alpha ** 2 + beta ** 2 + damp ** 2;
    const Atu = vectorTimes(A.transposedTimes, u);
    for (let j = 0; j < v.length; j++) v[j] = Atu[j] * unitA - beta * v[j];
    alpha = normalized(v);
    // A rotation takes damp out of the bidiagonal matrix, another one what stands below its diagonal.
    const rhoBar1 = Math.hypot(rhoBar, damp);
    const psi = (damp / rhoBar1) * phiBar;
    phiBar *= rhoBar / rhoBar1;
    const rho = Math.hypot(rhoBar1, beta);
    const [c, s] = [rhoBar1 / rho, beta / rho];
    const theta = s * alpha;
    rhoBar = -c * alpha;
    const phi = c * phiBar;
    phiBar *= s;
    const before = x.slice();
    addMultiple(phi / rho / unitX, w, x);
    const lengthX = euclidean(x);
    if (!Number.isFinite(lengthX)) {
      x.set(before); // the solution is beyond the range of numbers
      return end('conditionLimit');
    }
    squaresD += (euclidean(w) / rho) ** 2;
    for (let j = 0; j < w.length; j++) w[j] = v[j] - (theta / rho) * w[j];
    damped += psi ** 2;
    normA = Math.sqrt(squaresA);
    condA = normA * Math.sqrt(squaresD);
    if (normA === Infinity) return end('conditionLimit'); // what is small in comparison says nothing
    const residual = Math.hypot(phiBar, Math.sqrt(damped));
    const normalResidual = alpha * Math.abs(s * phi);
    if (residual <= btol * normB + atol * normA * lengthX * unitX || normB + residual <= normB) return end('solved');
    const relative = normalResidual / (normA * residual);
    if (relative <= atol || 1 + relative <= 1) return end('leastSquares');
    if (condA >= conLim || 1 + 1 / condA <= 1) return end('conditionLimit');
  }
  return end('maxIter');
}

/** $b - A x$ */
function residualOf(A: Products, b: Float64Array, x: Float64Array): Float64Array {
  if (euclidean(x) === 0) return b.slice();
  const product = vectorTimes(A.times, x);
  return b.map((value, i) => value - product[i]);
}

/** Both residuals as they are, not as the recurrence has them. */
function residualsOf(
  A: Products,
  b: Float64Array,
  x: Float64Array,
  start: Float64Array,
  damp: number,
): { residual: number; normalResidual: number } {
  const r = residualOf(A, b, x);
  const unit = powerFor(euclidean(r));
  const product = vectorTimes(
    A.transposedTimes,
    r.map((value) => value * unit),
  );
  const gradient = product.map((value, j) => value - unit * damp * (damp * (x[j] - start[j])));
  return { residual: euclidean(r), normalResidual: euclidean(gradient) / unit };
}

/** Divides a vector by its length, which is returned; 0 stays 0. */
function normalized(x: Float64Array): number {
  const length = euclidean(x);
  checkFiniteProduct(where, length);
  if (length > 0) for (let i = 0; i < x.length; i++) x[i] /= length;
  return length;
}
