import type { Matrix } from '@hml/tensor';
import { DataError, log, wrap } from '@hml/tensor';
import { ProbabilisticClassifierModel } from '../../estimator/classifier.ts';
import type { FeatureInfo } from '../../estimator/columns.ts';
import { columnText } from '../../estimator/columns.ts';
import { asMatrix } from '../../estimator/input.ts';
import type { FeaturesJson, JsonNumber, ModelJson } from '../../estimator/json.ts';
import { featuresToJson, numbersToJson, numberToJson, openModel, wrongField } from '../../estimator/json.ts';
import { readClasses, readColumns, readNonNegative, readNumber, readNumbers, readPositive } from '../../estimator/json-fields.ts';
import type { Label } from '../../estimator/labels.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import { variances } from '../../statistics/moments.ts';
import type { ClassStatistics } from './class-statistics.ts';

const kind = 'GaussianNBModel';
const version = 1;

/** A saved {@link GaussianNBModel}: the statistics of its data, from which all else follows. */
export interface GaussianNBJson extends ModelJson, FeaturesJson {
  readonly kind: 'GaussianNBModel';
  /** The labels, sorted. */
  readonly classes: readonly Label[];
  /** The probability of each class before anything is known of a row. */
  readonly classPrior: readonly JsonNumber[];
  /** The weight of each class. */
  readonly classCount: readonly JsonNumber[];
  /** The means, class by class. */
  readonly theta: readonly JsonNumber[];
  /** The sums of squared deviations from them. */
  readonly squares: readonly JsonNumber[];
  /** How many rows there were. */
  readonly nSamplesSeen: JsonNumber;
  /** The means of the columns over all rows. */
  readonly mean: readonly JsonNumber[];
  /** The sums of squared deviations from those. */
  readonly totalSquares: readonly JsonNumber[];
  /** The part of the largest variance that was added to all. */
  readonly varSmoothing: JsonNumber;
}

/** What a {@link GaussianNBModel} is made of. */
export interface GaussianNBParts<L> {
  /** The columns of `fit`. */
  readonly features: FeatureInfo;
  /** What was kept of the data. */
  readonly statistics: ClassStatistics<L>;
  /** $P(k)$ of each class. */
  readonly classPrior: Float64Array;
  /** The part of the largest variance that is added to all. */
  readonly varSmoothing: number;
}

/**
 * Gaussian naive Bayes, fitted.
 *
 * $$ \log P(k) - \tfrac12 \sum_j \Bigl( \log 2\pi\sigma_{kj}^2 + \frac{(x_j - \theta_{kj})^2}{\sigma_{kj}^2} \Bigr) $$
 *
 * @example
 * import { GaussianNB, GaussianNBModel } from '@hml/classic/naive-bayes';
 * const model = new GaussianNB().fit([[1], [2], [8], [9]], ['low', 'low', 'high', 'high']);
 * GaussianNBModel.fromJSON(JSON.parse(JSON.stringify(model))).predict([[3]]) // ['low']
 */
export class GaussianNBModel<L extends Label> extends ProbabilisticClassifierModel<L> {
  /** The `kind` of its saved models. */
  static readonly kind: 'GaussianNBModel' = kind;
  /** The mean $\theta_{kj}$ of each column within each class, [nClasses, nFeatures]. */
  readonly theta: Matrix;
  /** The variance $\sigma_{kj}^2$ of each column within each class, `epsilon` included, [nClasses, nFeatures]. */
  readonly var: Matrix;
  /** What was added to every variance: `varSmoothing` times the largest variance of a column. */
  readonly epsilon: number;
  /** The probability $P(k)$ of each class before anything is known of a row, [nClasses]. A copy. */
  readonly classPrior: Float64Array;
  /** How many samples each class had, by weight, [nClasses]. A copy. */
  readonly classCount: Float64Array;
  readonly #parts: GaussianNBParts<L>;
  readonly #var: Float64Array;
  readonly #constants: Float64Array;

