import { checkOptions } from '@hml/tensor/extend';
import type { AsyncOptions, Run } from './fit.ts';
import { drainPolitely, Fit } from './fit.ts';
import type { MatrixLike, VectorLike } from './matrix-like.ts';
import { drain } from './rows.ts';
import type { OnWarning, Warning } from './warning.ts';
import { consoleOnce } from './warning.ts';

/** What `fit`, `steps` and `fitAsync` of every recipe take beside the data. */
export interface FitOptions {
  /** Where warnings go. @defaultValue the console, once per recipe and place */
  readonly onWarning?: OnWarning;
}

/** What a recipe that learns from targets takes beside them. */
export interface SupervisedFitOptions extends FitOptions {
  /** Weights $w_i \ge 0$, one per sample: weight 2 is the sample given twice, weight 0 the sample left out. @defaultValue all 1 */
  readonly sampleWeight?: VectorLike;
}

const ofFit = ['onWarning'];
const ofSupervised = ['sampleWeight', ...ofFit];
const ofAsync = ['signal', 'onProgress'];

/** What every recipe has: its warnings' default destination. */
abstract class AnyRecipe {
  readonly #console: OnWarning = consoleOnce();

  /** Hands a warning to the caller of `fit`, or to the console. */
  protected warn(warning: Warning, { onWarning = this.#console }: FitOptions): void {
    onWarning(warning);
  }
}

/**
 * A recipe that learns from samples alone (clusters, components, transformations): immutable options, and three ways to run one algorithm.
 *
 * A subclass writes `run`, the algorithm as a generator, and gets `fit`, `steps` and `fitAsync`, which cannot disagree.
 *
 * @example
 * import type { MatrixLike, Run } from '@hml/classic';
 * import { asMatrix, Recipe } from '@hml/classic';
 * class RowCount extends Recipe<number, { readonly rows: number }> {
 *   protected override *run(X: MatrixLike): Run<number, { readonly rows: number }> {
 *     const { nSamples } = asMatrix('RowCount.fit', X);
 *     yield { nIter: 1, maxIter: 1, snapshot: () => nSamples };
 *     return { rows: nSamples };
 *   }
 * }
 * new RowCount().fit([[1], [2], [3]]).rows // 3
 * [...new RowCount().steps([[1], [2]])] // [2]
 */
export abstract class Recipe<State, Model> extends AnyRecipe {
  /** Learns from `X` [nSamples, nFeatures] and returns the model. */
  fit(X: MatrixLike, options: FitOptions = {}): Model {
    checkOptions('fit', options, ofFit);
    return drain(this.run(X, options));
  }

  /** The same fit, one iteration at a time. */
  steps(X: MatrixLike, options: FitOptions = {}): Fit<State, Model> {
    checkOptions('steps', options, ofFit);
    return new Fit(this.run(X, options));
  }

  /**
   * The same fit without blocking: it pauses for the event loop, reports progress and can be aborted. Many rows are read with pauses too, so
   * the data must stay as they are until the promise settles.
   */
  async fitAsync(X: MatrixLike, options: FitOptions & AsyncOptions<State> = {}): Promise<Model> {
    checkOptions('fitAsync', options, [...ofFit, ...ofAsync]);
    return drainPolitely(this.run(X, options), options);
  }

  /** The algorithm: checks the data, yields its workspace after each iteration, returns the model. */
  protected abstract run(X: MatrixLike, options: FitOptions): Run<State, Model>;
}

/**
 * A recipe that learns targets `Y` from samples (regressors, classifiers); in all else a {@link Recipe}. One that gives another model for
 * targets of another kind (several columns rather than one) names both.
 */
export abstract class SupervisedRecipe<State, Model, Y = VectorLike, OtherModel = Model, OtherY = Y> extends AnyRecipe {
  /** Learns from `X` [nSamples, nFeatures] and `y`, one row per row of `X`, and returns the model. */
  fit(X: MatrixLike, y: Y, options?: SupervisedFitOptions): Model;
  fit(X: MatrixLike, y: OtherY, options?: SupervisedFitOptions): OtherModel;
  fit(X: MatrixLike, y: Y | OtherY, options: SupervisedFitOptions = {}): Model | OtherModel {
    checkOptions('fit', options, ofSupervised);
    return drain(this.run(X, y, options));
  }

  /** The same fit, one iteration at a time. */
  steps(X: MatrixLike, y: Y, options?: SupervisedFitOptions): Fit<State, Model>;
  steps(X: MatrixLike, y: OtherY, options?: SupervisedFitOptions): Fit<State, OtherModel>;
  steps(X: MatrixLike, y: Y | OtherY, options: SupervisedFitOptions = {}): Fit<State, Model | OtherModel> {
    checkOptions('steps', options, ofSupervised);
    return new Fit(this.run(X, y, options));
  }

  /**
   * The same fit without blocking: it pauses for the event loop, reports progress and can be aborted. Many rows are read with pauses too, so
   * the data must stay as they are until the promise settles.
   */
  fitAsync(X: MatrixLike, y: Y, options?: SupervisedFitOptions & AsyncOptions<State>): Promise<Model>;
  fitAsync(X: MatrixLike, y: OtherY, options?: SupervisedFitOptions & AsyncOptions<State>): Promise<OtherModel>;
  async fitAsync(X: MatrixLike, y: Y | OtherY, options: SupervisedFitOptions & AsyncOptions<State> = {}): Promise<Model | OtherModel> {
    checkOptions('fitAsync', options, [...ofSupervised, ...ofAsync]);
    return drainPolitely(this.run(X, y, options), options);
  }

  /** The algorithm: checks the data, yields its workspace after each iteration, returns the model. */
  protected abstract run(X: MatrixLike, y: Y | OtherY, options: SupervisedFitOptions): Run<State, Model | OtherModel>;
}
