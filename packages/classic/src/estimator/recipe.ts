import { OptionError } from '@hml/tensor';
import { checkOptions, describeValue } from '@hml/tensor/extend';
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

/** What a recipe that can weigh its samples takes in addition. */
export interface WeightedFitOptions extends FitOptions {
  /** Weights $w_i \ge 0$, one per sample: weight 2 is the sample given twice, weight 0 the sample left out. @defaultValue all 1 */
  readonly sampleWeight?: VectorLike;
}

/** What has options: nearly every recipe. */
export interface WithOptions {
  /** The options, frozen. */
  readonly options: object;
}

const ofAsync = ['signal', 'onProgress'];

function checkFunction(where: string, options: object, name: string): void {
  const value: unknown = Reflect.get(options, name);
  if (value === undefined || typeof value === 'function') return;
  throw new OptionError({ where, what: `option '${name}' is out of range`, expected: 'a function', got: describeValue(value) });
}

function checkSignal(where: string, options: object): void {
  const signal: unknown = Reflect.get(options, 'signal');
  if (signal === undefined || (typeof signal === 'object' && signal !== null && 'throwIfAborted' in signal)) return;
  const fix = typeof signal === 'object' && signal !== null && 'signal' in signal ? 'signal: controller.signal' : undefined;
  throw new OptionError({ where, what: "option 'signal' is out of range", expected: 'an AbortSignal', got: describeValue(signal), fix });
}

/** What recipes of every kind have: the names of their `fit`'s options, and where warnings go. */
export abstract class AnyRecipe {
  readonly #console: OnWarning = consoleOnce();

  /**
   * A recipe of the same class with some options changed: what a search over options, or a variant beside the original, is made of. This one
   * stays as it is. A recipe cannot change, so whoever would clone it may use it itself.
   *
   * @throws OptionError for an unknown or wrong option.
   * @example
   * import { Ridge } from '@hml/classic/linear';
   * const recipe = new Ridge({ fitIntercept: false });
   * recipe.with({ alpha: 0.5 }).options.alpha // 0.5
   * recipe.with({ alpha: 0.5 }).options.fitIntercept // false
   * recipe.options.alpha // 1
   */
  with<Self extends AnyRecipe & WithOptions>(this: Self, options: Partial<Self['options']>): Self {
    const isObject = typeof options === 'object' && options !== null; // names are the constructor's matter
    if (!isObject) checkOptions(this.#named('with'), options, Object.keys(this.options));
    return Reflect.construct(this.constructor, [{ ...this.options, ...options }]);
  }

  /** The options that `fit` takes; a recipe that cannot weigh samples does not know `sampleWeight`. */
  protected get fitOptions(): readonly string[] {
    return ['sampleWeight', 'onWarning'];
  }

  /** Refuses names that are no options of `fit`, `steps` or `partialFit`, and an `onWarning` that is no function. */
  protected checkFit(method: string, options: object, more: readonly string[] = []): void {
    const where = this.#named(method);
    checkOptions(where, options, [...this.fitOptions, ...more]);
    checkFunction(where, options, 'onWarning');
  }

  /** Refuses names that are no options of `fitAsync`, and what is no function or signal. */
  protected checkFitAsync(options: object): void {
    this.checkFit('fitAsync', options, ofAsync);
    const where = this.#named('fitAsync');
    checkFunction(where, options, 'onProgress');
    checkSignal(where, options);
  }

  /** How errors call a method: by the class as well. */
  #named(method: string): string {
    return `${this.constructor.name}.${method}`;
  }

