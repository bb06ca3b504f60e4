import { DataError } from '@hml/tensor';
import type { Workspace } from '../../estimator/fit.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { byRows } from '../../estimator/rows.ts';
import type { Samples } from '../../estimator/targets.ts';
import type { Objective, OptimizeState } from '../../optimize/objective.ts';
import { blocksOf, overBlocks } from '../blocks.ts';
import type { CenteredSamples } from '../least-squares/center.ts';
import { centerSamples } from '../least-squares/center.ts';
import { inUnitsOfData } from '../least-squares/coefficients.ts';
import { linearCombination } from '../linear-scores.ts';

/** What `steps` shows after each iteration, and once before the first. */
export interface HuberState {
  /** Iterations done so far. */
  readonly nIter: number;
  /** $w$ [nFeatures] */
  readonly coef: Float64Array;
  /** The intercept $b$. */
  readonly intercept: number;
  /** The scale $\sigma$. */
  readonly scale: number;
  /** The cost per sample, in units of the target's deviation. */
  readonly cost: number;
}

/** Huber's regression on standardised columns and target. */
export interface HuberProblem {
  readonly samples: CenteredSamples;
  /** The standardised columns [n, nFeatures]. */
  readonly columns: Float64Array;
  readonly epsilon: number;
  /** $\alpha$ for each coefficient in these units, per sample. */
  readonly penalty: Float64Array;
  readonly fitIntercept: boolean;
  /** $(w, b, \sigma)$ to begin with. */
  readonly start: Float64Array;
  /** Parameters in the units of the data. */
  readonly inUnitsOfData: (x: Float64Array) => { readonly coef: Float64Array; readonly intercept: number; readonly scale: number };
}

/** A penalty beside which a column of deviation 1 is nothing to float64: stronger ones, even infinite, give the same predictions. */
const strongest = 1e18;

/** Brings columns and target to deviation 1. */
export function* huberStart(
  where: string,
  samples: Samples,
  { epsilon, alpha, fitIntercept }: { readonly epsilon: number; readonly alpha: number; readonly fitIntercept: boolean },
): Ticks<HuberProblem> {
  const centered = yield* centerSamples(samples, fitIntercept);
  const { n, X, Y, weights, total } = centered;
  const data = yield* X.all();
  const deviation = new Float64Array(X.d);
  yield* byRows(n, 2 * X.d, (from, to) => {
    for (let i = from; i < to; i++) {
      const s = weights === undefined ? 1 : weights[i];
      for (let j = 0; j < X.d; j++) deviation[j] += s * data[i * X.d + j] * data[i * X.d + j];
    }
  });
  const columns = deviation.map((squares) => Math.sqrt(squares / total) || 1);
  const target = meanSize(Y.data, weights, total) || 1;
  if (![...columns, target].every(Number.isFinite))
    throw new DataError({
      where,
      what: 'the squares overflow',
      expected: 'values below 1e300',
      got: 'larger ones',
      fix: 'rescale X and y',
    });
  yield* byRows(n, X.d, (from, to) => {
    for (let i = from, p = from * X.d; i < to; i++) for (let j = 0; j < X.d; j++, p++) data[p] /= columns[j];
    for (let i = from; i < to; i++) Y.data[i] /= target;
  });
  const size = X.d + Number(fitIntercept) + 1;
  const start = new Float64Array(size);
  start[size - 1] = 1;
  return {
    samples: centered,
    columns: data,
    epsilon,
    // α w² per σ-scaled cost: w = w' t / c in units where X is divided by c and y by t.
    penalty: columns.map((c, j) =>
      alpha === 0 ? 0 : Math.min((alpha * (target / c) * (X.unit[j] / c) * (X.unit[j] / Y.unit[0])) / total, strongest),
    ),
    fitIntercept,
    start,
    inUnitsOfData: (x) => {
      const w = Float64Array.from(columns, (c, j) => (x[j] * target) / c);
      const shift = Float64Array.of(fitIntercept ? x[X.d] * target : 0);
      const { coef, intercept } = inUnitsOfData(where, centered, w, shift);
      return { coef, intercept: intercept[0], scale: (x[size - 1] * target) / Y.unit[0] };
    },
  };
}

/** The mean absolute value: unlike the deviation, hardly moved by outliers. */
function meanSize(y: Float64Array, weights: Float64Array | undefined, total: number): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += (weights === undefined ? 1 : weights[i]) * Math.abs(y[i]);
  return sum / total;
}

/** The cost per sample and its gradient by $(w, b, \sigma)$; not defined for $\sigma \le 0$. */
export function huberObjective(problem: HuberProblem): Objective {
  const { samples, columns: data, epsilon, penalty, fitIntercept } = problem;
  const { n, X, Y, weights, total } = samples;
  const d = X.d;
  const blocks = blocksOf({ data, nSamples: n, nFeatures: d, names: undefined });
  return (x, gradient) => {
    const sigma = x[x.length - 1];
    if (!(sigma > 0)) return Infinity;
    const b = fitIntercept ? x[d] : 0;
    let [cost, bySigma, byIntercept] = [0, 0, 0];
    const slopes = (Z: Float64Array, from: number): void => {
      for (let p = 0; p < Z.length; p++) {
        const s = (weights === undefined ? 1 : weights[from + p]) / total;
        const u = (Y.data[from + p] - Z[p] - b) / sigma;
        const far = Math.abs(u) > epsilon;
        const slope = far ? 2 * epsilon * Math.sign(u) : 2 * u; //                 H'(u)
        cost += s * sigma * (1 + (far ? 2 * epsilon * Math.abs(u) - epsilon * epsilon : u * u));
        bySigma += s * (1 - (far ? epsilon * epsilon : u * u)); //                 1 + H(u) − u H'(u)
        byIntercept -= s * slope;
        Z[p] = -s * slope;
      }
    };
    const finish = (): number => {
      for (let j = 0; j < d; j++) {
        cost += penalty[j] * x[j] * x[j];
        gradient[j] += 2 * penalty[j] * x[j];
      }
      if (fitIntercept) gradient[d] = byIntercept;
      gradient[x.length - 1] = bySigma;
      return cost;
    };
    gradient.fill(0);
    return overBlocks(blocks, (block) => block.addGradient(x, 1, slopes, gradient), finish);
  };
}

/** About the second derivative of the cost in each parameter: 2 of columns and target of deviation 1, and what the penalty adds. */
export function curvatures({ penalty, start }: HuberProblem): Float64Array {
  return start.map((_, p) => 2 + (p < penalty.length ? 2 * penalty[p] : 0));
}

/** $y - X w - b$, in units of the problem. */
export function residualsOf({ samples: { n, X, Y }, columns: data, fitIntercept }: HuberProblem, x: Float64Array): Float64Array {
  const b = fitIntercept ? x[X.d] : 0;
  return Float64Array.from({ length: n }, (_, i) => Y.data[i] - linearCombination(b, x, 0, data, i * X.d, X.d));
}

/** A point of the search in the units of the data. */
export function stateOf(point: Workspace<OptimizeState>, problem: HuberProblem): HuberState {
  const { nIter, x, value: cost } = point.snapshot();
  return Object.freeze({ nIter, ...problem.inUnitsOfData(x), cost });
}
