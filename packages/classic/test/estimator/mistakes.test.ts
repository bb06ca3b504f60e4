import { describe, expect, it } from 'vitest';
import { loadModel } from '../../src/index.ts';
import { LinearRegression, LogisticRegression, Ridge, RidgeModel, SGDClassifier, SGDRegressor } from '../../src/linear/index.ts';
import { accuracyScore } from '../../src/metrics/index.ts';
import { crossValScore } from '../../src/model-selection/index.ts';
import { GaussianNB } from '../../src/naive-bayes/index.ts';
import { MinMaxScaler, StandardScaler } from '../../src/preprocessing/index.ts';
import { thrown } from '../samples.ts';

const X = [[1], [2], [3], [4], [5], [6]];
const y = [1, 2, 1, 2, 1, 2];
const saved = JSON.parse(JSON.stringify(new Ridge().fit(X, y)));

/** Calls a method as plain JavaScript would, with whatever arguments. */
function call(of: object, method: string, ...args: readonly unknown[]): unknown {
  return Reflect.apply(Reflect.get(of, method), of, args);
}

const fit = (...args: readonly unknown[]) => call(new LinearRegression(), 'fit', ...args);
const crossVal = (...args: readonly unknown[]) => Reflect.apply(crossValScore, undefined, args);
const load = (...args: readonly unknown[]) => Reflect.apply(loadModel, undefined, args);

describe('an error says what to do', () => {
  it.each<[string, () => unknown, object]>([
    [
      'where a promise of data comes in',
      () => fit(Promise.resolve(X), y),
      { name: 'ShapeError', where: 'LinearRegression.fit', got: 'a promise', fix: 'await it' },
    ],
    [
      'where a promise of targets does',
      () => fit(X, Promise.resolve(y)),
      { name: 'ShapeError', what: 'y is not a matrix', fix: 'await it' },
    ],
    [
      'where a whole table comes in',
      () => fit({ columns: { a: Float64Array.of(1, 2) }, names: ['a'], nRows: 2 }, [1, 2]),
      { name: 'ShapeError', got: 'a whole table', fix: expect.stringContaining('table.columns') },
    ],
    ['where rows lack their columns', () => fit({ rows: [{ a: 1, b: 2 }] }, [1]), { fix: "add columns: ['a', 'b']" }],
    ['of a bigint', () => fit([[1n]], [1]), { name: 'DataError', fix: 'Number(value) turns each into a number' }],
    ['of a truth value', () => fit([[true]], [1]), { got: 'true in row 0, column 0', fix: expect.stringContaining('Number(value)') }],
    ['of a date', () => fit([[new Date(0)]], [1]), { got: 'a Date in row 0, column 0', fix: expect.stringContaining('Number(value)') }],
    ['of one level too many', () => fit([[[1]], [[2]]], [1, 2]), { fix: expect.stringContaining('nested too deep') }],
    ['of a missing value', () => fit([[null]], [1]), { fix: 'fill in missing values or leave the row out' }],
    [
      'of loadModel without classes',
      () => load(saved),
      { name: 'DataError', where: 'loadModel', fix: 'loadModel(json, [LinearRegressionModel, …])' },
    ],
    ['of loadModel with one class alone', () => load(saved, RidgeModel), { fix: 'loadModel(json, [LinearRegressionModel, …])' }],
    ['of loadModel with a recipe', () => load(saved, [Ridge]), { got: 'Ridge', fix: 'give the class of what it fits: RidgeModel' }],
    ['of crossValScore with a class', () => crossVal(Ridge, X, y), { name: 'OptionError', where: 'crossValScore', fix: 'new Ridge()' }],
    ['of crossValScore without targets', () => crossVal(new Ridge(), X), { name: 'ShapeError', what: 'y is missing' }],
    [
      'of a cv that cannot split',
      () => crossVal(new Ridge(), X, y, { cv: {} }),
      { name: 'OptionError', what: "option 'cv' is out of range" },
    ],
    [
      'of a metric as scoring',
      () => crossVal(new GaussianNB(), X, y, { cv: 2, scoring: accuracyScore }),
      { name: 'OptionError', where: 'crossValScore', fix: '(model, X, y) => accuracyScore(y, model.predict(X))' },
    ],
    ['of an onWarning that is none', () => fit(X, y, { onWarning: 'log' }), { name: 'OptionError', expected: 'a function' }],
    [
      'of an onWarning in steps',
      () => call(new Ridge(), 'steps', X, y, { onWarning: null }),
      { name: 'OptionError', where: 'Ridge.steps' },
    ],
  ])('%s', (_, mistake, parts) => expect(thrown(mistake)).toMatchObject(parts));

  it.each<[string, object, string]>([
    ['GaussianNB', new GaussianNB(), 'a GaussianNBModel, or undefined for the first batch'],
    ['SGDClassifier', new SGDClassifier(), 'a SGDClassifierModel, or undefined for the first batch'],
    ['SGDRegressor', new SGDRegressor(), 'a SGDRegressorModel, or undefined for the first batch'],
  ])('of %s.partialFit with options, or another model, in the place of its own', (name, recipe, expected) => {
    const parts = { name: 'OptionError', where: `${name}.partialFit`, expected };
    expect(thrown(() => call(recipe, 'partialFit', X, y, { sampleWeight: y }))).toMatchObject({
      ...parts,
      fix: 'options come behind the model: undefined, { … } for the first batch',
    });
    expect(thrown(() => call(recipe, 'partialFit', X, y, new Ridge().fit(X, y)))).toMatchObject({
      ...parts,
      fix: 'give what partialFit, or fit, of this recipe returned',
    });
    expect(thrown(() => call(recipe, 'partialFit', X, y, null))).toMatchObject(parts);
  });

  it.each([new StandardScaler(), new MinMaxScaler()])('of the partialFit of %o with another model', (recipe) => {
    expect(thrown(() => call(recipe, 'partialFit', X, { onWarning: () => {} }))).toMatchObject({ name: 'OptionError' });
  });

  it.each<[object, object]>([
    [{ signal: new AbortController() }, { fix: 'signal: controller.signal' }],
    [{ signal: true }, { expected: 'an AbortSignal' }],
    [{ onProgress: 'bar' }, { expected: 'a function' }],
    [{ onWarning: {} }, { expected: 'a function' }],
  ])('of fitAsync with %o', async (options, parts) => {
    for (const recipe of [new LinearRegression(), new LogisticRegression(), new StandardScaler()]) {
      const args = recipe instanceof StandardScaler ? [X, options] : [X, y, options];
      const where = `${recipe.constructor.name}.fitAsync`;
      await expect(call(recipe, 'fitAsync', ...args)).rejects.toMatchObject({ name: 'OptionError', where, ...parts });
    }
  });
});
