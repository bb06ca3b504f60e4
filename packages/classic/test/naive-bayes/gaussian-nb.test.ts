import { DataError, OptionError, ShapeError, tensor } from '@hml/tensor';
import { cloudSamples, describeEstimator } from '@hml/testing';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { SGDClassifier } from '../../src/linear/index.ts';
import { GaussianNB, GaussianNBModel } from '../../src/naive-bayes/index.ts';
import { expectClose } from '../golden.ts';
import { thrown } from '../samples.ts';

describeEstimator('classifier', (options) => new GaussianNB(options), {
  tolerance: 1e-8, // varSmoothing is relative to the variance of all rows, each counted once: weights and repetitions differ in it by 1e-9
  maxSteps: 1,
  fingerprint: '950c104e',
  invariances: ['duplicated rows', 'shifted columns'],
});

const X = [[1], [3], [10], [14]];
const y = ['low', 'low', 'high', 'high'];

describe('GaussianNB.fit', () => {
  it('by hand: means, variances, priors, and the joint probability density of a row', () => {
    const model = new GaussianNB({ varSmoothing: 0 }).fit(X, y);
    expect(model.classes).toEqual(['high', 'low']);
    expect(model.theta.toArray()).toEqual([[12], [2]]);
    expect(model.var.toArray()).toEqual([[4], [1]]);
    expect([...model.classPrior, ...model.classCount, model.epsilon]).toEqual([0.5, 0.5, 2, 2, 0]);
    const density = (x: number, mean: number, variance: number): number =>
      Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    const [high, low] = model
      .predictJointLogProba([[5]])
      .toArray()[0]
      .map(Number);
    expect(high).toBeCloseTo(Math.log(0.5 * density(5, 12, 4)), 13);
    expect(low).toBeCloseTo(Math.log(0.5 * density(5, 2, 1)), 13);
    expect(model.predict([[5]])).toEqual(['low']);
  });

  it('gives labels of the type that went in, and the compiler knows', () => {
    const recipe = new GaussianNB();
    const words: string[] = y;
    expectTypeOf(recipe.fit(X, words).predict(X)).toEqualTypeOf<string[]>();
    expectTypeOf(recipe.fit(X, Int32Array.of(0, 0, 1, 1)).predict(X)).toEqualTypeOf<number[]>();
    expectTypeOf(recipe.fit(X, tensor([0, 0, 1, 1])).predict(X)).toEqualTypeOf<number[]>();
    expectTypeOf(recipe.fit(X, [false, false, true, true]).predict(X)).toEqualTypeOf<boolean[]>();
    expectTypeOf(recipe.steps(X, words).model.classes).toEqualTypeOf<readonly string[]>();
    expectTypeOf(recipe.fitAsync(X, words)).resolves.toHaveProperty('classPrior');
    // @ts-expect-error a recipe that was not fitted does not predict
    expect(recipe.predict).toBeUndefined();
  });

  it('takes priors of the caller', () => {
    const sure = new GaussianNB({ priors: [0.001, 0.999] }).fit([[1], [3], [2], [4]], y);
    expect(sure.predict([[3.2]])).toEqual(['low']);
    expect(
      new GaussianNB({ priors: [0, 1] })
        .fit(X, y)
        .predictProba([[12]])
        .toArray(),
    ).toEqual([[0, 1]]);
    expect(thrown(() => new GaussianNB({ priors: [1] }).fit(X, y))).toMatchObject({ got: '1 priors' });
    expect(thrown(() => new GaussianNB({ priors: [0.5, 0.6] }))).toBeInstanceOf(OptionError);
    expect(thrown(() => new GaussianNB({ priors: [-0.5, 1.5] }))).toBeInstanceOf(OptionError);
  });

  it('keeps a column without variance from deciding with infinite certainty', () => {
    const model = new GaussianNB().fit(
      [
        [1, 5],
        [2, 5],
        [8, 6],
        [9, 6],
      ],
      y,
    );
    expect(
      model
        .predictProba([[1.5, 5.5]])
        .toArray()[0]
        .every(Number.isFinite),
    ).toBe(true);
    expect(
      thrown(() =>
        new GaussianNB({ varSmoothing: 0 }).fit(
          [
            [1, 5],
            [2, 5],
            [8, 6],
            [9, 6],
          ],
          y,
        ),
      ),
    ).toMatchObject({
      what: 'column 1 does not vary within the class high',
      fix: 'varSmoothing above 0, as by default',
    });
  });

  it('stays finite a long way from all classes', () => {
    const proba = new GaussianNB()
      .fit(X, y)
      .predictProba([[1e200], [-1e30]])
      .toArray();
    for (const row of proba) expect(row.every((p) => Number.isFinite(Number(p)))).toBe(true);
  });

  it('gives a class whose samples have no weight the probability 0, as scikit-learn does', () => {
    const rows = [
      [1, 2],
      [2, 1],
      [3, 5],
      [4, 4],
      [5, 7],
      [6, 1],
    ];
    const model = new GaussianNB().fit(rows, [0, 1, 2, 0, 1, 2], { sampleWeight: [1, 0, 1, 1, 0, 1] });
    expect(model.classPrior).toEqual(Float64Array.of(0.5, 0, 0.5));
    expect(model.theta.toArray()).toEqual([
      [2.5, 3],
      [0, 0],
      [4.5, 3],
    ]);
    const [first, second, third] = model
      .predictJointLogProba([[1, 2]])
      .toArray()[0]
      .map(Number);
    expectClose([first, third], [-3.93648936, -6.47685875], { abs: 1e-8, rel: 0 }, 'joint');
    expect(second).toBe(-Infinity);
    expect(model.predict(rows)).toEqual([0, 0, 2, 2, 2, 2]);
    const again = GaussianNBModel.fromJSON(JSON.parse(JSON.stringify(model)));
    expect(again.predictProba(rows).toArray()).toEqual(model.predictProba(rows).toArray());
    const late = new GaussianNB().partialFit(
      [
        [9, 9],
        [9, 8],
      ],
      [1, 1],
      model,
    );
    expect(late.theta.toArray()[1]).toEqual([9, 8.5]);
  });

  it('loads no more columns than the file has', () => {
    const json = new GaussianNB().fit(X, y).toJSON();
    for (const nFeaturesIn of [1e9, 2 ** 50])
      expect(thrown(() => GaussianNBModel.fromJSON({ ...json, nFeaturesIn }))).toMatchObject({
        name: 'DataError',
        what: "field 'theta' of the saved model is wrong",
      });
  });

  it('loads no prior that is no probability', () => {
    const json = new GaussianNB().fit(X, y).toJSON();
    expect(thrown(() => GaussianNBModel.fromJSON({ ...json, classPrior: [2, 3] }))).toMatchObject({
      what: "field 'classPrior' of the saved model is wrong",
    });
  });
});

