import type { Matrix } from '@hml/tensor';
import { DataError } from '@hml/tensor';
import { checkOptions } from '@hml/tensor/extend';
import { ClassifierRecipe } from '../estimator/classifier-recipe.ts';
import type { Label } from '../estimator/labels.ts';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import type { WeightedFitOptions } from '../estimator/recipe.ts';
import { asWeights } from '../estimator/targets.ts';
import type { OnWarning } from '../estimator/warning.ts';
import { checkFittable, checkSplitter, scoreOf } from './checks.ts';
import type { Splitter } from './fold.ts';
import { checkLength, countRows } from './fold.ts';
import { KFold } from './k-fold.ts';
import type { Scorer } from './scorer.ts';
import type { ScorerName } from './scorers.ts';
import { scorerOf } from './scorers.ts';
import { StratifiedKFold } from './stratified-k-fold.ts';
import { takeRows } from './take-rows.ts';

/** What cross-validation asks of a model. */
export interface Scorable<L> {
  /** The predicted target of each row. */
  predict(X: MatrixLike): ArrayLike<L>;
  /** Probabilities of the classes, where the model knows them. */
  predictProba?(X: MatrixLike): Matrix;
  /** How sure the model is: of two classes a number per row, positive for the second; of more a column for each. */
  decisionFunction?(X: MatrixLike): Float64Array | Matrix;
  /** The classes of a classifier, sorted. */
  readonly classes?: readonly L[];
  /** The model's own score: accuracy or $R^2$. */
  score(X: MatrixLike, y: ArrayLike<L>): number;
}

/** What cross-validation asks of a recipe. */
export interface Fittable<L> {
  /** Learns `y` from `X`. */
  fit(X: MatrixLike, y: ArrayLike<L>, options?: WeightedFitOptions): Scorable<L>;
}

/** The type of targets of which some were written down: numbers rather than 1 and 2. */
export type Target<L extends Label> = L extends string ? string : L extends number ? number : L extends boolean ? boolean : L;

/** The options of {@link crossValScore}. */
export interface CrossValOptions<L extends Label> {
  /** How to split: a splitter, or the number of folds (stratified for classifiers). @defaultValue 5 */
  readonly cv?: Splitter | number;
  /**
   * The score of a model on the rows it has not seen, higher is better: a name ({@link getScorer} lists them) or a function.
   * @defaultValue the model's own: accuracy or $R^2$
   */
  readonly scoring?: ScorerName | Scorer<L>;
  /** Weights for the fits, one per sample. @defaultValue all 1 */
  readonly sampleWeight?: VectorLike;
  /** Where warnings of the fits go. @defaultValue the console, once per recipe and place */
  readonly onWarning?: OnWarning;
}

/**
 * Fits a recipe on all folds but one, scores it on that one, and so for each.
 *
 * Shapes: X [n, d], y [n] → one score per fold. Cost: as many fits as folds.
 *
 * @throws OptionError for an unknown or wrong option, a name that is no scoring, and if `recipe` is none.
 * @throws what the splitter, `fit` and `scoring` throw.
 * @example
 * import { LinearRegression } from '@hml/classic/linear';
 * import { crossValScore, KFold } from '@hml/classic/model-selection';
 * const X = [[0], [1], [2], [3], [4], [5]];
 * const y = [1, 3, 5, 7, 9, 11];
 * crossValScore(new LinearRegression(), X, y, { cv: new KFold({ nSplits: 3 }) }) // Float64Array [1, 1, 1]
 * crossValScore(new LinearRegression(), X, y, { cv: 3, scoring: 'negMaxError' }).every((score) => score > -1e-12) // true
 */
export function crossValScore<L extends Label>(
  recipe: Fittable<Target<L>>,
  X: MatrixLike,
  y: ArrayLike<L>,
  options?: CrossValOptions<Target<L>>,
): Float64Array;
export function crossValScore(
  recipe: Fittable<Label>,
  X: MatrixLike,
  y: ArrayLike<Label>,
  options: CrossValOptions<Label> = {},
): Float64Array {
  const where = 'crossValScore';
  checkOptions(where, options, ['cv', 'scoring', 'sampleWeight', 'onWarning']);
  const { cv = 5, scoring = ownScore, sampleWeight, onWarning } = options;
  checkFittable(where, recipe, y);
  const scorer = scorerOf(where, scoring);
  const warnings = onWarning === undefined ? {} : { onWarning };
  const n = countRows(where, X);
  checkLength(where, n, y.length);
  const weights = asWeights(where, sampleWeight, n);
  const scores: number[] = [];
  for (const { train, test } of splitterOf(recipe, cv).split(X, y)) {
    const fitOptions = {
      ...(weights === undefined ? {} : { sampleWeight: takeRows(weights, train) }),
      ...warnings,
    };
    const model = recipe.fit(takeRows(X, train), takeRows(y, train), fitOptions);
    const score = scoreOf(where, scorer, model, takeRows(X, test), takeRows(y, test), warnings);
    if (typeof score !== 'number' || Number.isNaN(score)) throw noScore(where, scores.length, score);
    scores.push(score);
  }
  return Float64Array.from(scores);
}

function splitterOf(recipe: object, cv: Splitter | number): Splitter {
  checkSplitter('crossValScore', cv);
  if (typeof cv !== 'number') return cv;
  return recipe instanceof ClassifierRecipe ? new StratifiedKFold({ nSplits: cv }) : new KFold({ nSplits: cv });
}

function ownScore<L>(model: Scorable<L>, X: MatrixLike, y: ArrayLike<L>): number {
  return model.score(X, y);
}

function noScore(where: string, fold: number, score: unknown): DataError {
  return new DataError({ where, what: 'scoring gave no number', expected: 'a number', got: `${String(score)} for fold ${fold}` });
}
