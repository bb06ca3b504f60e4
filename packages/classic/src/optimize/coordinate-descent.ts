import { permutation, random } from '@hml/tensor';
import type { Run } from '../estimator/fit.ts';
import type { Rule, Rules } from '../estimator/options.ts';
import { fillIn } from '../estimator/options.ts';
import { drain } from '../estimator/rows.ts';
import { integerFrom, isBoolean, isSeed, numberFrom, oneOf } from '../estimator/rules.ts';
import type { CoordinateDescentResult, CoordinateDescentState, CoordinateDescentSweep } from './descent.ts';
import { Descent } from './descent.ts';
import type { QuadraticForm } from './quadratic-form.ts';
import { asQuadraticForm } from './quadratic-form.ts';

/** The options of {@link coordinateDescent}. */
export interface CoordinateDescentOptions {
  /** Strength of the penalty on $|w_j|$, 0 or more: one for all, or one for each component. @defaultValue 0 */
  readonly l1?: number | Float64Array;
  /** Strength of the penalty on $\tfrac12 w_j^2$, 0 or more: one for all, or one for each component. @defaultValue 0 */
  readonly l2?: number | Float64Array;
  /** Whether no component may be negative. @defaultValue false */
  readonly positive?: boolean;
  /** The order of the components in a sweep: as they come, or shuffled anew each time. @defaultValue 'cyclic' */
  readonly selection?: 'cyclic' | 'random';
  /** Seed of the shuffling. @defaultValue 0 */
  readonly randomState?: number;
  /** Most sweeps, 0 or more. @defaultValue 1000 */
  readonly maxIter?: number;
  /** Stop when no component misses its condition of optimality by more than this, 0 or more. @defaultValue 1e-6 */
  readonly tol?: number;
  /** Where to begin. @defaultValue 0 in each component */
  readonly start?: Float64Array | undefined;
  /** Asked after each sweep in place of `tol`, where it is given. @defaultValue none */
  readonly stop?: ((sweep: CoordinateDescentSweep) => boolean) | undefined;
}

const where = 'coordinateDescent';
const defaults: Required<CoordinateDescentOptions> = {
  l1: 0,
  l2: 0,
  positive: false,
  selection: 'cyclic',
  randomState: 0,
  maxIter: 1000,
  tol: 1e-6,
  start: undefined,
  stop: undefined,
};
const isPenalty: Rule<number | Float64Array> = {
  expected: 'a number of 0 or more, or a Float64Array of them',
  accepts: (value): value is number | Float64Array =>
    value instanceof Float64Array ? value.every((v) => v >= 0 && v < Infinity) : numberFrom(0).accepts(value),
};
const rules: Rules<Required<CoordinateDescentOptions>> = {
  l1: isPenalty,
  l2: isPenalty,
  positive: isBoolean,
  selection: oneOf('cyclic', 'random'),
  randomState: isSeed,
  maxIter: integerFrom(0),
  tol: numberFrom(0),
  start: {
    expected: 'a Float64Array of finite numbers',
    accepts: (value): value is Float64Array => value instanceof Float64Array && value.every(Number.isFinite),
  },
  stop: {
    expected: 'a function',
    accepts: (value): value is (sweep: CoordinateDescentSweep) => boolean => typeof value === 'function',
  },
};

/**
 * Minimises a parabola with penalties, one component after the other: lasso, elastic net and non-negative least squares have this form.
 *
 * $$ \min_w \tfrac12 w^{\top} Q w - q^{\top} w + \sum_j l_{1j} |w_j| + \tfrac12 l_{2j} w_j^2, \qquad
 * w_j \leftarrow \frac{S(q_j - \sum_{k \ne j} Q_{jk} w_k,\; l_{1j})}{Q_{jj} + l_{2j}} $$
 *
 * where $S(\rho, l) = \operatorname{sign}(\rho) \max(|\rho| - l, 0)$ draws towards 0 and stops there: components become exactly 0.
 * Shapes: Q [d, d] symmetric, with no negative eigenvalue; q [d]. Q may also be a {@link QuadraticForm}, of which only the columns of components
 * that move are asked for.
 * Numerics: $q - Qw$ is kept up to date and computed afresh before the end. A component whose $Q_{jj} + l_{2j}$ is 0 stays where it is.
 * Cost per sweep: $O(d)$, and $O(d)$ for each component that moves.
 *
 * @throws ShapeError if the sizes do not fit.
 * @throws OptionError for an unknown or wrong option.
 * @example
 * import { coordinateDescent } from '@hml/classic/optimize';
 * const Q = Float64Array.of(2, 0, 0, 2);
 * coordinateDescent(Q, Float64Array.of(6, 1), { l1: 2 }).x // Float64Array [2, 0]
 * @see J. Friedman, T. Hastie, R. Tibshirani, "Regularization paths for generalized linear models via coordinate descent", J. Stat. Softw. 33 (2010).
 */
export function coordinateDescent(
  Q: Float64Array | QuadraticForm,
  q: Float64Array,
  options: CoordinateDescentOptions = {},
): CoordinateDescentResult {
  return drain(coordinateDescentRun(Q, q, options));
}

/**
 * {@link coordinateDescent} as a generator: yields after each sweep, and ticks inside long ones.
 *
 * @throws what {@link coordinateDescent} throws.
 */
export function* coordinateDescentRun(
  Q: Float64Array | QuadraticForm,
  q: Float64Array,
  options: CoordinateDescentOptions = {},
): Run<CoordinateDescentState, CoordinateDescentResult> {
  const settings = fillIn(where, defaults, options, rules);
  const { maxIter, tol, stop, selection, randomState } = settings;
  const at = new Descent(where, asQuadraticForm(where, Q, q.length), q, settings);
  const d = q.length;
  const rng = random(randomState);
  const met = (): boolean => at.violation === 0 || (stop === undefined ? at.violation <= tol : at.nIter > 0 && stop(at));
  yield* at.refresh();
  let answer = yield at;
  while (!met()) {
    if (at.nIter === maxIter) return at.result('maxIter');
    const order = selection === 'random' ? permutation(rng.split(at.nIter), d).toTypedArray() : undefined;
    at.largestChange = 0;
    let sinceTick = 0;
    for (let i = 0; i < d; i++) {
      sinceTick += at.update(order === undefined ? i : order[i]) ? d : 1;
      if (sinceTick < 100_000) continue;
      sinceTick = 0;
      yield;
    }
    at.nIter++;
    at.measure();
    if (met()) yield* at.refresh(); //                               the last word is not left to the rounding errors of the updates
    if (answer === undefined) answer = yield at;
  }
  return at.result('tol');
}