describe('GaussianNB.partialFit', () => {
  it('takes labels that are written down for what they are: the next batch may bring others', () => {
    let model = new GaussianNB().partialFit([[1]], ['low']);
    model = new GaussianNB().partialFit([[2]], ['high'], model);
    expectTypeOf(model.classes).toEqualTypeOf<readonly string[]>();
    const pets: ('cat' | 'dog')[] = ['cat', 'dog'];
    expectTypeOf(new GaussianNB().partialFit([[1], [2]], pets).predict([[1]])).toEqualTypeOf<('cat' | 'dog')[]>();
    // @ts-expect-error objects are no labels
    expect(thrown(() => new GaussianNB().partialFit([[1], [2]], [{}, {}]))).toBeInstanceOf(ShapeError);
    // @ts-expect-error text and numbers do not mix
    expect(thrown(() => new GaussianNB().partialFit([[2]], [1], model))).toBeInstanceOf(DataError);
    let other = new SGDClassifier().partialFit([[1]], ['low'], undefined, { classes: ['high', 'low'] });
    other = new SGDClassifier().partialFit([[2]], ['high'], other);
    expect([model.classes, other.classes]).toEqual([
      ['high', 'low'],
      ['high', 'low'],
    ]);
  });

  it('learns classes that come later, and nothing else than fit on all', () => {
    const clouds = cloudSamples(60, 3, 3, ['a', 'b', 'c']);
    const order = clouds.y.map((_, i) => i).sort((a, b) => (clouds.y[a] < clouds.y[b] ? 1 : -1) || a - b);
    const [rows, labels] = [order.map((i) => clouds.X[i]), order.map((i) => clouds.y[i])];
    const recipe = new GaussianNB();
    let model = recipe.partialFit(rows.slice(0, 20), labels.slice(0, 20));
    for (const from of [20, 40]) model = recipe.partialFit(rows.slice(from, from + 20), labels.slice(from, from + 20), model);
    const whole = recipe.fit(rows, labels);
    expect(model.classes).toEqual(['a', 'b', 'c']);
    model.theta
      .toArray()
      .flat()
      .forEach((value, q) => {
        expect(Number(value)).toBeCloseTo(Number(whole.theta.toArray().flat()[q]), 13);
      });
    expect(model.epsilon).toBeCloseTo(whole.epsilon, 20);
  });

  it('learns parts of one class each with the priors of all', () => {
    const recipe = new GaussianNB({ priors: [0.2, 0.8] });
    const classes = ['low', 'high'];
    const first = recipe.partialFit(X.slice(0, 2), y.slice(0, 2), undefined, { classes });
    expect(first.classes).toEqual(['high', 'low']);
    const model = recipe.partialFit(X.slice(2), y.slice(2), first, { classes });
    expectClose(model.predictProba(X), recipe.fit(X, y).predictProba(X), { abs: 1e-14, rel: 0 }, 'probabilities');
    expect(thrown(() => recipe.partialFit(X.slice(0, 2), y.slice(0, 2)))).toMatchObject({
      where: 'GaussianNB.partialFit',
      got: '2 priors',
      fix: 'name all classes at the first batch: partialFit(X, y, undefined, { classes: […] })',
    });
    expect(thrown(() => recipe.partialFit(X, y, first, { classes: ['high', 'middle'] }))).toMatchObject({
      name: 'OptionError',
      expected: 'the classes of the model: high, low',
      got: 'high, middle',
    });
    expect(thrown(() => recipe.partialFit([[1]], ['middle'], undefined, { classes }))).toBeInstanceOf(DataError);
    expect(thrown(() => new GaussianNB({ varSmoothing: 0 }).partialFit([[1]], ['low']))).toMatchObject({ where: 'GaussianNB.partialFit' });
  });

  it('learns of a part without weight what fit on all learns of it', () => {
    const recipe = new GaussianNB();
    const weights = [1, 2, 0, 0];
    const first = recipe.partialFit(X.slice(0, 2), y.slice(0, 2), undefined, { sampleWeight: weights.slice(0, 2) });
    const model = recipe.partialFit(X.slice(2), y.slice(2), first, { sampleWeight: weights.slice(2) });
    const whole = recipe.fit(X, y, { sampleWeight: weights });
    expect(model.classPrior).toEqual(Float64Array.of(0, 1));
    expectClose(model.predictProba(X), whole.predictProba(X), { abs: 1e-14, rel: 0 }, 'probabilities');
    expectClose(model.var, whole.var, { abs: 0, rel: 1e-12 }, 'var');
    expect(thrown(() => recipe.partialFit(X, y, undefined, { sampleWeight: [0, 0, 0, 0] }))).toMatchObject({
      what: 'all weights are zero',
    });
  });

  it('refuses labels of another type than before, and other columns', () => {
    const recipe = new GaussianNB();
    const model = recipe.fit(X, y);
    expect(thrown(() => Reflect.apply(recipe.partialFit, recipe, [X, [0, 0, 1, 1], model]))).toMatchObject({ got: 'number' });
    expect(thrown(() => recipe.partialFit([[1, 2]], ['low'], model))).toBeInstanceOf(ShapeError);
  });
});
