import { readFileSync } from 'node:fs';
import { DataError, isTensor, OptionError, tensor } from '@hml/tensor';
import { cloudSamples, describeEstimator } from '@hml/testing';
import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import type {
  CombinedClassifierOptions,
  CombinedClassifierState,
  Label,
  LabelsLike,
  MatrixLike,
  Run,
  WeightedFitOptions,
} from '../../src/index.ts';
import { loadModel } from '../../src/index.ts';
import { LinearRegression, LogisticRegression, LogisticRegressionModel, SGDClassifier } from '../../src/linear/index.ts';
import { crossValScore } from '../../src/model-selection/index.ts';
import { OneVsOneClassifier, OneVsOneClassifierModel, OneVsRestClassifier, OneVsRestClassifierModel } from '../../src/multiclass/index.ts';
import { GaussianNB, GaussianNBModel } from '../../src/naive-bayes/index.ts';
import { expectClose } from '../golden.ts';
import { bits, thrown } from '../samples.ts';

const logistic = new LogisticRegression({ tol: 1e-9, maxIter: 1000 });

/** The model with the class of its estimators, so that the suite can load it. */
class LoadedOvr<L extends Label> extends OneVsRestClassifierModel<L> {
  static override fromJSON(json: unknown): LoadedOvr<Label> {
    return new LoadedOvr(OneVsRestClassifierModel.fromJSON(json, [LogisticRegressionModel]));
  }
}
class LoadedOvo<L extends Label> extends OneVsOneClassifierModel<L> {
  static override fromJSON(json: unknown): LoadedOvo<Label> {
    return new LoadedOvo(OneVsOneClassifierModel.fromJSON(json, [LogisticRegressionModel]));
  }
}

const suites = {
  rest: class OneVsRestClassifierOfLogistic extends OneVsRestClassifier {
    static readonly defaults: Readonly<CombinedClassifierOptions> = Object.freeze({ estimator: logistic });
    protected override *run<L extends Label>(
      X: MatrixLike,
      y: LabelsLike<L>,
      options: WeightedFitOptions,
    ): Run<CombinedClassifierState, OneVsRestClassifierModel<L>> {
      return new LoadedOvr(yield* super.run(X, y, options));
    }
  },
  one: class OneVsOneClassifierOfLogistic extends OneVsOneClassifier {
    static readonly defaults: Readonly<CombinedClassifierOptions> = Object.freeze({ estimator: logistic });
    protected override *run<L extends Label>(
      X: MatrixLike,
      y: LabelsLike<L>,
      options: WeightedFitOptions,
    ): Run<CombinedClassifierState, OneVsOneClassifierModel<L>> {
      return new LoadedOvo(yield* super.run(X, y, options));
    }
  },
};
Object.defineProperty(suites.rest, 'name', { value: 'OneVsRestClassifier' }); // what the errors call them
Object.defineProperty(suites.one, 'name', { value: 'OneVsOneClassifier' });

describeEstimator('classifier', (options) => new suites.rest({ estimator: logistic, ...options }), {
  tolerance: 1e-6,
  sparse: true,
  fingerprint: 'bfb5d90e',
});
describeEstimator('classifier', (options) => new suites.one({ estimator: logistic, ...options }), {
  tolerance: 1e-6,
  sparse: true,
  fingerprint: '0b791a46',
});

interface Case {
  readonly combined: 'OneVsRestClassifier' | 'OneVsOneClassifier';
  readonly target: 'two' | 'four';
  readonly estimator: 'LogisticRegression' | 'GaussianNB';
  readonly predict: readonly string[];
  readonly n: number;
  readonly predict_proba?: readonly (readonly number[])[];
  readonly decision_function?: readonly unknown[];
}

const data: {
  readonly X: number[][];
  readonly Q: number[][];
  readonly two: string[];
  readonly four: string[];
  readonly cases: readonly Case[];
} = JSON.parse(readFileSync(new URL('../fixtures/multiclass.json', import.meta.url), 'utf8'));
const { X, Q } = data;

