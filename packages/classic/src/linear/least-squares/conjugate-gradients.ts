import { wrap } from '@hml/tensor';
import type { Run, Workspace } from '../../estimator/fit.ts';
import { shownAs, Turns } from '../../estimator/fit.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { byRows } from '../../estimator/rows.ts';
import { ConvergenceWarning } from '../../estimator/warning.ts';
import { dot } from '../../optimize/vectors.ts';
import type { CenteredSamples } from './center.ts';
import { targetOf } from './center.ts';
import type { Coefficients } from './coefficients.ts';
import { inUnitsOfData } from './coefficients.ts';
import type { LinearRegressionState } from './normal-equation.ts';
import type { CenteredEntries } from './sparse-columns.ts';

/** Of so many columns the d × d matrix of the normal equation is still cheap beside the sparse rows. */
export const mostColumns = 2000;

/** The gradient that is left, beside the first one. */
const tol = 1e-13;

/** However many unknowns there are: columns whose condition asks for more steps have no coefficients that mean something. */
const mostSteps = 5000;

/** Steps for each target at most. */
export function stepsPerTarget({ n, X }: CenteredSamples): number {
  return Math.min(10 * Math.min(n, X.d) + 10, mostSteps);
}

/**
 * (Penalised) least squares on sparse rows by conjugate gradients, which ask for products with the rows only:
 *
 * $$ \min_w \lVert \sqrt{S} (y - X w) \rVert^2 + w^{\top} P w, \qquad g = X^{\top} S (y - X w) - P w $$
 *
 * With a penalty, columns are scaled by $1 / \sqrt{x_j^{\top} S x_j + P_{jj}}$. Without one they are not, and what comes out of many solutions is the shortest,
 * because every step is a combination of rows.
 *
 * Numerics: residuals go on from step to step, gradients are computed from them; in this form rounding errors count with the condition of X and
 * not with its square. What is minimised falls with each step, but for them: a step that doubles it is not taken, and the search ends. Cost: two
 * products with the entries per step.
 *
 * @see M. Hestenes, E. Stiefel, "Methods of conjugate gradients for solving linear systems", J. Res. Nat. Bur. Standards 49 (1952), section 10.
 */
export function* conjugateLeastSquares(
  where: string,
  samples: CenteredSamples,
  X: CenteredEntries,
  alpha: number,
): Run<LinearRegressionState, Coefficients> {
  const [d, k] = [X.d, samples.Y.d];
  const { data, rest } = X.differences();
  const entries: Entries = { X: { ...X.X, data }, shift: rest, squares: X.squares, d };
  const penalty = X.unit.map((u) => alpha * u * u);
  const metric = alpha === 0 ? new Float64Array(d).fill(1) : X.squares.map((squares, j) => 1 / (squares + penalty[j] || 1));
  const most = stepsPerTarget(samples);
  const W = new Float64Array(k * d);
  const see = (step: Workspace<Step>, nIter: number): LinearRegressionState => {
    const { coef, intercept } = inUnitsOfData(where, samples, W);
    return Object.freeze({ nIter, coef: wrap(coef, [k, d]), intercept, ...step.snapshot() });
  };
  const turns = new Turns(k);
  let converged = true;
  for (let o = 0; o < k; o++) {
    const w = W.subarray(o * d, (o + 1) * d);
    const { data } = targetOf(samples, o).Y;
    const found = yield* shownAs(searchOne(entries, samples.weights, data, w, penalty, metric, most), see, turns);
    converged &&= found;
  }
  return { ...inUnitsOfData(where, samples, W), converged };
}

/** The warning where the steps ran out. */
export function conjugateWarning(where: string): ConvergenceWarning {
  return new ConvergenceWarning({
    where,
    what: 'conjugate gradients have not converged',
    expected: `a gradient of at most ${tol} times the first one`,
    got: `a larger one after ${mostSteps} steps, or ten times as many as there are unknowns`,
    fix: 'bring the columns of X to a common scale, or add a penalty',
  });
}

/** Entries about a value of their column, so that the means are small beside the deviations from them. */
type Entries = Pick<CenteredEntries, 'X' | 'shift' | 'squares' | 'd'>;

