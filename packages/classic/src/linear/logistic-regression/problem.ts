import type { Labels } from '../../estimator/labels.ts';
import type { DesignMatrix } from '../../estimator/matrix-like.ts';
import type { SparseDesign } from '../../estimator/sparse.ts';
import type { Block } from '../blocks.ts';

/** Logistic regression as it passed the border, with centred columns. */
export interface LogisticProblem {
  /** The samples, less the means of their columns unless `mean` tells these. */
  readonly X: DesignMatrix | SparseDesign;
  /** The class of each row. */
  readonly codes: Int32Array;
  /** The weights $s$, or undefined where every sample counts as one. */
  readonly weights: Float64Array | undefined;
  /** $S = \sum_i s_i$ */
  readonly total: number;
  /** Whether there is an intercept. */
  readonly fitIntercept: boolean;
  /** The means of the columns, where X still has them: they enter through the intercept. */
  readonly mean: Float64Array | undefined;
  /** $\lambda$: strength of the penalty on half the squares, in the mean cost. */
  readonly l2: number;
  /** The rows in blocks, where they have been cut already. */
  readonly blocks?: readonly Block[] | undefined;
}

/** The two classes of one question: the rest, and the class with this code. */
export function againstRest(codes: Int32Array, positive: number): Labels<boolean> {
  return { classes: [false, true], codes: codes.map((code) => Number(code === positive)) };
}

/** About the second derivative of the cost in each parameter, at the start: $\tfrac1K (1 - \tfrac1K) \operatorname{var} x_j + \lambda$. */
export function curvatures({ l2, fitIntercept }: LogisticProblem, variance: Float64Array, k: number): Float64Array {
  const K = Math.max(2, k);
  const share = (1 / K) * (1 - 1 / K);
  const columns = variance.map((value) => share * value + l2);
  const least = 1e-12 * columns.reduce((a, b) => Math.max(a, b), share);
  const d = columns.length;
  const diagonal = new Float64Array(k * d + (fitIntercept ? k : 0)).fill(share);
  for (let p = 0; p < k * d; p++) diagonal[p] = Math.max(least, columns[p % d]);
  return diagonal;
}