describe.each(data.cases.map((one) => [one.combined, one.estimator, one.target, one] as const))('%s of %s, %s classes', (...row) => {
  const [combined, estimator, target, expected] = row;
  const options = { estimator: estimator === 'GaussianNB' ? new GaussianNB() : new LogisticRegression({ tol: 1e-12, maxIter: 5000 }) };
  const y = data[target];
  const model = combined === 'OneVsRestClassifier' ? new OneVsRestClassifier(options).fit(X, y) : new OneVsOneClassifier(options).fit(X, y);
  const tolerance = { abs: 1e-6, rel: 1e-6 };

  it('agrees with scikit-learn', () => {
    expect(model.predict(Q)).toEqual(expected.predict);
    expect(model.estimators).toHaveLength(expected.n);
    if (model instanceof OneVsRestClassifierModel) expectClose(model.predictProba(Q), expected.predict_proba, tolerance, 'predictProba');
    const decision = model.decisionFunction(Q);
    expect(isTensor(decision)).toBe(target === 'four');
    // scikit-learn compares a probability with ½, and here the decision is above 0
    const shift = target === 'two' && estimator === 'GaussianNB' ? 0.5 : 0;
    const shifted = isTensor(decision) ? decision : decision.map((value) => value + shift);
    if (expected.decision_function !== undefined) expectClose(shifted, expected.decision_function, tolerance, 'decisionFunction');
  });
});

