import type { Matrix } from '@hml/tensor';
import { DataError, wrap } from '@hml/tensor';
import type { Run } from '../../estimator/fit.ts';
import type { Label } from '../../estimator/labels.ts';
import { ascending } from '../../estimator/labels.ts';
import type { LabelledSamples } from '../../estimator/targets.ts';
import type { Moments } from '../../statistics/moments.ts';
import { mergeMoments, moments, variances } from '../../statistics/moments.ts';

/** All that Gaussian naive Bayes keeps of its data: sufficient statistics, so those of two batches can be merged. */
export interface ClassStatistics<L> {
  /** The labels, sorted. */
  readonly classes: readonly L[];
  /** How many columns there are. */
  readonly nFeatures: number;
  /** Of each class and column [nClasses, nFeatures]. */
  readonly byClass: Moments;
  /** Of each column over all rows, each row counting as one; what `varSmoothing` is relative to. */
  readonly overall: Moments;
}

/** What `steps` shows when the means and variances are there: the fit has one step. */
export interface GaussianNBState {
  /** 1: there is one step. */
  readonly nIter: number;
  /** The mean of each column within each class, [nClasses, nFeatures]. */
  readonly theta: Matrix;
  /** The variance of each column within each class, before smoothing, [nClasses, nFeatures]. */
  readonly var: Matrix;
}

/**
 * The statistics of one batch. Yields them, once they are there, as the one state of the fit. Cost: $O(nd)$, four passes over the data.
 *
 * @throws DataError if squares overflow.
 */
export function* classStatistics<L extends Label>(where: string, samples: LabelledSamples<L>): Run<GaussianNBState, ClassStatistics<L>> {
  const { X, classes, codes, weights } = samples;
  const [K, d] = [classes.length, X.nFeatures];
  const byClass = yield* moments(X, { codes, nGroups: K, weights });
  const overall = weights === undefined ? pooled(byClass, K, d) : yield* moments(X);
  check(where, byClass, d);
  const snapshot = (): GaussianNBState =>
    Object.freeze({ nIter: 1, theta: wrap(byClass.mean.slice(), [K, d]), var: wrap(variances(byClass), [K, d]) });
  yield { nIter: 1, maxIter: 1, snapshot };
  return { classes, nFeatures: d, byClass, overall };
}

/** The statistics of two batches as if they had been one; either may know classes that the other has not seen. */
export function mergeStatistics<L extends Label>(a: ClassStatistics<L>, b: ClassStatistics<L>): ClassStatistics<L> {
  const classes = [...new Set([...a.classes, ...b.classes])].sort(ascending);
  const byClass = mergeMoments(spread(a, classes), spread(b, classes));
  return { classes: Object.freeze(classes), nFeatures: a.nFeatures, byClass, overall: mergeMoments(a.overall, b.overall) };
}

/** The moments with a group for each of `classes`, empty where they are not among those of the statistics. */
function spread<L extends Label>({ classes: own, nFeatures: d, byClass }: ClassStatistics<L>, classes: readonly L[]): Moments {
  const place = (values: Float64Array): Float64Array => {
    const all = new Float64Array(classes.length * d);
    own.forEach((label, k) => {
      all.set(values.subarray(k * d, (k + 1) * d), classes.indexOf(label) * d);
    });
    return all;
  };
  return { weight: place(byClass.weight), mean: place(byClass.mean), squares: place(byClass.squares) };
}

/** The moments of all classes together. */
function pooled({ weight, mean, squares }: Moments, K: number, d: number): Moments {
  const group = (k: number): Moments => ({
    weight: weight.subarray(k * d, (k + 1) * d),
    mean: mean.subarray(k * d, (k + 1) * d),
    squares: squares.subarray(k * d, (k + 1) * d),
  });
  let all = group(0);
  for (let k = 1; k < K; k++) all = mergeMoments(all, group(k));
  return K === 1 ? { weight: all.weight.slice(), mean: all.mean.slice(), squares: all.squares.slice() } : all;
}

function check(where: string, { squares }: Moments, d: number): void {
  const q = squares.findIndex((value) => !Number.isFinite(value));
  if (q < 0) return;
  const got = `larger ones in column ${q % d}`;
  throw new DataError({ where, what: 'the squares of X overflow', expected: 'values below 1e150', got, fix: 'rescale X' });
}
