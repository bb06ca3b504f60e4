import type { Matrix } from '@hml/tensor';
import { wrap } from '@hml/tensor';
import type { Run } from '../../estimator/fit.ts';
import type { CenteredSamples } from './center.ts';
import type { Coefficients } from './coefficients.ts';
import { inUnitsOfData } from './coefficients.ts';
import type { Correlations } from './correlations.ts';
import { correlations } from './products.ts';

/** What `steps` shows: the solution, then each refinement of it. */
export interface LinearRegressionState {
  /** 1 for the first solution. */
  readonly nIter: number;
  /** [nOutputs, nFeatures] */
  readonly coef: Matrix;
  /** [nOutputs] */
  readonly intercept: Float64Array;
  /** The largest change of a coefficient in this step, columns and targets being scaled to length 1. */
  readonly correction: number;
}

/** What is asked of the matrix $A$ of a normal equation: to solve with it, however it is stored or factored. */
export interface NormalMatrix {
  /** $A^{-1} b$ for each row b of [k, d]. */
  readonly solve: (B: Float64Array) => Float64Array;
  /** The lengths of the columns [d], to judge changes by. */
  readonly scale: Float64Array;
  /** What was added to the diagonal of $X^{\top} S X$ [d], if anything was. */
  readonly penalty?: Float64Array;
}

/** The first solution and two refinements: each gains the digits that the Gram matrix, which squares the condition number, has lost. */
export const mostSolutions = 3;

/**
 * (Penalised) least squares by the normal equation, whose matrix is at hand:
 *
 * $$ (X^{\top} S X + \alpha I)\, w = X^{\top} S y, \qquad w \leftarrow w + (X^{\top} S X + \alpha I)^{-1} (X^{\top} S (y - X w - \beta) - \alpha w) $$
 *
 * The second formula, with the residuals of the data, is the first where $w = 0$; `targets` are its correlations there.
 */
export function* solveNormalEquation(
  where: string,
  samples: CenteredSamples,
  { solve, scale, penalty }: NormalMatrix,
  targets: Correlations,
  fitIntercept: boolean,
): Run<LinearRegressionState, Coefficients> {
  const [d, k] = [samples.X.d, samples.Y.d];
  const W = new Float64Array(k * d);
  const shift = new Float64Array(k); // β, what rounding has left in the means
  let length: Float64Array | undefined; // of the targets
  for (let nIter = 1; ; nIter++) {
    const { g, sums, squares }: Correlations = nIter === 1 ? targets : yield* correlations(samples, W, shift);
    length ??= squares.map(Math.sqrt);
    if (penalty !== undefined) for (let p = 0; p < g.length; p++) g[p] -= penalty[p % d] * W[p];
    const change = solve(g);
    let correction = 0;
    for (let p = 0; p < W.length; p++) {
      W[p] += change[p];
      correction = Math.max(correction, Math.abs(change[p]) * (scale[p % d] / (length[Math.floor(p / d)] || 1)));
    }
    if (fitIntercept) for (let o = 0; o < k; o++) shift[o] += sums[o] / samples.total;
    const { coef, intercept } = inUnitsOfData(where, samples, W, shift);
    const snapshot = (): LinearRegressionState =>
      Object.freeze({ nIter, coef: wrap(coef.slice(), [k, d]), intercept: intercept.slice(), correction });
    yield { nIter, maxIter: mostSolutions, snapshot };
    if (nIter === mostSolutions || correction <= 2 ** -46) return { coef, intercept };
  }
}
