import { featuresOf } from '../../estimator/columns.ts';
import type { Run } from '../../estimator/fit.ts';
import { matrixInPieces } from '../../estimator/input.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import { Recipe } from '../../estimator/recipe.ts';
import { integerFrom, isBoolean, numberAbove } from '../../estimator/rules.ts';
import { SinusoidFeaturesModel } from './model.ts';

/** The options of {@link SinusoidFeatures}. */
export interface SinusoidFeaturesOptions {
  /** The largest multiple of the base frequency, 1 or more. @defaultValue 1 */
  readonly degree?: number;
  /** The period of the base frequency, in units of the columns, above 0. @defaultValue 2π, with which column k is $\sin kx$ */
  readonly period?: number;
  /** Whether cosines come beside the sines: only both together can follow a wave of any phase. @defaultValue false */
  readonly includeCosine?: boolean;
}

/** What `steps` shows: the fit has one step. */
export interface SinusoidFeaturesState {
  /** 1: there is one step. */
  readonly nIter: number;
  /** The names of the columns that come out. */
  readonly featureNamesOut: readonly string[];
}

const rules: Rules<Required<SinusoidFeaturesOptions>> = { degree: integerFrom(1), period: numberAbove(0), includeCosine: isBoolean };

/**
 * Sines of multiples of each column, and cosines if wanted: with them a linear model learns what repeats.
 *
 * $$ x \mapsto \Bigl(\sin\frac{2\pi k x}{P},\; \cos\frac{2\pi k x}{P}\Bigr)_{k = 1, \dots, g} $$
 *
 * Shapes: X [n, d] → [n, g d], or [n, 2 g d] with cosines; by rising multiple, within it by column.
 * The columns themselves do not come out: stack them beside where they are wanted.
 *
 * @throws DataError if X is empty, ragged or not finite.
 * @throws OptionError for an unknown or wrong option, or for more than 16 million columns.
 * @example
 * import { SinusoidFeatures } from '@hml/classic/preprocessing';
 * const model = new SinusoidFeatures({ degree: 2, period: 12, includeCosine: true }).fit({ month: [0, 3] });
 * model.featureNamesOut // ['sin(2π month/12)', 'cos(2π month/12)', 'sin(4π month/12)', 'cos(4π month/12)']
 * model.transform([[0], [3]]).toArray() // [[0, 1, 0, 1], [1, 0.0000…, 0.0000…, -1]]
 */
export class SinusoidFeatures extends Recipe<SinusoidFeaturesState, SinusoidFeaturesModel> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<SinusoidFeaturesOptions>> = Object.freeze({
    degree: 1,
    period: 2 * Math.PI,
    includeCosine: false,
  });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<SinusoidFeaturesOptions>>;

  constructor(options: SinusoidFeaturesOptions = {}) {
    super();
    this.options = resolve('SinusoidFeatures', SinusoidFeatures.defaults, options, rules);
    Object.freeze(this);
  }

  protected override *run(X: MatrixLike): Run<SinusoidFeaturesState, SinusoidFeaturesModel> {
    const features = featuresOf(yield* matrixInPieces('SinusoidFeatures.fit', X));
    const model = new SinusoidFeaturesModel({ features, ...this.options });
    yield { nIter: 1, maxIter: 1, snapshot: () => Object.freeze({ nIter: 1, featureNamesOut: model.featureNamesOut }) };
    return model;
  }
}
