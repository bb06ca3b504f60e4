import { HmlError, isTensor } from '@hml/tensor';
import { expect } from 'vitest';
import { cloudSamples, normalRows, planeOver, type Samples } from './samples.ts';
import type {
  AsyncFitOptions,
  EstimatorKind,
  EstimatorSpec,
  FitOptions,
  Label,
  Matrix,
  Model,
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

  /** `fit` of a recipe, by default of this subject's on its samples. */
  fit(X: Matrix = this.samples.X, y: Targets = this.samples.y, options?: FitOptions, recipe = this.recipe()): Model {
    return isSupervised(recipe, this.supervised) ? recipe.fit(X, y, options) : recipe.fit(X, options);
  }

  /** `steps` of a recipe. */
  steps(X: Matrix = this.samples.X, y: Targets = this.samples.y, options?: FitOptions, recipe = this.recipe()): Steps {
    return isSupervised(recipe, this.supervised) ? recipe.steps(X, y, options) : recipe.steps(X, options);
  }

  /** `fitAsync` of a recipe. */
  fitAsync(options?: AsyncFitOptions, X: Matrix = this.samples.X, y: Targets = this.samples.y, recipe = this.recipe()): Promise<Model> {
    return isSupervised(recipe, this.supervised) ? recipe.fitAsync(X, y, options) : recipe.fitAsync(X, options);
  }

  /** `partialFit` of a recipe, where it has one. */
  get partialFit(): ((X: Matrix, y: Targets, model?: Model, options?: FitOptions) => Model) | undefined {
    const recipe = this.recipe();
    const method: unknown = Reflect.get(recipe, 'partialFit');
    if (typeof method !== 'function') return undefined;
    return (X, y, ...rest) => Reflect.apply(method, recipe, this.supervised ? [X, y, ...rest] : [X, ...rest]);
  }

  /** All that a model says of each row: its prediction, its probabilities, its transformation. */
  answers(model: Model, X: Matrix): Label[][] {
    const rows = listOf(model.predict?.(X) ?? model.transform?.(X));
    const proba = model.predictProba === undefined ? [] : listOf(model.predictProba(X));
    return rows.map((row, i) => [...row, ...(proba[i] ?? [])]);
  }
}

function isSupervised(_: SupervisedRecipe | UnsupervisedRecipe, supervised: boolean): _ is SupervisedRecipe {
  return supervised;
}

/** A result of one row per sample as lists. */
export function listOf(result: unknown): Label[][] {
  const values: unknown = isTensor(result) ? result.toArray() : result;
  if (Array.isArray(values)) return values.map((row: unknown) => (Array.isArray(row) ? row : [row]));
  if (values instanceof Float64Array || values instanceof Int32Array) return Array.from(values, (value) => [value]);
  throw new Error('a model that neither predicts nor transforms');
}

/** Throws unless two lists of rows agree: labels are equal, numbers within the tolerance, relative to 1 or the value. */
export function expectAlike(got: readonly Label[][], expected: readonly Label[][], tolerance: number): void {
  expect(got.length, 'rows').toBe(expected.length);
  got.forEach((row, i) => {
    row.forEach((value, j) => {
      const other = expected[i][j];
      const alike =
        typeof value === 'number' && typeof other === 'number'
          ? Object.is(value, other) || Math.abs(value - other) <= tolerance * Math.max(1, Math.abs(other))
          : value === other;
      if (!alike) throw new Error(`row ${i}, value ${j}: got ${value}, expected ${other} within ${tolerance}`);
    });
  });
}

/** The model's every bit, as text. */
export function bits(model: Model): string {
  return JSON.stringify(model.toJSON());
}

/** Runs `f` and returns what it threw, or undefined. */
export function thrown(f: () => unknown): unknown {
  try {
    f();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Throws unless `f` throws an error that teaches, of this name where one is given, whose text matches. */
export function expectTaught(f: () => unknown, name?: string, ...texts: readonly (string | RegExp)[]): void {
  const error = thrown(f);
  if (!(error instanceof HmlError)) throw new Error(`no error that teaches, but ${String(error)}`, { cause: error });
  for (const part of ['where', 'what', 'expected', 'got'] as const) expect(error[part], `the part '${part}' of the error`).not.toBe('');
  if (name !== undefined) expect(error.name).toBe(name);
  for (const text of texts) expect(error.message).toMatch(text);
}
