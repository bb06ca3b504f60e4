import { wrap } from '../creation.ts';
import { type DType, type Floating, floating } from '../dtype.ts';
import { DataError, ShapeError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { type Shape, sameShape, shapeText } from '../shape.ts';
import type { MatrixShape } from '../sparse/types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { addMultiple, dotOf, euclidean, largestSize, powerFor } from '../vectors.ts';
import { type CheckRightHand, doublesOf, isSymmetric, type LinearLike, type Products, productsOf, vectorTimes } from './operator.ts';
import { checkFiniteProduct, checkNumber, checkWhole, type IterationOptions, orderOf, vectorOf, warnUnconverged } from './options.ts';

/** Options of {@link conjugateGradients}. */
export interface ConjugateGradientsOptions extends IterationOptions {
  /** The residual that is small enough, relative to the right-hand side. @defaultValue 1e-5 */
  readonly rtol?: number;
  /** The residual that is small enough. @defaultValue 0 */
  readonly atol?: number;
  /** How many products with A are made at most. @defaultValue 10 n */
  readonly maxIter?: number | undefined;
  /** Where the search begins. @defaultValue 0 */
  readonly x0?: TensorLike | undefined;
  /** A symmetric positive definite matrix near $A^{-1}$, which makes the steps fewer. @defaultValue the identity */
  readonly preconditioner?: LinearLike | undefined;
}

/** What {@link conjugateGradients} gives. */
export interface ConjugateGradients<D extends DType = DType> {
  /** The solution [n]. */
  readonly x: Tensor<readonly [number], D>;
  /** How many steps were made. */
  readonly iterations: number;
  /** $\lVert b - A x \rVert_2$, computed from x. */
  readonly residual: number;
  /** Whether the residual is small enough. */
  readonly converged: boolean;
}

const where = 'conjugateGradients';

const anyMatrix = 'lsqr(A, b) takes any matrix';

/**
 * The solution of a linear system whose matrix is symmetric and positive definite, by the method of conjugate gradients.
 *
 * $$ A x = b: \quad \alpha = \frac{r^\top z}{p^\top A p}, \; x \leftarrow x + \alpha p, \; r \leftarrow r - \alpha A p, \; z = M r, \;
 * p \leftarrow z + \frac{r^\top z}{r_-^\top z_-} p $$
 *
 * until $\lVert r \rVert \le \max(\text{rtol} \lVert b \rVert, \text{atol})$. For b = 0 it is 0, wherever x0 lies. Shapes: A [n, n], dense,
 * sparse or an operator, and b [n] → x [n].
 * Dtype: that of `b`, integers give float64; computed in float64. Numerics: before it ends, the residual is computed from x afresh, and the
 * search goes on from there where rounding had hidden the rest. Where A is singular and b not in its range, the residual grows without bound:
 * then x is the one whose residual was least. That A is symmetric is checked where it is dense. No gradient. Cost: one product with A for each of
 * about $\tfrac12 \sqrt{\kappa} \ln(2 / \text{rtol})$ steps, where $\kappa$ is the condition number.
 *
 * @throws ShapeError for sizes that do not fit; DataError when A is not symmetric or not positive definite, or something is not finite; OptionError for a
 * tolerance out of range. That it did not converge is a warning, and `converged`.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { conjugateGradients } from '@hml/tensor/iterative';
 * const { x, iterations, converged } = conjugateGradients(tensor([[4, 1], [1, 3]]), tensor([1, 2]), { rtol: 1e-12 });
 * [iterations, converged] // [2, true]
 * x.toArray() // [0.0909090909…, 0.6363636363…]
 * @see M. Hestenes and E. Stiefel, "Methods of conjugate gradients for solving linear systems", J. Res. Nat. Bur. Standards 49 (1952).
 */
export function conjugateGradients<const S extends MatrixShape, B extends Shape, D extends DType>(
  A: LinearLike<S>,
  b: TensorLike<B, D> & CheckRightHand<S[0], B>,
  options?: ConjugateGradientsOptions,
): ConjugateGradients<Floating<D>>;
export function conjugateGradients(A: LinearLike, b: TensorLike, options?: ConjugateGradientsOptions): ConjugateGradients {
  const defaults = { rtol: 1e-5, atol: 0, maxIter: undefined, x0: undefined, preconditioner: undefined, onWarning: undefined };
  const { rtol, atol, maxIter, x0, preconditioner, onWarning } = withDefaults(where, defaults, options);
  const matrix = productsOf(where, A);
  const n = orderOf(where, 'A', matrix.shape);
  const symmetric = isSymmetric(where, A, anyMatrix);
  const nearInverse = preconditioner === undefined ? undefined : productsOf(where, preconditioner);
  if (nearInverse !== undefined && !sameShape(nearInverse.shape, matrix.shape)) {
    const got = shapeText(nearInverse.shape);
    throw new ShapeError({ where, what: 'the preconditioner does not fit', expected: shapeText(matrix.shape), got });
  }
  const right = vectorOf(where, 'b', b, n);
  const start = x0 === undefined ? new Float64Array(n) : doublesOf(vectorOf(where, 'x0', x0, n)).slice();
  checkNumber(where, 'rtol', rtol, 0);
  checkNumber(where, 'atol', atol, 0);
  checkWhole(where, 'maxIter', maxIter ?? 1, 0);
  const rightValues = doublesOf(right);
  const lengthOfB = euclidean(rightValues);
  const goal = Math.max(rtol * lengthOfB, atol);
  if (lengthOfB === 0) start.fill(0);
  const { x, iterations, residual, stopped } = search(matrix, nearInverse, rightValues, start, goal, maxIter ?? 10 * n);
  const converged = residual <= goal;
  if (!converged) {
    const fix = stopped
      ? `A seems to be singular or not positive definite, or b is not in its range: ${anyMatrix}`
      : `a larger maxIter, a preconditioner, or a tolerance above rounding${symmetric ? '' : ', if A is symmetric'}`;
    warnUnconverged({ onWarning }, where, `a residual of at most ${goal}`, `${residual} after ${iterations} iterations`, fix);
  }
  return { x: wrap(x).cast(floating(right.dtype)), iterations, residual, converged };
}

interface Found {
  readonly x: Float64Array;
  readonly iterations: number;
  readonly residual: number;
  /** Whether A seems to end the search. */
  readonly stopped: boolean;
}

/** Beyond its least by this, a residual says that the condition number of A is above the square of it: A is singular for all that numbers tell. */
const mostGrowth = 1e8;

/** Rounds of the algorithm, each from the residual as it is; `x` is where the first begins, and is moved. */
function search(A: Products, near: Products | undefined, b: Float64Array, x: Float64Array, goal: number, maxIter: number): Found {
  const residualOf = (): Float64Array => {
    const product = vectorTimes(A.times, x);
    return b.map((value, i) => value - product[i]);
  };
  let r = euclidean(x) === 0 ? b.slice() : residualOf();
  let [residual, before, iterations, stopped] = [euclidean(r), Infinity, 0, false];
  checkFiniteProduct(where, residual);
  // A round that does not halve the residual is as near as rounding allows.
  while (iterations < maxIter && residual > goal && residual <= before / 2 && !stopped) {
    const start = x.slice();
    const round = descend(A, near, r, x, goal, maxIter - iterations);
    if (round.steps > 0) r = residualOf();
    before = residual;
    residual = euclidean(r);
    iterations += round.steps;
    stopped = round.stopped;
    if (residual < before) continue;
    x.set(start); // the round has led away: by rounding, or for want of a solution
    stopped ||= !(residual <= 2 * before);
    residual = before;
  }
  return { x, iterations, residual, stopped };
}

/**
 * Steps from x, whose residual is r, until they think to have reached the goal; `stopped` where A seems to end them, with the best x. All
 * but x is counted in powers of two that keep it near 1, so that no square leaves the range of numbers.
 */
function descend(
  A: Products,
  near: Products | undefined,
  residual: Float64Array,
  x: Float64Array,
  goal: number,
  maxSteps: number,
): { readonly steps: number; readonly stopped: boolean } {
  const unit = powerFor(largestSize(residual));
  const r = residual.map((value) => value * unit);
  const lowest = Math.max(goal * unit, euclidean(r) * 2 ** -60); // below that they know nothing of the residual
  const [product, preconditioned] = [inScale(A), near === undefined ? undefined : inScale(near)];
  let p = preconditioned?.times(r).slice() ?? r.slice();
  let rz = smoothness(r, p);
  let [least, normA] = [euclidean(r), 0];
  const best = x.slice();
  const stop = (steps: number): { readonly steps: number; readonly stopped: boolean } => {
    x.set(best);
    return { steps, stopped: true };
  };
  for (let steps = 0; steps < maxSteps; steps++) {
    const q = product.times(p);
    normA = Math.max(normA, euclidean(q) / euclidean(p));
    const curvature = dotOf(p, q);
    if (!checkCurvature(curvature, p, q, normA, steps + 1)) return stop(steps);
    const alpha = rz / curvature;
    addMultiple(alpha * (product.power() / unit), p, x);
    addMultiple(-alpha, q, r);
    const length = euclidean(r);
    if (length <= lowest) return { steps: steps + 1, stopped: false };
    if (!(length <= mostGrowth * least)) return stop(steps + 1);
    if (length < least) {
      least = length;
      best.set(x);
    }
    const z = preconditioned?.times(r) ?? r;
    const before = rz;
    rz = smoothness(r, z);
    const beta = rz / before;
    p = z.map((value, i) => value + beta * p[i]);
  }
  return { steps: maxSteps, stopped: false };
}

/** The matrix times the power of two that brings its first product near 1. */
function inScale({ times }: Products): { readonly times: (x: Float64Array) => Float64Array; readonly power: () => number } {
  let power: number | undefined;
  return {
    times: (x) => {
      const y = vectorTimes(times, x);
      const factor = power ?? powerFor(largestSize(y));
      power = factor;
      return factor === 1 ? y : y.map((value) => value * factor);
    },
    power: () => power ?? 1,
  };
}

/** $r^\top M r$, which must not be negative. */
function smoothness(r: Float64Array, z: Float64Array): number {
  const product = dotOf(r, z);
  if (product > 0 || euclidean(r) === 0) return product;
  checkFiniteProduct(where, product);
  const got = `a residual r with rᵀMr = ${product}`;
  throw new DataError({ where, what: 'the preconditioner is not positive definite', expected: 'rᵀMr > 0', got });
}

/** Throws for a direction along which A is not positive; false where rounding does not tell whether it is, in the product or in the sum. */
function checkCurvature(curvature: number, p: Float64Array, q: Float64Array, normA: number, iteration: number): boolean {
  checkFiniteProduct(where, curvature);
  const rounding = 4 * p.length * 2 ** -52 * euclidean(p);
  if (curvature > rounding * euclidean(q)) return true;
  if (curvature >= -rounding * normA * euclidean(p)) return false;
  const got = `a direction p with pᵀAp = ${curvature} in iteration ${iteration}`;
  throw new DataError({
    where,
    what: 'the matrix is not positive definite',
    expected: 'pᵀAp > 0',
    got,
    fix: anyMatrix,
  });
}
