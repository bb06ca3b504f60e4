import { DataError, OptionError } from '@hml/tensor';
import { checkOptions, describeValue } from '@hml/tensor/extend';
import type { ModelsByLabel } from '../estimator/classifier-recipe.ts';
import { ClassifierRecipe } from '../estimator/classifier-recipe.ts';
import { featuresOf } from '../estimator/columns.ts';
import type { Run, Workspace } from '../estimator/fit.ts';
import { shownAs, Turns } from '../estimator/fit.ts';
import { designInPieces } from '../estimator/input.ts';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import { labelsInPieces } from '../estimator/labels.ts';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import type { WeightedFitOptions } from '../estimator/recipe.ts';
import { weightsInPieces } from '../estimator/targets.ts';
import { takeRows } from '../model-selection/take-rows.ts';
import type { BinaryModel, BinaryModels } from './binary-model.ts';
import { isBinaryModel, rowsOf } from './binary-model.ts';
import type { CombinedClassifierParts } from './combined-model.ts';

/** The options of {@link OneVsRestClassifier} and {@link OneVsOneClassifier}. */
export interface CombinedClassifierOptions {
  /** The recipe of a classifier that tells two classes apart, and says how sure it is. */
  readonly estimator: ClassifierRecipe<unknown, BinaryModels>;
}

/** What `steps` shows: one estimator after the other is fitted, and each shows its own steps. */
export interface CombinedClassifierState {
  /** Which estimator is being fitted, from 0. */
  readonly estimatorIndex: number;
  /** The state of its fit. */
  readonly estimatorState: unknown;
}

/** A question with two answers: is it class `positive`, rather than `negative`, or rather than any other. */
export interface Question {
  /** The class, by its number, whose samples are true. */
  readonly positive: number;
  /** The class whose samples are false. @defaultValue all others */
  readonly negative?: number;
}

/** A classifier of many classes that is made of classifiers of two. */
export abstract class CombinedClassifier<Models extends ModelsByLabel> extends ClassifierRecipe<CombinedClassifierState, Models> {
  /** The options of this recipe, frozen. */
  readonly options: Readonly<CombinedClassifierOptions>;

  constructor(name: string, options: CombinedClassifierOptions) {
    super();
    const where = `new ${name}`;
    checkOptions(where, options, ['estimator']);
    const { estimator } = { ...options }; // none at all are as good as empty ones: the error is the same
    if (!(estimator instanceof ClassifierRecipe)) {
      throw new OptionError({
        where,
        what: "option 'estimator' is out of range",
        expected: 'the recipe of a classifier',
        got: describeValue(estimator),
        fix: `${where}({ estimator: new ${nameOf(estimator)}() })`,
      });
    }
    this.options = Object.freeze({ estimator });
    Object.freeze(this);
  }

  /** What `fit` of the estimator takes. */
  protected override get fitOptions(): readonly string[] {
    return ClassifierRecipe.fitOptionsOf(this.options.estimator);
  }

  /** Fits an estimator to each of the questions that there are about so many classes. */
  protected *answers<L extends Label>(
    where: string,
    X: MatrixLike,
    y: LabelsLike<L>,
    { sampleWeight, onWarning }: WeightedFitOptions,
    questionsOf: (nClasses: number) => readonly Question[],
  ): Run<CombinedClassifierState, CombinedClassifierParts<L>> {
    const design = yield* designInPieces(where, X, { readOnly: true });
    const { classes, codes } = yield* labelsInPieces(where, y, design.nSamples, 'y', { minClasses: 2 });
    const weights = yield* weightsInPieces(where, sampleWeight, design.nSamples);
    const [all, numbers] = [rowsOf(design), Int32Array.from(codes.keys())];
    const questions = questionsOf(classes.length);
    const estimators: BinaryModel[] = [];
    const turns = new Turns(questions.length);
    for (const [estimatorIndex, { positive, negative }] of questions.entries()) {
      const rows = negative === undefined ? numbers : numbers.filter((i) => codes[i] === positive || codes[i] === negative);
      const labels = Array.from(rows, (i) => codes[i] === positive);
      const run = ClassifierRecipe.runOf(this.options.estimator, negative === undefined ? all : takeRows(all, rows), labels, {
        ...(weights === undefined ? {} : { sampleWeight: Float64Array.from(rows, (i) => weights[i]) }),
        ...(onWarning === undefined ? {} : { onWarning }),
      });
      const see = (inner: Workspace<unknown>): CombinedClassifierState =>
        Object.freeze({ estimatorIndex, estimatorState: inner.snapshot() });
      const estimator = yield* shownAs(run, see, turns);
      if (!isBinaryModel(estimator, design.nFeatures)) throw unsure(where);
      estimators.push(estimator);
    }
    return { classes, estimators, ...featuresOf(design) };
  }
}

/** The class that was given in place of a recipe of it, or one that would do. */
function nameOf(estimator: unknown): string {
  return typeof estimator === 'function' && estimator.prototype instanceof ClassifierRecipe ? estimator.name : 'LogisticRegression';
}

function unsure(where: string): DataError {
  return new DataError({
    where,
    what: 'the estimator does not say how sure it is',
    expected: 'an estimator whose models have decisionFunction or predictProba',
    got: 'one without',
  });
}
