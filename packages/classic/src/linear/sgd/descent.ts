import { OptionError, permutation, pow, random, wrap } from '@hml/tensor';
import type { Run } from '../../estimator/fit.ts';
import type { DesignMatrix } from '../../estimator/matrix-like.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { byRows } from '../../estimator/rows.ts';
import type { SparseDesign } from '../../estimator/sparse.ts';
import { ConvergenceWarning } from '../../estimator/warning.ts';
import { elementsOf } from '../elements.ts';
import { linearCombination } from '../linear-scores.ts';
import { penaltyShares } from '../penalty.ts';
import type { Split } from './aside.ts';
import { setAside } from './aside.ts';
import type { Steps } from './eager-steps.ts';
import { EagerSteps } from './eager-steps.ts';
import { LazySteps } from './lazy-steps.ts';
import type { SampleLoss } from './losses.ts';
import type { SgdSettings } from './options.ts';
import { ScaledSteps } from './scaled-steps.ts';
import type { SgdWeights } from './weights.ts';
import { weightsOf } from './weights.ts';

/** One problem: a number to predict from the columns, by a loss. */
export interface SgdProblem {
  readonly where: string;
  readonly X: DesignMatrix | SparseDesign;
  /** The targets; −1 and 1 for classes. */
  readonly y: Float64Array;
  readonly weights: Float64Array | undefined;
  /** What −1 and 1 stand for, where the targets are classes. */
  readonly sides?: readonly [string, string];
  readonly loss: SampleLoss;
  /** How well scores $z$ do on samples: the higher the better. */
  readonly score: (z: Float64Array, y: Float64Array, weights: Float64Array | undefined) => number;
  readonly settings: SgdSettings;
}

/** What `steps` shows after each pass over the samples. */
export interface SgdState {
  /** Passes done so far. */
  readonly nIter: number;
  /** The weights after the last step [nFeatures]. */
  readonly coef: Float64Array;
  /** The intercept after the last step. */
  readonly intercept: number;
  /** The mean loss of the samples of this pass by their weights, each before its step. */
  readonly loss: number;
}

/** How the passes ended. */
export interface SgdResult {
  readonly nIter: number;
  readonly converged: boolean;
}

/**
 * Stochastic gradient descent: a step after every sample, against the gradient of its loss and of the penalty.
 *
 * $$ w \leftarrow w - \eta_t \bigl( s_i\, \ell'(w^{\top} x_i + b, y_i)\, x_i + \alpha (1 - \rho)\, w \bigr), \qquad b \leftarrow b - \eta_t\, s_i\, \ell' $$
 *
 * The part of the penalty that is on absolute values is applied as it has added up, and never takes a weight beyond 0.
 * `weights` are changed in place; `maxIter` passes at most.
 *
 * @see Y. Tsuruoka, J. Tsujii, S. Ananiadou, "Stochastic gradient descent training for l1-regularized log-linear models with cumulative
 * penalty", ACL 2009.
 */
export function* descend(problem: SgdProblem, weights: SgdWeights, maxIter: number): Run<SgdState, SgdResult> {
  const { X, y, settings, loss, score, where } = problem;
  const d = X.nFeatures;
  const { tol, shuffle, randomState, nIterNoChange, learningRate, eta0, earlyStopping } = settings;
  const rng = random(randomState);
  const all: Split = { train: Int32Array.from(y.keys()), aside: new Int32Array(0) };
  const { train, aside } = earlyStopping && maxIter > 1 ? setAside(problem) : all;
  const steps = stepsOf(X, weights, settings);
  const offset = learningRate === 'optimal' ? optimalOffset(loss, settings.alpha) : 0;
  const weight = (i: number): number => (problem.weights === undefined ? 1 : problem.weights[i]);
  const ofTrain = train.reduce((sum, i) => sum + weight(i), 0);
  const idleLoss = train.reduce((sum, i) => sum + weight(i) * loss.value(0, y[i]), 0);
  let eta = eta0;
  let [best, idle, nIter] = [aside.length > 0 ? -Infinity : Infinity, 0, 0];
  while (nIter < maxIter) {
    const order = shuffle ? permutation(rng.split(nIter), train.length).toTypedArray() : undefined;
    const etas = stepLengths(settings, weights.t, train.length, eta, offset);
    const total = yield* pass(problem, steps, train, order, etas);
    nIter++;
    const lost = idleLoss > 0 && total > 1e6 * idleLoss;
    if (lost || !(Math.abs(total) < Infinity) || !weights.last.every(Number.isFinite)) throw diverged(where, settings, nIter);
    const done = nIter;
    const mean = total / ofTrain;
    const snapshot = (): SgdState => Object.freeze({ nIter: done, coef: weights.last.slice(0, d), intercept: weights.last[d], loss: mean });
    yield { nIter, maxIter, snapshot };

    if (aside.length > 0) {
      const z = scoresOf(X, aside, weightsOf(weights, settings.average));
      const reached = score(z, elementsAt(y, aside), problem.weights && elementsAt(problem.weights, aside));
      idle = reached < best + tol ? idle + 1 : 0;
      best = Math.max(best, reached);
    } else {
      idle = mean > best - tol ? idle + 1 : 0;
      best = Math.min(best, mean);
    }
    if (tol === -Infinity || idle < nIterNoChange) continue;
    if (learningRate !== 'adaptive' || eta <= 1e-6) return { nIter, converged: true };
    eta /= 5;
    idle = 0;
  }
  return { nIter, converged: false };
}

