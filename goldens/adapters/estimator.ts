import type { GoldenCase } from '../cases.ts';
import { formOf } from '../compare/plain.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Adapter, Results } from './adapter.ts';
import { type Callable, classicExports, findClass, findFunction, isCallable } from './exports.ts';

/** A fitted model beside the data of its case. */
export class FittedCase {
  readonly model: object;
  readonly data: JsonObject;

  constructor(model: object, data: JsonObject) {
    this.model = model;
    this.data = data;
  }

  /** Calls a method of the model; undefined where it has none of that name. */
  call(method: string, ...args: readonly unknown[]): unknown {
    return methodOf(this.model, method)?.(...args);
  }

  /** A learned attribute; undefined where the model has none of that name. */
  attribute(name: string): unknown {
    const value = Reflect.get(this.model, name);
    return isCallable(value) ? undefined : value;
  }

  /** A learned vector; empty where the model has none of that name. */
  numbers(name: string): ArrayLike<number> {
    const value = this.attribute(name);
    return value instanceof Float64Array || value instanceof Int32Array ? value : [];
  }

  /** The model's score on its training data. */
  score(): unknown {
    return this.call('score', this.data.X, this.data.y);
  }

  /** The model's score on its training data, with the weights of the fit where there are any. */
  weightedScore(): unknown {
    const { X, y, sampleWeight } = this.data;
    return sampleWeight === undefined ? this.score() : this.call('score', X, y, { sampleWeight });
  }
}

/** What a field means, where it is neither an attribute nor a method applied to XTest. */
export type Field = (fitted: FittedCase) => unknown;

const methodsOnTest = new Map([
  ['predictions', 'predict'],
  ['transformTest', 'transform'],
  ['test', 'transform'],
  ['distances', 'transform'],
]);

const generalFields: Readonly<Record<string, Field>> = {
  centers: (fitted) => fitted.attribute('clusterCenters'),
  inverseTest: (fitted) => fitted.call('inverseTransform', fitted.call('transform', fitted.data.XTest)),
  inverseTransformTest: (fitted) => fitted.call('inverseTransform', fitted.call('transform', fitted.data.XTest)),
  train: (fitted) => fitted.call('transform', fitted.data.X),
  transform: (fitted) => fitted.call('transform', fitted.data.X),
  trainAccuracy: (fitted) => fitted.score(), // the goldens weight R² where the fit is weighted, but not the accuracy
  trainR2: (fitted) => fitted.weightedScore(),
};

/**
 * The adapter of estimators: the class named by the algorithm, its parameters as options, `fit` on the case's data.
 *
 * An expected field is one of `fields`, else an attribute of the model, else a method of that name applied to XTest. A
 * quality case gets its seed as `randomState`.
 */
export function estimatorAdapter(fields: Readonly<Record<string, Field>> = {}): Adapter {
  const known = { ...generalFields, ...fields };
  return (golden, seed) => {
    const Estimator = findClass(classicExports, golden.algorithm);
    if (!Estimator) return callFunction(golden);
    const recipe = new Estimator(options(golden, seed));
    const fit = methodOf(recipe, 'fit');
    const model = fit?.(...fitArguments(golden.data));
    if (typeof model !== 'object' || model === null) return { unmapped: 'the class of that name has no fit that returns a model' };
    const fitted = new FittedCase(model, golden.data);
    return { results: readFields(fitted, Object.keys(golden.expected), known) };
  };
}

function callFunction(golden: GoldenCase): ReturnType<Adapter> {
  const f = findFunction(classicExports, golden.algorithm);
  if (!f) return { unmapped: '@hml/classic exports nothing of that name' };
  const rest = Object.keys(golden.params).length > 0 ? [golden.params] : [];
  const result = f(...Object.values(golden.data), ...rest);
  const named = typeof result === 'object' && result !== null && formOf(result) === undefined;
  return { results: named ? Object.fromEntries(Object.entries(result)) : { [Object.keys(golden.expected)[0] ?? 'output']: result } };
}

function readFields(fitted: FittedCase, names: readonly string[], known: Readonly<Record<string, Field>>): Results {
  return Object.fromEntries(names.map((name) => [name, readField(fitted, name, known)]));
}

function readField(fitted: FittedCase, name: string, known: Readonly<Record<string, Field>>): unknown {
  const method = methodsOnTest.get(name);
  if (method !== undefined) return fitted.call(method, fitted.data.XTest);
  return known[name]?.(fitted) ?? fitted.attribute(name) ?? fitted.call(name, fitted.data.XTest);
}

function options({ params, kind }: GoldenCase, seed: number): Record<string, unknown> {
  const entries = Object.entries(params).map(([name, value]) => [name, name === 'classWeight' ? weightsByLabel(value) : value] as const);
  return { ...Object.fromEntries(entries), ...(kind === 'quality' ? { randomState: seed } : {}) };
}

/** Class weights by label: JSON wrote the labels as text. */
function weightsByLabel(value: Json): unknown {
  if (!isObject(value)) return value;
  return new Map(Object.entries(value).map(([label, weight]) => [Number.isNaN(Number(label)) ? label : Number(label), weight]));
}

function fitArguments({ X, y, sampleWeight }: JsonObject): unknown[] {
  const weighted = sampleWeight === undefined ? [] : [{ sampleWeight }];
  return y === undefined ? [X, ...weighted] : [X, y, ...weighted];
}

function methodOf(target: object, name: string): Callable | undefined {
  const method = Reflect.get(target, name);
  return isCallable(method) ? method.bind(target) : undefined;
}
