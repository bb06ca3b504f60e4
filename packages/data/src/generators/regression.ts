import type { Matrix, Random } from '@hml/tensor';
import { normal, uniform, wrap } from '@hml/tensor';
import { type Filled, withDefaults } from '@hml/tensor/extend';
import { lowRankMatrix } from './low-rank.ts';
import type { GeneratorOptions } from './options.ts';
import { checkCount, checkNumber, seeded } from './options.ts';
import { columnsIn, orderOf, rowsIn } from './points.ts';

/** Options of {@link makeRegression}. */
export interface RegressionOptions extends GeneratorOptions {
  /** How many samples. @defaultValue 100 */
  readonly nSamples?: number;
  /** How many features. @defaultValue 100 */
  readonly nFeatures?: number;
  /** How many features the targets depend on; the others have coefficients of 0. @defaultValue 10, at most all */
  readonly nInformative?: number;
  /** How many targets. @defaultValue 1 */
  readonly nTargets?: number;
  /** The targets where all features are 0. @defaultValue 0 */
  readonly bias?: number;
  /** About how many directions the features vary in; without it they are independent. @defaultValue undefined */
  readonly effectiveRank?: number;
  /** The share of the other directions, from 0 to 1, beside an `effectiveRank`. @defaultValue 0.5 */
  readonly tailStrength?: number;
  /** The standard deviation of normal noise in the targets. @defaultValue 0 */
  readonly noise?: number;
}

/** {@link RegressionOptions} for one target. */
export interface SingleTarget extends RegressionOptions {
  /** One target, or left out. */
  readonly nTargets?: 1;
}

/** A generated linear relation with one target. */
export interface Regression {
  /** The samples [nSamples, nFeatures]. */
  readonly X: Matrix<'float64'>;
  /** The targets [nSamples]. */
  readonly y: Float64Array;
  /** The coefficients that the targets were made with: [nFeatures]. */
  readonly coef: Float64Array;
}

/** A generated linear relation with several targets. */
export interface MultiTargetRegression {
  /** The samples [nSamples, nFeatures]. */
  readonly X: Matrix<'float64'>;
  /** The targets [nSamples, nTargets]. */
  readonly y: Matrix<'float64'>;
  /** The coefficients that the targets were made with: [nTargets, nFeatures]. */
  readonly coef: Matrix<'float64'>;
}

/**
 * A linear relation with noise, of which the coefficients are known.
 *
 * $$ y = X w + b + \varepsilon, \qquad w_j \sim \mathcal U(0, 100) \text{ for the informative features, else } 0 $$
 *
 * Shapes: `X` [nSamples, nFeatures] of the standard normal distribution, or of about `effectiveRank`; `y` [nSamples] and `coef` [nFeatures], or
 * with several targets `y` [nSamples, nTargets] and `coef` [nTargets, nFeatures].
 *
 * @throws OptionError for an unknown option or a value out of range.
 * @example
 * import { makeRegression } from '@hml/data/generators';
 * const { X, y, coef } = makeRegression({ nSamples: 50, nFeatures: 4, nInformative: 2 });
 * X.shape // [50, 4]
 * coef.filter((w) => w !== 0).length // 2
 * const first = coef.reduce((sum, w, j) => sum + w * X.at(0, j).item(), 0);
 * Math.abs(first - y[0]) < 1e-9 // true
 */
export function makeRegression(options?: SingleTarget): Regression;
export function makeRegression(options: RegressionOptions): Regression | MultiTargetRegression;
export function makeRegression(options: RegressionOptions = {}): Regression | MultiTargetRegression {
  const settings = withDefaults(where, defaults, options);
  check(settings);
  const { nSamples: n, nFeatures: d, nTargets: k, bias, noise, shuffle, randomState } = settings;
  const rng = seeded(where, randomState);
  const features = shuffle ? orderOf(d, rng.split(streams.features)) : Int32Array.from({ length: d }, (_, j) => j);
  const samples = shuffle ? orderOf(n, rng.split(streams.samples)) : Int32Array.from({ length: n }, (_, i) => i);
  const drawn = featuresOf(settings, rng.split(streams.X));
  const informative = Math.min(settings.nInformative, d);
  const weights = uniform(rng.split(streams.coef), [k * informative], { high: 100 }).toTypedArray();
  const errors = noise > 0 ? normal(rng.split(streams.noise), [n * k], { std: noise }).toTypedArray() : new Float64Array(n * k);
  const targets = errors.map((error, at) => {
    const [i, o] = [Math.floor(at / k), at % k];
    let sum = 0;
    for (let j = 0; j < informative; j++) sum += drawn[i * d + j] * weights[o * informative + j];
    return sum + bias + error;
  });
  const all = Float64Array.from({ length: k * d }, (_, at) =>
    at % d < informative ? weights[Math.floor(at / d) * informative + (at % d)] : 0,
  );
  const coef = columnsIn(features, all);
  const X = wrap(rowsIn(samples, columnsIn(features, drawn), d), [n, d]);
  const y = rowsIn(samples, targets, k);
  return Object.freeze(k === 1 ? { X, y, coef } : { X, y: wrap(y, [n, k]), coef: wrap(coef, [k, d]) });
}

const where = 'makeRegression';
const streams = { X: 0, coef: 1, noise: 2, samples: 3, features: 4 };
const defaults = {
  nSamples: 100,
  nFeatures: 100,
  nInformative: 10,
  nTargets: 1,
  bias: 0,
  effectiveRank: undefined,
  tailStrength: 0.5,
  noise: 0,
  shuffle: true,
  randomState: 0,
};

type Settings = Filled<RegressionOptions, typeof defaults>;

function featuresOf({ nSamples, nFeatures, effectiveRank, tailStrength }: Settings, rng: Random): Float64Array {
  const X =
    effectiveRank === undefined ? normal(rng, [nSamples, nFeatures]) : lowRankMatrix(nSamples, nFeatures, effectiveRank, tailStrength, rng);
  return X.toTypedArray();
}

function check({ nSamples, nFeatures, nInformative, nTargets, bias, effectiveRank, tailStrength, noise }: Settings): void {
  checkCount(where, 'nSamples', nSamples, 1);
  checkCount(where, 'nFeatures', nFeatures, 1);
  checkCount(where, 'nInformative', nInformative, 0);
  checkCount(where, 'nTargets', nTargets, 1);
  if (effectiveRank !== undefined) checkCount(where, 'effectiveRank', effectiveRank, 1);
  checkNumber(where, 'tailStrength', tailStrength, 0, 1);
  checkNumber(where, 'bias', bias);
  checkNumber(where, 'noise', noise, 0);
}
