import type { LogisticRegressionModel } from '../src/linear/index.ts';

type Rows = readonly (readonly number[])[];
type Numbers = ArrayLike<number>;

/** What a penalty adds to a gradient: $\lambda w + \mu \operatorname{sign} w$; where $w = 0$, any share of $\mu$ in between. */
export interface Penalty {
  readonly squares?: number;
  readonly sizes?: number;
  /** Whether coefficients below 0 are forbidden. */
  readonly positive?: boolean;
}

/** $X^{\top} r$, and behind it the sum of $r$: the gradient by coefficients and intercept of a cost whose slopes by the scores are $r$. */
export function slopesOf(X: Rows, residual: Numbers): number[] {
  const rows = Array.from(residual);
  return [...X[0].map((_, j) => rows.reduce((sum, r, i) => sum + r * X[i][j], 0)), rows.reduce((sum, r) => sum + r, 0)];
}

/** How far coefficients, with the intercept behind them, are from the conditions of a minimum: 0 there, of every component. */
export function optimality(gradient: readonly number[], coef: Numbers, { squares = 0, sizes = 0, positive = false }: Penalty = {}): number {
  const rest = gradient.map((g, j) => {
    if (j >= coef.length) return Math.abs(g); // the intercept is not penalised
    const slope = g + squares * coef[j];
    if (coef[j] === 0 && positive) return Math.max(0, -slope - sizes);
    return coef[j] === 0 ? Math.max(0, Math.abs(slope) - sizes) : Math.abs(slope + sizes * Math.sign(coef[j]));
  });
  return Math.max(...rest);
}

/** The certificate of a least squares problem per sample, $\frac{1}{2S} \sum_i s_i r_i^2$ and a penalty. */
export function leastSquares(
  predicted: Numbers,
  coef: Numbers,
  X: Rows,
  y: readonly number[],
  weights: readonly number[],
  penalty: Penalty = {},
): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const residual = weights.map((weight, i) => (weight * (predicted[i] - y[i])) / total);
  return optimality(slopesOf(X, residual), coef, penalty);
}

/** The certificate of logistic regression per sample, from $\partial \ell / \partial z = p - y$ of each row of weights. */
export function logistic(
  model: Pick<LogisticRegressionModel<string>, 'classes' | 'coef' | 'decisionFunction' | 'predictProba'>,
  X: Rows,
  y: readonly string[],
  weights: readonly number[],
  scheme: 'multinomial' | 'ovr',
  penalty: (total: number) => Penalty,
): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table = scheme === 'ovr' ? model.decisionFunction(X) : model.predictProba(X);
  if (table instanceof Float64Array) throw new Error('a certificate of three classes or more');
  const values = table.toTypedArray();
  const K = model.classes.length;
  const coef = Array.from(model.coef.toTypedArray());
  const rest = model.classes.map((label, c) => {
    const residual = weights.map((weight, i) => {
      const p = scheme === 'ovr' ? 1 / (1 + Math.exp(-values[i * K + c])) : values[i * K + c];
      return (weight * (p - Number(y[i] === label))) / total;
    });
    const d = X[0].length;
    return optimality(slopesOf(X, residual), coef.slice(c * d, (c + 1) * d), penalty(total));
  });
  return Math.max(...rest);
}
