import type { Rules } from '../../estimator/options.ts';
import { either, integerFrom, isBoolean, isSeed, numberBetween, numberFrom, oneOf } from '../../estimator/rules.ts';
import type { Penalty } from '../penalty.ts';
import { isPenalty } from '../penalty.ts';

/** How the length $\eta$ of the steps changes with their number $t$. */
export type LearningRate = 'constant' | 'optimal' | 'invscaling' | 'adaptive';

/** The options that both estimators by stochastic gradient descent have. */
export interface SgdOptions {
  /** The penalty on the weights: squares, absolute values, both, or none. @defaultValue 'l2' */
  readonly penalty?: Penalty;
  /** Strength $\alpha \ge 0$ of the penalty; for `'optimal'` steps above 0. @defaultValue 0.0001 */
  readonly alpha?: number;
  /** Which part of `'elasticnet'` is on the absolute values, from 0 to 1. @defaultValue 0.15 */
  readonly l1Ratio?: number;
  /** Whether to learn an intercept. @defaultValue true */
  readonly fitIntercept?: boolean;
  /** Most passes over the samples, 1 or more. @defaultValue 1000 */
  readonly maxIter?: number;
  /**
   * A pass brings nothing more where its mean loss $\sum_i s_i \ell_i / \sum_i s_i$ is above the best one so far less `tol`, in units of the loss (for
   * `'squared_error'` those of $y^2$); with `earlyStopping`, where $R^2$ or the accuracy is below the best one plus `tol`. Stop after `nIterNoChange`
   * such passes in a row; −Infinity makes all `maxIter`. @defaultValue 0.001
   */
  readonly tol?: number;
  /** Whether the samples are shuffled before each pass. @defaultValue true */
  readonly shuffle?: boolean;
  /**
   * $\epsilon \ge 0$ of the losses of regressors, in units of y: with $r = z - y$, `'epsilon_insensitive'` is $\max(0, |r| - \epsilon)$ and
   * `'squared_epsilon_insensitive'` its square; `'huber'` is $\tfrac12 r^2$ up to $|r| = \epsilon$ and $\epsilon |r| - \tfrac12 \epsilon^2$ beyond. Others do
   * without. @defaultValue 0.1
   */
  readonly epsilon?: number;
  /** Seed of the shuffling. @defaultValue 0 */
  readonly randomState?: number;
  /**
   * The steps: $\eta_0$; $1 / (\alpha (t + t_0))$; $\eta_0 / t^p$; or $\eta_0$ divided by 5 whenever passes bring nothing more.
   * @defaultValue 'optimal' for classes, 'invscaling' for numbers
   */
  readonly learningRate?: LearningRate;
  /** $\eta_0$, 0 or more; above 0 for all steps but `'optimal'`. @defaultValue 0 for classes, 0.01 for numbers */
  readonly eta0?: number;
  /** The exponent $p$ of `'invscaling'`. @defaultValue 0.5 for classes, 0.25 for numbers */
  readonly powerT?: number;
  /** Whether to judge passes by samples that are set aside, by their weights, instead of by the loss. @defaultValue false */
  readonly earlyStopping?: boolean;
  /** Which part of the samples is set aside, of each class alike, above 0 and below 1. @defaultValue 0.1 */
  readonly validationFraction?: number;
  /** After how many passes in a row that bring nothing more, as `tol` says, the fit stops, 1 or more. @defaultValue 5 */
  readonly nIterNoChange?: number;
  /** Whether the model is the average of all steps, or of those from a given one on; steps of a `partialFit` without it do not count. @defaultValue false */
  readonly average?: boolean | number;
}

/** What a user's options come to. */
export type SgdSettings = Required<SgdOptions>;

/** The defaults that both estimators share. */
export const sgdDefaults = {
  penalty: 'l2',
  alpha: 0.0001,
  l1Ratio: 0.15,
  fitIntercept: true,
  maxIter: 1000,
  tol: 0.001,
  shuffle: true,
  epsilon: 0.1,
  randomState: 0,
  earlyStopping: false,
  validationFraction: 0.1,
  nIterNoChange: 5,
  average: false,
} as const;

/** The rules that both estimators share. */
export const sgdRules: Rules<SgdSettings> = {
  penalty: isPenalty,
  alpha: numberFrom(0),
  l1Ratio: numberFrom(0, 1),
  fitIntercept: isBoolean,
  maxIter: integerFrom(1),
  tol: {
    expected: 'a number, 0 or more, or -Infinity',
    accepts: (value): value is number => value === -Infinity || (Number.isFinite(value) && Number(value) >= 0),
  },
  shuffle: isBoolean,
  epsilon: numberFrom(0),
  randomState: isSeed,
  learningRate: oneOf('constant', 'optimal', 'invscaling', 'adaptive'),
  eta0: numberFrom(0),
  powerT: { expected: 'a finite number', accepts: (value): value is number => Number.isFinite(value) },
  earlyStopping: isBoolean,
  validationFraction: numberBetween(0, 1),
  nIterNoChange: integerFrom(1),
  average: either(isBoolean, integerFrom(1)),
};
