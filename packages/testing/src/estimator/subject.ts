import { isTensor, tensor } from '@hml/tensor';
import { thrown } from './expectations.ts';
import { sideBySide } from './lists.ts';
import { cloudSamples, normalRows, planeOver, type Samples } from './samples.ts';
import type {
  AsyncFitOptions,
  EstimatorKind,
  EstimatorSpec,
  FitOptions,
  Label,
  Matrix,
  Model,
  ModelClass,
  Steps,
  SupervisedRecipe,
  Targets,
  UnsupervisedRecipe,
} from './under-test.ts';

/** An estimator of any kind, so that most checks need not know which: a transformer's `y` is ignored. */
export class Subject {
  readonly kind: EstimatorKind;
  readonly spec: EstimatorSpec;
  readonly name: string;
  /** A few rows to learn from, and what of. */
  readonly samples: Samples;
  readonly tolerance: number;
  readonly #make: (options: object) => SupervisedRecipe | UnsupervisedRecipe;

  constructor(kind: EstimatorKind, make: (options: object) => SupervisedRecipe | UnsupervisedRecipe, spec: EstimatorSpec) {
    this.kind = kind;
    this.spec = spec;
    this.#make = make;
    this.name = make({}).constructor.name;
    this.samples = this.draw(24, 3, 1);
    this.tolerance = spec.tolerance ?? 1e-10;
  }

  /** Rows that this kind can learn from, and targets. */
  draw(n: number, d: number, seed: number): Samples {
    const sign = this.spec.nonNegative ? Math.abs : (value: number): number => value;
    if (this.kind === 'classifier') {
      const { X, y } = cloudSamples(n, d, seed, ['ant', 'bee', 'cat']);
      return { X: X.map((row) => row.map(sign)), y };
    }
    const X = normalRows(n, d, seed).map((row) => row.map(sign));
    return { X, y: this.kind === 'regressor' ? planeOver(X, seed) : [] };
  }

  /** Whether there is a `y`. */
  get supervised(): boolean {
    return this.kind !== 'transformer';
  }

  /** A recipe with the options of the suite and these. */
  recipe(options: object = {}): SupervisedRecipe | UnsupervisedRecipe {
    return this.#make(options);
  }

  /** The names and values of all options by default. */
  get defaults(): object {
    const defaults: unknown = Reflect.get(this.recipe().constructor, 'defaults');
    if (typeof defaults === 'object' && defaults !== null) return defaults;
    throw new Error(`${this.name}.defaults is missing: it names the options`);
  }

  /** Whether `fit` takes sample weights: asked of the recipe itself. */
  get weighted(): boolean {
    const { X, y } = this.samples;
    const refusal = thrown(() => this.fit(X, y, { sampleWeight: X.map(() => 1) }));
    return !(refusal instanceof Error && refusal.name === 'OptionError');
  }

  /** Targets as the estimator is given them: one per row, or as many as the spec says, each another odd function of the one. */
  targets(y: Targets): Targets {
    return this.spec.severalOutputs ? pairsOf(y) : y;
  }

  /** `fit` of a recipe, by default of this subject's on its samples. */
  fit(X: Matrix = this.samples.X, y: Targets = this.samples.y, options?: FitOptions, recipe = this.recipe()): Model {
    return isSupervised(recipe, this.supervised) ? recipe.fit(X, this.targets(y), options) : recipe.fit(X, options);
  }

  /** `steps` of a recipe. */
  steps(X: Matrix = this.samples.X, y: Targets = this.samples.y, options?: FitOptions, recipe = this.recipe()): Steps {
    return isSupervised(recipe, this.supervised) ? recipe.steps(X, this.targets(y), options) : recipe.steps(X, options);
  }

  /** `fitAsync` of a recipe. */
  fitAsync(options?: AsyncFitOptions, X: Matrix = this.samples.X, y: Targets = this.samples.y, recipe = this.recipe()): Promise<Model> {
    return isSupervised(recipe, this.supervised) ? recipe.fitAsync(X, this.targets(y), options) : recipe.fitAsync(X, options);
  }

  /** `partialFit` of a recipe, where it has one. */
  get partialFit(): ((X: Matrix, y: Targets, model?: Model, options?: FitOptions) => Model) | undefined {
    const recipe = this.recipe();
    const method: unknown = Reflect.get(recipe, 'partialFit');
    if (typeof method !== 'function') return undefined;
    return (X, y, ...rest) => Reflect.apply(method, recipe, this.supervised ? [X, this.targets(y), ...rest] : [X, ...rest]);
  }

  /** `score` of a model, where it has one. */
  score(model: Model, X: Matrix, y: Targets, options?: { readonly sampleWeight?: ArrayLike<number> }): number | undefined {
    return model.score?.(X, this.targets(y), options);
  }

  /** The model that the class of this one reads from JSON. */
  load(json: unknown, model: Model): Model {
    return classOf(model).fromJSON(json);
  }

  /** Whether models give probabilities. */
  givesProbabilities(model: Model): boolean {
    return model.predictProba !== undefined && this.spec.probabilities !== false;
  }

  /** What a model says of each row first of all: its prediction and its probabilities, or its transformation. */
  answers(model: Model, X: Matrix): Label[][] {
    const proba = this.givesProbabilities(model) ? model.predictProba?.(X) : undefined;
    return sideBySide(model.predict?.(X) ?? model.transform?.(X), proba);
  }

  /** All that a model says of each row: beside its answers, what they are decided by. */
  everything(model: Model, X: Matrix): Label[][] {
    const logs = this.givesProbabilities(model) ? model.predictLogProba?.(X) : undefined;
    return sideBySide(this.answers(model, X), model.decisionFunction?.(X), logs);
  }
}

/** The class of a model, which reads what its models save. */
export function classOf(model: Model): ModelClass {
  const ownClass: unknown = model.constructor;
  if (isModelClass(ownClass)) return ownClass;
  throw new Error('the class of the model has no kind, or no fromJSON');
}

function isModelClass(value: unknown): value is ModelClass {
  return typeof Object(value).kind === 'string' && typeof Object(value).fromJSON === 'function';
}

/** Two targets per row in the place of one number, in the same kind of container; anything else as it is. */
function pairsOf(y: Targets): Targets {
  const odd = (value: number): number => Math.sign(value) * Math.sqrt(Math.abs(value));
  const pairs = (values: readonly number[]): number[][] => values.map((value) => [value, odd(value)]);
  if (isTensor(y)) return y.ndim === 1 ? tensor(pairs(Array.from(y.toTypedArray()))) : y;
  if (y instanceof Float64Array || y instanceof Int32Array)
    return { data: Float64Array.from(pairs(Array.from(y)).flat()), shape: [y.length, 2] };
  return Array.isArray(y) && y.length > 0 && y.every((value) => typeof value === 'number') ? pairs(y) : y;
}

function isSupervised(_: SupervisedRecipe | UnsupervisedRecipe, supervised: boolean): _ is SupervisedRecipe {
  return supervised;
}
