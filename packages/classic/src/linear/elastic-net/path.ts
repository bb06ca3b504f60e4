import type { Matrix } from '@hml/tensor';
import { OptionError, wrap } from '@hml/tensor';
import type { MatrixLike, TargetsLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { fillIn } from '../../estimator/options.ts';
import { drain } from '../../estimator/rows.ts';
import { integerFrom, listOf, numberBetween, numberFrom } from '../../estimator/rules.ts';
import { readDesignSamples } from '../../estimator/targets.ts';
import { centerSamples } from '../least-squares/center.ts';
import type { SparseRegressionOptions } from './recipe.ts';
import { sparseDefaults, sparseRules } from './recipe.ts';
import type { ElasticNetProblem } from './solve.ts';
import { elasticNetProblem, solveElasticNet } from './solve.ts';

/** The options of {@link lassoPath}. */
export interface LassoPathOptions extends Omit<SparseRegressionOptions, 'alpha' | 'fitIntercept'> {
  /** The smallest penalty as a part of the largest, above 0 and below 1. @defaultValue 1e-3 */
  readonly eps?: number;
  /** How many penalties there are. @defaultValue 100 */
  readonly nAlphas?: number;
  /** The penalties themselves, in place of `eps` and `nAlphas`. @defaultValue from the smallest with which all coefficients are 0, downwards */
  readonly alphas?: readonly number[] | undefined;
  /** Whether X and y are centred first; without it, as with models without an intercept. @defaultValue true */
  readonly fitIntercept?: boolean;
}

/** The options of {@link elasticNetPath}. */
export interface ElasticNetPathOptions extends LassoPathOptions {
  /** Which part of the penalty is on the absolute values, above 0 and up to 1. @defaultValue 0.5 */
  readonly l1Ratio?: number;
}

/** The coefficients for one penalty after the other: plain data, ready to be drawn. */
export interface RegularizationPath {
  /** The penalties, descending [nAlphas]. */
  readonly alphas: Float64Array;
  /** The coefficients [nFeatures, nAlphas]: a row is a curve. */
  readonly coefs: Matrix;
  /** By how much the objective is above its minimum at most [nAlphas]. */
  readonly dualGaps: Float64Array;
}

const { alpha: _, ...shared } = sparseDefaults;
const { alpha: __, ...sharedRules } = sparseRules;
const lassoDefaults: Required<LassoPathOptions> = { ...shared, eps: 1e-3, nAlphas: 100, alphas: undefined };
const lassoRules: Rules<Required<LassoPathOptions>> = {
  ...sharedRules,
  eps: numberBetween(0, 1),
  nAlphas: integerFrom(1),
  alphas: listOf(numberFrom(0)),
};
const defaults: Required<ElasticNetPathOptions> = { ...lassoDefaults, l1Ratio: 0.5 };
const rules: Rules<Required<ElasticNetPathOptions>> = { ...lassoRules, l1Ratio: numberFrom(0, 1) };

/**
 * The coefficients of the lasso for many penalties, each found from those before: how they grow, one after the other, as the penalty falls.
 *
 * @throws what `Lasso` and its `fit` throw.
 * @example
 * import { lassoPath } from '@hml/classic/linear';
 * const { alphas, coefs } = lassoPath([[-1, 1], [0, -2], [1, 1]], [-3, 0, 3], { alphas: [2, 1, 0.5] });
 * alphas // Float64Array [2, 1, 0.5]
 * coefs.toArray() // [[0, 1.5, 2.25], [0, 0, 0]]
 */
export function lassoPath(X: MatrixLike, y: TargetsLike, options: LassoPathOptions = {}): RegularizationPath {
  return path('lassoPath', X, y, { ...fillIn('lassoPath', lassoDefaults, options, lassoRules), l1Ratio: 1 });
}

/**
 * The coefficients of the elastic net for many penalties, each found from those before.
 *
 * @throws what `ElasticNet` and its `fit` throw.
 */
export function elasticNetPath(X: MatrixLike, y: TargetsLike, options: ElasticNetPathOptions = {}): RegularizationPath {
  return path('elasticNetPath', X, y, fillIn('elasticNetPath', defaults, options, rules));
}

function path(where: string, X: MatrixLike, y: TargetsLike, settings: Required<ElasticNetPathOptions>): RegularizationPath {
  const samples = drain(readDesignSamples(where, X, y, undefined, 1, { readOnly: true }));
  const problem = drain(elasticNetProblem(drain(centerSamples(samples, settings.fitIntercept))));
  const alphas = Float64Array.from(settings.alphas ?? grid(where, problem, settings)).toSorted((a, b) => b - a);
  const d = samples.X.nFeatures;
  const coefs = new Float64Array(d * alphas.length);
  let w: Float64Array | undefined;
  const dualGaps = alphas.map((alpha, a) => {
    const solution = drain(solveElasticNet(where, problem, { ...settings, alpha }, w));
    w = solution.w;
    for (let j = 0; j < d; j++) coefs[j * alphas.length + a] = solution.coef[j];
    return solution.dualGap;
  });
  return { alphas, coefs: wrap(coefs, [d, alphas.length]), dualGaps };
}

/** From the penalty with which the first coefficient leaves 0 downwards, each the same part of the one before. */
function grid(where: string, { q, samples }: ElasticNetProblem, { eps, nAlphas, l1Ratio }: Required<ElasticNetPathOptions>): Float64Array {
  if (l1Ratio === 0) {
    throw new OptionError({
      where,
      what: 'without a penalty on absolute values, no coefficient is ever 0',
      expected: 'l1Ratio: a number above 0, or alphas',
      got: '0',
    });
  }
  let largest = 0;
  for (let j = 0; j < q.length; j++) largest = Math.max(largest, Math.abs(q[j] / samples.X.unit[j]) / samples.Y.unit[0] / l1Ratio);
  const ratio = rootOf(eps, Math.max(1, nAlphas - 1));
  const alphas = new Float64Array(nAlphas);
  for (let a = 0, alpha = largest; a < nAlphas; a++, alpha *= ratio) alphas[a] = alpha;
  return alphas;
}

/** $x^{1/n}$ for $0 < x \le 1$ by bisection: the same bits in every engine. */
function rootOf(x: number, n: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = 0.5 * (low + high);
    let power = 1;
    for (let p = 0; p < n; p++) power *= middle;
    if (power < x) low = middle;
    else high = middle;
  }
  return high;
}