/** The steps that are the least work for these rows and penalties. */
function stepsOf(X: DesignMatrix | SparseDesign, weights: SgdWeights, settings: SgdSettings): Steps {
  if ('indptr' in X) return new LazySteps(X, weights, settings);
  const toEach = penaltyShares(settings.penalty, settings.l1Ratio).l1 * settings.alpha > 0 || settings.average !== false;
  return toEach ? new EagerSteps(X, weights, settings) : new ScaledSteps(X, weights, settings);
}

/** One step for each sample; returns the sum of the losses. */
function* pass(
  { X, y, weights, loss }: SgdProblem,
  steps: Steps,
  train: Int32Array,
  order: ArrayLike<number> | undefined,
  etas: Float64Array,
): Ticks<number> {
  const perRow = 'indptr' in X ? Math.ceil(X.data.length / X.nSamples) : X.nFeatures;
  let total = 0;
  yield* byRows(train.length, 4 * perRow, (from, to) => {
    for (let step = from; step < to; step++) {
      const i = train[order === undefined ? step : order[step]];
      const s = weights === undefined ? 1 : weights[i];
      const z = steps.score(i);
      total += s * loss.value(z, y[i]);
      const slope = Math.max(-1e12, Math.min(1e12, loss.slope(z, y[i])));
      steps.step(i, etas[step], -etas[step] * slope * s);
    }
  });
  steps.settle();
  return total;
}

function elementsAt(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (i) => values[i]);
}

/** $w^{\top} x + b$ of single rows. */
function scoresOf(X: DesignMatrix | SparseDesign, rows: Int32Array, w: Float64Array): Float64Array {
  const d = X.nFeatures;
  return Float64Array.from(rows, (i) => {
    if (!('indptr' in X)) return linearCombination(w[d], w, 0, X.data, i * d, d);
    let z = w[d];
    for (let p = X.indptr[i]; p < X.indptr[i + 1]; p++) z += w[X.indices[p]] * X.data[p];
    return z;
  });
}

/** $\eta_t$ for the next `count` steps. */
function stepLengths(
  { learningRate, alpha, powerT, eta0 }: SgdSettings,
  t: number,
  count: number,
  eta: number,
  offset: number,
): Float64Array {
  const etas = new Float64Array(count).fill(eta);
  if (learningRate === 'optimal') for (let i = 0; i < count; i++) etas[i] = 1 / (alpha * (offset + t + i - 1));
  if (learningRate !== 'invscaling') return etas;
  const powers = elementsOf(pow(wrap(Float64Array.from({ length: count }, (_, i) => t + i)), powerT));
  return Float64Array.from(powers, (power) => eta0 / power);
}

/** $t_0$ of the `'optimal'` steps, so that the first is about as long as typical weights. */
function optimalOffset(loss: SampleLoss, alpha: number): number {
  const typical = Math.sqrt(1 / Math.sqrt(alpha));
  const eta = typical / Math.max(1, loss.slope(-typical, 1));
  return 1 / (eta * alpha);
}

function diverged(where: string, { learningRate, eta0 }: SgdSettings, nIter: number): OptionError {
  return new OptionError({
    where,
    what: 'the weights run away: the steps are too long for these data',
    expected: 'columns of about variance 1, or a smaller eta0',
    got: `learningRate '${learningRate}', eta0 ${eta0}; lost in pass ${nIter}`,
    fix: 'bring the columns of X to a common scale',
  });
}

/** The warning of both estimators. */
export function notConverged(where: string, maxIter: number): ConvergenceWarning {
  return new ConvergenceWarning({
    where,
    what: `not converged after maxIter = ${maxIter} passes`,
    expected: 'nIterNoChange passes in a row that bring nothing more',
    got: 'passes that still do',
    fix: 'raise maxIter, or bring the columns of X to a common scale',
  });
}