  /** Hands a warning to the caller of `fit`, or to the console. */
  protected warn(warning: Warning, { onWarning = this.#console }: FitOptions): void {
    onWarning(warning);
  }
}

/**
 * A recipe that learns from samples alone (clusters, components, transformations): immutable options, and three ways to run one algorithm.
 *
 * A subclass writes `run`, the algorithm as a generator, and gets `fit`, `steps` and `fitAsync`, which cannot disagree. One that can weigh
 * its samples names {@link WeightedFitOptions} as its third type and gives `fitOptions` the name `sampleWeight`.
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
 * Array.from(new RowCount().steps([[1], [2]])) // [2]
 */
export abstract class Recipe<State, Model, Options extends FitOptions = FitOptions> extends AnyRecipe {
  protected override get fitOptions(): readonly string[] {
    return ['onWarning'];
  }

  /** Learns from `X` [nSamples, nFeatures] and returns the model. */
  fit(X: MatrixLike, options: Partial<Options> = {}): Model {
    this.checkFit('fit', options);
    return drain(this.run(X, options));
  }

  /** The same fit, one iteration at a time. */
  steps(X: MatrixLike, options: Partial<Options> = {}): Fit<State, Model> {
    this.checkFit('steps', options);
    return new Fit(this.run(X, options));
  }

  /**
   * The same fit without blocking: it pauses for the event loop, reports progress and can be aborted. Many rows are read with pauses too, so
   * the data must stay as they are until the promise settles.
   */
  async fitAsync(X: MatrixLike, options: Partial<Options> & AsyncOptions<State> = {}): Promise<Model> {
    this.checkFitAsync(options);
    return drainPolitely(this.run(X, options), options);
  }

  /** The algorithm: checks the data, yields its workspace after each iteration, returns the model. */
  protected abstract run(X: MatrixLike, options: Partial<Options>): Run<State, Model>;
}

/**
 * A recipe that learns numbers `Y` from samples (regressors); in all else a {@link Recipe}. One that gives another model for targets of
 * another kind (several columns rather than one) names both. Classifiers have {@link ClassifierRecipe}.
 */
export abstract class SupervisedRecipe<
  State,
  Model,
  Y = VectorLike,
  OtherModel = Model,
  OtherY = Y,
  Options extends FitOptions = WeightedFitOptions,
> extends AnyRecipe {
  /** Learns from `X` [nSamples, nFeatures] and `y`, one row per row of `X`, and returns the model. */
  fit(X: MatrixLike, y: Y, options?: Partial<Options>): Model;
  fit(X: MatrixLike, y: OtherY, options?: Partial<Options>): OtherModel;
  fit(X: MatrixLike, y: Y | OtherY, options: Partial<Options> = {}): Model | OtherModel {
    this.checkFit('fit', options);
    return drain(this.run(X, y, options));
  }

  /** The same fit, one iteration at a time. */
  steps(X: MatrixLike, y: Y, options?: Partial<Options>): Fit<State, Model>;
  steps(X: MatrixLike, y: OtherY, options?: Partial<Options>): Fit<State, OtherModel>;
  steps(X: MatrixLike, y: Y | OtherY, options: Partial<Options> = {}): Fit<State, Model | OtherModel> {
    this.checkFit('steps', options);
    return new Fit(this.run(X, y, options));
  }

  /**
   * The same fit without blocking: it pauses for the event loop, reports progress and can be aborted. Many rows are read with pauses too, so
   * the data must stay as they are until the promise settles.
   */
  fitAsync(X: MatrixLike, y: Y, options?: Partial<Options> & AsyncOptions<State>): Promise<Model>;
  fitAsync(X: MatrixLike, y: OtherY, options?: Partial<Options> & AsyncOptions<State>): Promise<OtherModel>;
  async fitAsync(X: MatrixLike, y: Y | OtherY, options: Partial<Options> & AsyncOptions<State> = {}): Promise<Model | OtherModel> {
    this.checkFitAsync(options);
    return drainPolitely(this.run(X, y, options), options);
  }

  /** The algorithm: checks the data, yields its workspace after each iteration, returns the model. */
  protected abstract run(X: MatrixLike, y: Y | OtherY, options: Partial<Options>): Run<State, Model | OtherModel>;
}