describe('OneVsRestClassifier and OneVsOneClassifier', () => {
  const { X: rows, y } = cloudSamples(40, 3, 5, ['ant', 'bee', 'cat']);

  it('give labels of the type that went in, and the compiler knows', () => {
    const words: string[] = y;
    const recipe = new OneVsRestClassifier({ estimator: new GaussianNB() });
    expectTypeOf(recipe.fit(rows, words).predict(rows)).toEqualTypeOf<string[]>();
    const numbers = tensor(y.map((label) => label.length));
    expect(thrown(() => new OneVsOneClassifier({ estimator: logistic }).fit(rows, numbers))).toMatchObject({
      what: 'y has too few classes',
    });
    expectTypeOf(() => new OneVsOneClassifier({ estimator: logistic }).fit(rows, numbers).predict(rows)).returns.toEqualTypeOf<number[]>();
    expect(crossValScore(recipe, rows, words, { cv: 3, scoring: 'negLogLoss' })).toHaveLength(3);
  });

  it('OneVsRestClassifier is LogisticRegression with multiClass ovr', () => {
    const together = new LogisticRegression({ tol: 1e-9, maxIter: 1000, multiClass: 'ovr' }).fit(rows, y);
    const combined = new OneVsRestClassifier({ estimator: logistic }).fit(rows, y);
    expect(combined.predict(rows)).toEqual(together.predict(rows));
    expectClose(combined.predictProba(rows), together.predictProba(rows).toArray(), { abs: 1e-7, rel: 1e-7 }, 'predictProba');
  });

  it('are loaded with the class of their estimators, by themselves and among others', () => {
    const model = new OneVsOneClassifier({ estimator: new GaussianNB() }).fit(rows, y);
    const json = JSON.parse(JSON.stringify(model));
    expect(bits(OneVsOneClassifierModel.fromJSON(json, [LogisticRegressionModel, GaussianNBModel]))).toBe(bits(model));
    const loaded = loadModel(json, [GaussianNBModel, OneVsOneClassifierModel]);
    expect(loaded).toBeInstanceOf(OneVsOneClassifierModel);
    expect(loaded.predict(rows)).toEqual(model.predict(rows));
    expect(thrown(() => OneVsOneClassifierModel.fromJSON(json))).toMatchObject({ what: "the estimators' class is not given" });
    expect(thrown(() => OneVsOneClassifierModel.fromJSON(json, Object(GaussianNBModel)))).toMatchObject({
      got: 'a function',
      fix: 'OneVsOneClassifierModel.fromJSON(json, [GaussianNBModel]), or whatever their class is',
    });
    expect(thrown(() => Reflect.apply(OneVsOneClassifierModel.fromJSON, undefined, [json, null]))).toMatchObject({ got: 'null' });
    expect(thrown(() => OneVsOneClassifierModel.fromJSON(json, [LogisticRegressionModel]))).toMatchObject({
      where: 'OneVsOneClassifierModel.fromJSON: estimators[0]',
    });
    const stranger = JSON.parse(JSON.stringify(new GaussianNB().fit(rows, y)));
    expect(
      thrown(() => OneVsOneClassifierModel.fromJSON({ ...json, estimators: [stranger, stranger, stranger] }, [GaussianNBModel])),
    ).toMatchObject({
      expected: 'a classifier of false and true in 3 columns',
    });
  });

  it('take no more room than the file does, however many classes it claims', () => {
    const json = JSON.parse(JSON.stringify(new OneVsOneClassifier({ estimator: new GaussianNB() }).fit(rows, y)));
    const classes = Array.from({ length: 1e5 }, (_, k) => k); // their pairs would not fit into memory
    const hostile = { ...json, classes, estimators: json.estimators.slice(0, 1) };
    expect(thrown(() => OneVsOneClassifierModel.fromJSON(hostile, [GaussianNBModel]))).toMatchObject({
      expected: 'an array of 4999950000',
    });
    const rest = { ...hostile, kind: 'OneVsRestClassifierModel' };
    expect(thrown(() => OneVsRestClassifierModel.fromJSON(rest, [GaussianNBModel]))).toMatchObject({ expected: 'an array of 100000' });
  });

  it('within each other are read to a depth that no file decides', () => {
    const nested = (depth: number): OneVsRestClassifier =>
      new OneVsRestClassifier({ estimator: depth === 1 ? new GaussianNB() : nested(depth - 1) });
    const classes = [GaussianNBModel, OneVsRestClassifierModel];
    const model = nested(10).fit(
      rows,
      y.map((label) => label === 'ant'),
    );
    const json = JSON.parse(JSON.stringify(model));
    expect(bits(OneVsRestClassifierModel.fromJSON(json, classes))).toBe(bits(model));
    for (const depth of [11, 20_000]) {
      let deep = json;
      for (let i = 10; i < depth; i++) deep = { ...json, estimators: [deep] };
      for (const read of [() => OneVsRestClassifierModel.fromJSON(deep, classes), () => loadModel(deep, classes)])
        expect(thrown(read)).toMatchObject({ name: 'DataError', what: 'models hold each other too deep' });
    }
  });

  it('show the steps of each estimator, and count them together', async () => {
    const recipe = new OneVsRestClassifier({ estimator: logistic });
    const states = [...recipe.steps(rows, y)];
    expect(new Set(states.map(({ estimatorIndex }) => estimatorIndex))).toEqual(new Set([0, 1, 2]));
    const onProgress = vi.fn();
    await recipe.fitAsync(rows, y, { onProgress });
    expect(onProgress.mock.lastCall?.[0].maxIter).toBe(3000);
    expect(onProgress.mock.lastCall?.[0].nIter).toBe(states.length - 3); // each shows its start too
  });

  it('hand warnings and weights on', () => {
    const onWarning = vi.fn();
    new OneVsRestClassifier({ estimator: new LogisticRegression({ maxIter: 1 }) }).fit(rows, y, { onWarning });
    expect(onWarning).toHaveBeenCalledTimes(3);
    const sampleWeight = y.map((_, i) => i % 4);
    const repeated = y.flatMap((_, i) => Array.from({ length: i % 4 }, () => i));
    const twice = [repeated.map((i) => rows[i]), repeated.map((i) => y[i])] as const;
    const [rest, one] = [new OneVsRestClassifier({ estimator: logistic }), new OneVsOneClassifier({ estimator: logistic })];
    for (const [weighted, plain] of [
      [rest.fit(rows, y, { sampleWeight }), rest.fit(...twice)],
      [one.fit(rows, y, { sampleWeight }), one.fit(...twice)],
    ])
      expectClose(weighted.decisionFunction(rows), Object(plain.decisionFunction(rows)).toArray(), { abs: 1e-6, rel: 1e-6 }, 'weighted');
  });

  it('say what the estimator cannot do', () => {
    const hinge = new OneVsRestClassifier({ estimator: new SGDClassifier() }).fit(rows, y);
    expect(hinge.score(rows, y)).toBeGreaterThan(0.8);
    expect(thrown(() => hinge.predictProba(rows))).toBeInstanceOf(OptionError);
    expect(thrown(() => new OneVsRestClassifier({ estimator: Object(new LinearRegression()) }))).toMatchObject({
      what: "option 'estimator' is out of range",
    });
    for (const none of [[], [undefined]])
      expect(thrown(() => Reflect.construct(OneVsRestClassifier, none))).toMatchObject({ name: 'OptionError', got: 'undefined' });
    expect(thrown(() => Reflect.construct(OneVsRestClassifier, [{ estimator: GaussianNB }]))).toMatchObject({
      fix: 'new OneVsRestClassifier({ estimator: new GaussianNB() })',
    });
    expect(thrown(() => Reflect.construct(OneVsOneClassifier, [{}]))).toMatchObject({ expected: 'the recipe of a classifier' });
    expect(
      thrown(() =>
        new OneVsRestClassifier({ estimator: logistic }).fit(
          rows,
          y.map(() => 'ant'),
        ),
      ),
    ).toBeInstanceOf(DataError);
  });

  it('with(options) takes another estimator', () => {
    const recipe = new OneVsRestClassifier({ estimator: logistic }).with({ estimator: new GaussianNB() });
    expect(recipe.fit(rows, y).estimators[0]).toBeInstanceOf(GaussianNBModel);
  });
});