/** What is seen of a step of the search for one target. */
interface Step {
  /** The largest change of a coefficient, columns and target being scaled to length 1. */
  readonly correction: number;
}

/** Changes `w`, which is 0, and `r`, which is the target. Returns whether it converged. */
function* searchOne(
  X: Entries,
  weights: Float64Array | undefined,
  r: Float64Array,
  w: Float64Array,
  penalty: Float64Array,
  metric: Float64Array,
  most: number,
): Run<Step, boolean> {
  const d = X.d;
  const size = Math.sqrt(squaresOf(r, weights)) || 1;
  const norm = Math.sqrt(X.squares.reduce((sum, squares, j) => sum + squares * metric[j], 0));
  let g = yield* timesTransposed(X, weights, r);
  let p = g.map((value, j) => value * metric[j]);
  let gamma = dot(g, p);
  const first = gamma;
  const isLast = (): boolean => Math.sqrt(gamma) <= Math.max(tol * Math.sqrt(first), 2 ** -52 * norm * Math.sqrt(squaresOf(r, weights)));
  const atZero = squaresOf(r, weights);
  let minimised = atZero;
  for (let nIter = 1; ; nIter++) {
    const direction = p;
    const q = yield* times(X, direction);
    let curvature = squaresOf(q, weights);
    for (let j = 0; j < d; j++) curvature += penalty[j] * direction[j] * direction[j];
    const length = curvature > 0 ? gamma / curvature : 0;
    for (let i = 0; i < r.length; i++) r[i] -= length * q[i];
    let now = squaresOf(r, weights);
    for (let j = 0; j < d; j++) now += penalty[j] * (w[j] + length * direction[j]) ** 2;
    if (!(now <= 2 * minimised + 1e-20 * atZero)) return false;
    minimised = now;
    let correction = 0;
    for (let j = 0; j < d; j++) {
      w[j] += length * direction[j];
      correction = Math.max(correction, (Math.abs(length * direction[j]) * Math.sqrt(X.squares[j])) / size);
    }
    g = yield* timesTransposed(X, weights, r);
    for (let j = 0; j < d; j++) g[j] -= penalty[j] * w[j];
    const z = g.map((value, j) => value * metric[j]);
    const next = dot(g, z);
    const share = next / gamma;
    p = z.map((value, j) => value + share * direction[j]);
    gamma = next;
    yield { nIter, maxIter: most, snapshot: () => ({ correction }) };
    if (length === 0 || isLast()) return true;
    if (nIter === most) return false;
  }
}

/** $X v$ [n], centred. */
function* times({ X: { data, indices, indptr, nSamples }, shift }: Entries, v: Float64Array): Ticks<Float64Array> {
  const out = new Float64Array(nSamples);
  const atMean = dot(shift, v);
  yield* byRows(nSamples, 2 * Math.ceil(data.length / nSamples), (from, to) => {
    for (let i = from; i < to; i++) {
      let sum = -atMean;
      for (let p = indptr[i]; p < indptr[i + 1]; p++) sum += data[p] * v[indices[p]];
      out[i] = sum;
    }
  });
  return out;
}

/** $X^{\top} S r$ [d], centred. */
function* timesTransposed(
  { X: { data, indices, indptr, nSamples }, shift, squares, d }: Entries,
  weights: Float64Array | undefined,
  r: Float64Array,
): Ticks<Float64Array> {
  const out = new Float64Array(d);
  let sum = 0;
  yield* byRows(nSamples, 2 * Math.ceil(data.length / nSamples), (from, to) => {
    for (let i = from; i < to; i++) {
      const value = weights === undefined ? r[i] : weights[i] * r[i];
      sum += value;
      for (let p = indptr[i]; p < indptr[i + 1]; p++) out[indices[p]] += data[p] * value;
    }
  });
  for (let j = 0; j < d; j++) out[j] = squares[j] === 0 ? 0 : out[j] - sum * shift[j];
  return out;
}

/** $r^{\top} S r$ */
function squaresOf(r: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0;
  for (let i = 0; i < r.length; i++) sum += (weights === undefined ? 1 : weights[i]) * r[i] * r[i];
  return sum;
}
