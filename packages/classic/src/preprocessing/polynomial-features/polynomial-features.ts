import { featuresOf } from '../../estimator/columns.ts';
import type { Run } from '../../estimator/fit.ts';
import { matrixInPieces } from '../../estimator/input.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { Rule, Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import { Recipe } from '../../estimator/recipe.ts';
import { isBoolean } from '../../estimator/rules.ts';
import { PolynomialFeaturesModel } from './model.ts';

/** The options of {@link PolynomialFeatures}. */
export interface PolynomialFeaturesOptions {
  /** The largest degree, 0 or more, or the smallest and the largest. @defaultValue 2 */
  readonly degree?: number | readonly [number, number];
  /** Whether to leave out products in which a column comes twice: $x_0 x_1$, but not $x_0^2$. @defaultValue false */
  readonly interactionOnly?: boolean;
  /** Whether the first column shall be ones. A model with an intercept needs none. @defaultValue true */
  readonly includeBias?: boolean;
}

/** What `steps` shows: the fit has one step. */
export interface PolynomialFeaturesState {
  /** 1: there is one step. */
  readonly nIter: number;
  /** The names of the columns that come out. */
  readonly featureNamesOut: readonly string[];
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isDegree: Rule<number | readonly [number, number]> = {
  expected: 'a whole number, 0 or more, or [smallest, largest]',
  accepts: (value): value is number | readonly [number, number] =>
    isCount(value) || (Array.isArray(value) && value.length === 2 && value.every(isCount) && value[0] <= value[1]),
  copy: (value) => (typeof value === 'number' ? value : Object.freeze<[number, number]>([...value])),
};
const rules: Rules<Required<PolynomialFeaturesOptions>> = { degree: isDegree, interactionOnly: isBoolean, includeBias: isBoolean };

/**
 * The products of columns up to a degree: with them a linear model learns curves.
 *
 * $$ (x_0, x_1) \mapsto (1,\; x_0,\; x_1,\; x_0^2,\; x_0 x_1,\; x_1^2) \qquad \text{for degree 2} $$
 *
 * Shapes: X [n, d] → [n, $\binom{d + g}{g}$] for degree $g$; each product once, by rising degree.
 * Numerics: high powers of columns far from 0 differ by many orders of magnitude; bring the columns to one scale before.
 *
 * @throws DataError if X is empty, ragged or not finite, or powers overflow.
 * @throws OptionError for an unknown or wrong option, or for more than 16 million terms.
 * @example
 * import { PolynomialFeatures } from '@hml/classic/preprocessing';
 * const model = new PolynomialFeatures({ degree: 2 }).fit([[2, 3]]);
 * model.featureNamesOut // ['1', 'x0', 'x1', 'x0^2', 'x0 x1', 'x1^2']
 * model.transform([[2, 3]]).toArray() // [[1, 2, 3, 4, 6, 9]]
 */
export class PolynomialFeatures extends Recipe<PolynomialFeaturesState, PolynomialFeaturesModel> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<PolynomialFeaturesOptions>> = Object.freeze({
    degree: 2,
    interactionOnly: false,
    includeBias: true,
  });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<PolynomialFeaturesOptions>>;

  constructor(options: PolynomialFeaturesOptions = {}) {
    super();
    this.options = resolve('PolynomialFeatures', PolynomialFeatures.defaults, options, rules);
    Object.freeze(this);
  }

  protected override *run(X: MatrixLike): Run<PolynomialFeaturesState, PolynomialFeaturesModel> {
    const { degree, interactionOnly, includeBias } = this.options;
    const [minDegree, maxDegree] = typeof degree === 'number' ? [0, degree] : degree;
    const features = featuresOf(yield* matrixInPieces('PolynomialFeatures.fit', X));
    const model = new PolynomialFeaturesModel({ features, minDegree, maxDegree, interactionOnly, includeBias });
    yield { nIter: 1, maxIter: 1, snapshot: () => Object.freeze({ nIter: 1, featureNamesOut: model.featureNamesOut }) };
    return model;
  }
}
