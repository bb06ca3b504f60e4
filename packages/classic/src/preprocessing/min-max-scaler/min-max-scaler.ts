import { DataError } from '@hml/tensor';
import { checkModel } from '../../estimator/check-model.ts';
import { featuresOf } from '../../estimator/columns.ts';
import type { Run } from '../../estimator/fit.ts';
import { matrixInPieces } from '../../estimator/input.ts';
import type { DesignMatrix, MatrixLike } from '../../estimator/matrix-like.ts';
import type { Rule, Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import type { FitOptions } from '../../estimator/recipe.ts';
import { Recipe } from '../../estimator/recipe.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { byRows, drain } from '../../estimator/rows.ts';
import { isBoolean } from '../../estimator/rules.ts';
import { isSparse } from '../../estimator/sparse.ts';
import { MinMaxScalerModel, rangeOfZeros } from './model.ts';

/** The options of {@link MinMaxScaler}. */
export interface MinMaxScalerOptions {
  /** What the smallest and the largest value of each column become; the first below the second. @defaultValue [0, 1] */
  readonly featureRange?: readonly [number, number];
  /** Whether `transform` cuts off what lies outside the range of `fit`. @defaultValue false */
  readonly clip?: boolean;
}

/** What `steps` shows once the extremes are there: the fit has one step. */
export interface MinMaxScalerState {
  /** 1: there is one step. */
  readonly nIter: number;
  /** The smallest value of each column. */
  readonly dataMin: Float64Array;
  /** The largest value of each column. */
  readonly dataMax: Float64Array;
}

const isRange: Rule<readonly [number, number]> = {
  expected: 'two numbers, the first below the second',
  accepts: (value): value is readonly [number, number] =>
    Array.isArray(value) && value.length === 2 && value.every((end) => Number.isFinite(end)) && value[0] < value[1],
  copy: ([low, high]) => Object.freeze<[number, number]>([low, high]),
};
const rules: Rules<Required<MinMaxScalerOptions>> = { featureRange: isRange, clip: isBoolean };

/**
 * Brings each column to a given range, by the smallest and the largest value of the rows it was fitted on.
 *
 * $$ z_{ij} = a + (x_{ij} - m_j)\,\frac{b - a}{M_j - m_j}, \qquad m_j = \min_i x_{ij}, \quad M_j = \max_i x_{ij} $$
 *
 * Shapes: X [n, d] → `dataMin`, `dataMax`, `dataRange`, `scale`, `min` [d]; `transform`: [m, d] → [m, d].
 * Numerics: a constant column, of a range below $10\epsilon = 2.2 \cdot 10^{-15}$ as in scikit-learn, is shifted to $a$ and not scaled; columns in such small
 * units need larger ones first. NaN counts as missing: left out of the extremes, kept by `transform`.
 * One outlier moves all other values together. Cost: $O(nd)$.
 *
 * @throws DataError if X is empty, ragged or infinite.
 * @throws ShapeError if X is sparse: the range moves its zeros.
 * @throws OptionError for an unknown or wrong option.
 * @example
 * import { MinMaxScaler } from '@hml/classic/preprocessing';
 * const scaler = new MinMaxScaler().fit([[1, 10], [3, 30]]);
 * scaler.transform([[2, 10], [5, 20]]).toArray() // [[0.5, 0], [2, 0.5]]
 * new MinMaxScaler({ clip: true }).fit([[1], [3]]).transform([[5]]).toArray() // [[1]]
 */
export class MinMaxScaler extends Recipe<MinMaxScalerState, MinMaxScalerModel> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<MinMaxScalerOptions>> = Object.freeze({
    featureRange: Object.freeze<[number, number]>([0, 1]),
    clip: false,
  });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<MinMaxScalerOptions>>;

  constructor(options: MinMaxScalerOptions = {}) {
    super();
    this.options = resolve('MinMaxScaler', MinMaxScaler.defaults, options, rules);
    Object.freeze(this);
  }

  protected override run(X: MatrixLike): Run<MinMaxScalerState, MinMaxScalerModel> {
    return this.#learn('MinMaxScaler.fit', X);
  }

  /**
   * The model of all batches so far: of this one, and of those that `model` has seen. It is what `fit` on all rows at once would give.
   *
   * @throws what `fit` throws, and ShapeError if the columns are not those of `model`.
   * @example
   * import { MinMaxScaler } from '@hml/classic/preprocessing';
   * const recipe = new MinMaxScaler();
   * recipe.partialFit([[5], [7]], recipe.partialFit([[1], [3]])).dataMax // Float64Array [7]
   */
  partialFit(X: MatrixLike, model?: MinMaxScalerModel, options: FitOptions = {}): MinMaxScalerModel {
    this.checkFit('partialFit', options);
    checkModel('MinMaxScaler.partialFit', model, MinMaxScalerModel);
    return drain(this.#learn('MinMaxScaler.partialFit', X, model));
  }

  *#learn(where: string, matrix: MatrixLike, model?: MinMaxScalerModel): Run<MinMaxScalerState, MinMaxScalerModel> {
    if (isSparse(matrix)) throw rangeOfZeros(where);
    const X = yield* matrixInPieces(where, matrix, { allowNaN: true, features: model });
    const [dataMin, dataMax] = yield* extremes(X, model);
    yield { nIter: 1, maxIter: 1, snapshot: () => Object.freeze({ nIter: 1, dataMin: dataMin.slice(), dataMax: dataMax.slice() }) };
    const j = dataMin.findIndex((low, column) => !Number.isFinite(dataMax[column] - low) && low <= dataMax[column]);
    if (j >= 0) throw tooWide(where, j);
    const nSamplesSeen = X.nSamples + (model?.nSamplesSeen ?? 0);
    return new MinMaxScalerModel({ features: featuresOf(X, model), dataMin, dataMax, nSamplesSeen, ...this.options });
  }
}

/** The smallest and the largest value of each column, those of `model` included; infinities where all values are missing. */
function* extremes(
  { data, nSamples, nFeatures: d }: DesignMatrix,
  model?: MinMaxScalerModel,
): Ticks<readonly [Float64Array, Float64Array]> {
  const low = model?.dataMin.slice() ?? new Float64Array(d).fill(Infinity);
  const high = model?.dataMax.slice() ?? new Float64Array(d).fill(-Infinity);
  yield* byRows(nSamples, 4 * d, (from, to) => {
    for (let i = from, p = from * d; i < to; i++) {
      for (let j = 0; j < d; j++, p++) {
        if (data[p] < low[j]) low[j] = data[p]; // false for NaN
        if (data[p] > high[j]) high[j] = data[p];
      }
    }
  });
  return [low, high];
}

function tooWide(where: string, j: number): DataError {
  const what = `the range of column ${j} overflows`;
  return new DataError({ where, what, expected: 'values below 1e307', got: 'larger ones', fix: `rescale column ${j}` });
}
