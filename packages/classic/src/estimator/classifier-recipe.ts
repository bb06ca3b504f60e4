import type { AsyncOptions, Run } from './fit.ts';
import { drainPolitely, Fit } from './fit.ts';
import type { Label, LabelsLike, NumericLabels } from './labels.ts';
import type { MatrixLike } from './matrix-like.ts';
import type { FitOptions, WeightedFitOptions } from './recipe.ts';
import { AnyRecipe } from './recipe.ts';
import { drain } from './rows.ts';

/**
 * Which model a classifier gives for which labels. TypeScript cannot pass `MyModel` itself, a type that waits for another, to a class; this
 * interface stands in for it, and `this['label']` is where the labels' type goes in:
 *
 * ```
 * interface MyModels extends ModelsByLabel { readonly model: MyModel<this['label']> }
 * type OfTexts = ModelFor<MyModels, string>; // MyModel<string>
 * ```
 */
export interface ModelsByLabel {
  /** The type of the labels. */
  readonly label: Label;
  /** The model for them. */
  readonly model: unknown;
}

/** Says of which type the labels are. */
export interface OfLabel<L extends Label> {
  /** The type of the labels. */
  readonly label: L;
}

/** The model that a classifier gives for labels of type `L`. */
export type ModelFor<Models extends ModelsByLabel, L extends Label> = (Models & OfLabel<L>)['model'];

/**
 * A recipe that learns labels from samples: strings in, strings out. In all else a `Recipe`; a subclass writes `run`.
 *
 * Labels may be texts, whole numbers or booleans, and the model's type knows which: `predict` of a model that was fitted on strings gives
 * strings.
 */
export abstract class ClassifierRecipe<
  State,
  Models extends ModelsByLabel,
  Options extends FitOptions = WeightedFitOptions,
> extends AnyRecipe {
  /** Learns from `X` [nSamples, nFeatures] and `y`, one label per row of `X`, and returns the model. */
  fit<L extends Label>(X: MatrixLike, y: ArrayLike<L>, options?: Partial<Options>): ModelFor<Models, L>;
  fit(X: MatrixLike, y: NumericLabels, options?: Partial<Options>): ModelFor<Models, number>;
  fit<L extends Label>(X: MatrixLike, y: LabelsLike<L>, options: Partial<Options> = {}): ModelFor<Models, L> {
    this.checkFit('fit', options);
    return drain(this.run(X, y, options));
  }

  /** The same fit, one iteration at a time. */
  steps<L extends Label>(X: MatrixLike, y: ArrayLike<L>, options?: Partial<Options>): Fit<State, ModelFor<Models, L>>;
  steps(X: MatrixLike, y: NumericLabels, options?: Partial<Options>): Fit<State, ModelFor<Models, number>>;
  steps<L extends Label>(X: MatrixLike, y: LabelsLike<L>, options: Partial<Options> = {}): Fit<State, ModelFor<Models, L>> {
    this.checkFit('steps', options);
    return new Fit(this.run(X, y, options));
  }

  /**
   * The same fit without blocking: it pauses for the event loop, reports progress and can be aborted. Many rows are read with pauses too, so
   * the data must stay as they are until the promise settles.
   */
  fitAsync<L extends Label>(X: MatrixLike, y: ArrayLike<L>, options?: Partial<Options> & AsyncOptions<State>): Promise<ModelFor<Models, L>>;
  fitAsync(X: MatrixLike, y: NumericLabels, options?: Partial<Options> & AsyncOptions<State>): Promise<ModelFor<Models, number>>;
  async fitAsync<L extends Label>(
    X: MatrixLike,
    y: LabelsLike<L>,
    options: Partial<Options> & AsyncOptions<State> = {},
  ): Promise<ModelFor<Models, L>> {
    this.checkFitAsync(options);
    return drainPolitely(this.run(X, y, options), options);
  }

  /** The run of a recipe that this one is made of: its ticks and states become this one's. */
  protected static runOf<State, Models extends ModelsByLabel, Options extends FitOptions, L extends Label>(
    recipe: ClassifierRecipe<State, Models, Options>,
    X: MatrixLike,
    y: LabelsLike<L>,
    options: Partial<Options>,
  ): Run<State, ModelFor<Models, L>> {
    return recipe.run(X, y, options);
  }

  /** The options that `fit` of a recipe takes that this one is made of. */
  protected static fitOptionsOf(recipe: ClassifierRecipe<unknown, ModelsByLabel>): readonly string[] {
    return recipe.fitOptions;
  }

  /** The algorithm: checks the data, yields its workspace after each iteration, returns the model. */
  protected abstract run<L extends Label>(X: MatrixLike, y: LabelsLike<L>, options: Partial<Options>): Run<State, ModelFor<Models, L>>;
}