  constructor(parts: GaussianNBParts<L>, where: string = `new ${kind}`) {
    const { features, statistics, classPrior, varSmoothing } = parts;
    super({ ...features, classes: statistics.classes });
    const [K, d] = [this.classes.length, this.nFeaturesIn];
    const largest = variances(statistics.overall).reduce((a, b) => Math.max(a, b));
    this.epsilon = varSmoothing * (largest || 1); // where no column varies, any variance will do
    this.#parts = { ...parts, classPrior: classPrior.slice() };
    this.#var = variances(statistics.byClass).map((value) => value + this.epsilon);
    this.#constants = logNormalizers(this.#var, classPrior, d);
    this.theta = wrap(statistics.byClass.mean.slice(), [K, d]);
    this.var = wrap(this.#var.slice(), [K, d]);
    this.classPrior = classPrior;
    this.classCount = Float64Array.from({ length: K }, (_, k) => statistics.byClass.weight[k * d]);
    checkVariances(where, this.#var, this);
    Object.freeze(this);
  }

  protected override get kind(): 'GaussianNBModel' {
    return kind;
  }

  /** What was kept of the data, for `partialFit`. @internal */
  get statistics(): ClassStatistics<L> {
    return this.#parts.statistics;
  }

  /**
   * The logarithms of the joint probability density of each row and each class, $\log P(k) + \log p(x \mid k)$:
   * X [nSamples, nFeatures] → [nSamples, nClasses].
   */
  predictJointLogProba(X: MatrixLike): Matrix {
    const scores = this.classScores(`${kind}.predictJointLogProba`, X);
    return wrap(scores, [scores.length / this.classes.length, this.classes.length]);
  }

  protected override classScores(where: string, X: MatrixLike): Float64Array {
    const { data, nSamples: n, nFeatures: d } = asMatrix(where, X, { features: this });
    const K = this.classes.length;
    const theta = this.#parts.statistics.byClass.mean;
    const scores = new Float64Array(n * K);
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < K; k++) {
        let distance = 0;
        for (let j = 0, p = i * d, q = k * d; j < d; j++, p++, q++) {
          const deviation = data[p] - theta[q];
          distance += (deviation * deviation) / this.#var[q];
        }
        scores[i * K + k] = this.#constants[k] - 0.5 * Math.min(distance, Number.MAX_VALUE); // finite also where squares overflow
      }
    }
    return scores;
  }

  override toJSON(): GaussianNBJson {
    const { statistics, classPrior, varSmoothing } = this.#parts;
    const { byClass, overall } = statistics;
    return {
      hml: 1,
      kind,
      version,
      ...featuresToJson(this),
      classes: this.classes,
      classPrior: numbersToJson(classPrior),
      classCount: numbersToJson(byClass.weight.filter((_, q) => q % this.nFeaturesIn === 0)),
      theta: numbersToJson(byClass.mean),
      squares: numbersToJson(byClass.squares),
      nSamplesSeen: numberToJson(overall.weight[0]),
      mean: numbersToJson(overall.mean),
      totalSquares: numbersToJson(overall.squares),
      varSmoothing: numberToJson(varSmoothing),
    };
  }

  /** The model from what `toJSON` gave; its labels are of the type that they had. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): GaussianNBModel<Label> {
    const saved = openModel(json, kind, version, fields);
    const classes = readClasses(saved);
    const features = readColumns(saved);
    const [K, d] = [classes.length, features.nFeaturesIn];
    const counts = readNonNegative(saved, 'classCount', K);
    const rows = readPositive(saved, 'nSamplesSeen');
    const [mean, squares] = [readNumbers(saved, 'theta', K * d), readNonNegative(saved, 'squares', K * d)]; // d is what it says it is
    const byClass = { weight: mean.map((_, q) => counts[Math.floor(q / d)]), mean, squares };
    const overall = {
      weight: new Float64Array(d).fill(rows),
      mean: readNumbers(saved, 'mean', d),
      squares: readNonNegative(saved, 'totalSquares', d),
    };
    const varSmoothing = readNumber(saved, 'varSmoothing');
    if (varSmoothing < 0) throw wrongField(saved, 'varSmoothing', 'a number, 0 or more', varSmoothing);
    const classPrior = readNonNegative(saved, 'classPrior', K);
    const sum = classPrior.reduce((total, prior) => total + prior, 0);
    if (!(Math.abs(sum - 1) <= 1e-8)) throw wrongField(saved, 'classPrior', 'probabilities that add up to 1', [...classPrior]);
    const statistics = { classes, nFeatures: d, byClass, overall };
    return new GaussianNBModel({ features, statistics, classPrior, varSmoothing }, saved.where);
  }
}

const fields = [
  ...['nFeaturesIn', 'featureNamesIn', 'classes', 'classPrior', 'classCount', 'theta', 'squares'],
  ...['nSamplesSeen', 'mean', 'totalSquares', 'varSmoothing'],
];

/** $\log P(k) - \frac12 \sum_j \log 2\pi\sigma_{kj}^2$ of each class. */
function logNormalizers(variance: Float64Array, classPrior: Float64Array, d: number): Float64Array {
  const logs = log(wrap(variance.map((value) => 2 * Math.PI * value))).toTypedArray();
  const priors = log(wrap(classPrior.slice())).toTypedArray();
  return classPrior.map((_, k) => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += logs[k * d + j];
    return priors[k] - 0.5 * sum;
  });
}

function checkVariances(where: string, variance: Float64Array, { classes, nFeaturesIn: d, featureNamesIn }: GaussianNBModel<Label>): void {
  const q = variance.findIndex((value) => !(value > 0 && value < Infinity));
  if (q < 0) return;
  throw new DataError({
    where,
    what: `${columnText(q % d, featureNamesIn)} does not vary within the class ${String(classes[Math.floor(q / d)])}`,
    expected: 'variances above 0',
    got: String(variance[q]),
    fix: 'varSmoothing above 0, as by default',
  });
}
