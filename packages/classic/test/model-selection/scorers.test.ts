import { readFileSync } from 'node:fs';
import { DataError, OptionError } from '@hml/tensor';
import { describe, expect, it, vi } from 'vitest';
import { LinearRegression, LogisticRegression } from '../../src/linear/index.ts';
import { f1Score, logLoss, meanSquaredError, rocAucScore } from '../../src/metrics/index.ts';
import type { ScorerName } from '../../src/model-selection/index.ts';
import { crossValScore, getScorer, KFold, makeScorer } from '../../src/model-selection/index.ts';
import { GaussianNB } from '../../src/naive-bayes/index.ts';
import { expectClose } from '../golden.ts';
import { thrown } from '../samples.ts';

interface Case {
  readonly target: 'two' | 'three' | 'numbers';
  readonly name: ScorerName;
  readonly scores: readonly number[];
}

const {
  X,
  two,
  three,
  numbers,
  cases,
}: {
  readonly X: number[][];
  readonly two: number[];
  readonly three: string[];
  readonly numbers: number[];
  readonly cases: readonly Case[];
} = JSON.parse(readFileSync(new URL('../fixtures/scorers.json', import.meta.url), 'utf8'));
const cv = new KFold({ nSplits: 3 });

describe('crossValScore by name agrees with scikit-learn', () => {
  it.each(cases.map((one) => [one.name, one.target, one.scores] as const))('%s of %s', (scoring, target, expected) => {
    const options = { cv, scoring, onWarning: () => undefined };
    const scores =
      target === 'numbers'
        ? crossValScore(new LinearRegression(), X, numbers, options)
        : target === 'two'
          ? crossValScore(new GaussianNB(), X, two, options)
          : crossValScore(new GaussianNB(), X, three, options);
    expectClose(scores, expected, { abs: 1e-9, rel: 1e-9 }, scoring);
  });

  it('knows no other names than those', () => {
    const named = /one of (.*)/.exec(String(Object(thrown(() => getScorer(JSON.parse('"?"')))).expected))?.[1].split(', ');
    expect(new Set(named)).toEqual(new Set(cases.map(({ name }) => `'${name}'`)));
  });
});

describe('getScorer', () => {
  it('judges by decision values where the model has some, and by probabilities where not', () => {
    const model = new LogisticRegression().fit(X, two);
    const scores = model.decisionFunction(X);
    expect(getScorer('rocAuc')(model, X, two)).toBe(rocAucScore(two, scores));
    expect(getScorer('rocAuc')({ ...predictions(two), predictProba: (rows) => model.predictProba(rows) }, X, two)).toBe(
      rocAucScore(two, scores),
    );
  });

  it('judges text labels by the second class where the metric needs one', () => {
    const text = two.map((label) => (label === 1 ? 'yes' : 'no'));
    for (const name of ['rocAuc', 'averagePrecision', 'negBrierScore', 'negLogLoss'] as const)
      expect(getScorer(name)(new GaussianNB().fit(X, text), X, text)).toBe(getScorer(name)(new GaussianNB().fit(X, two), X, two));
  });

  it("gives the one area of two classes, and points from 'rocAuc' of three to the others", () => {
    const model = new GaussianNB().fit(X, two);
    for (const name of ['rocAucOvr', 'rocAucOvrWeighted', 'rocAucOvo', 'rocAucOvoWeighted'] as const)
      expect(getScorer(name)(model, X, two)).toBe(getScorer('rocAuc')(model, X, two));
    for (const recipe of [new GaussianNB(), new LogisticRegression()])
      expect(thrown(() => crossValScore(recipe, X, three, { cv, scoring: 'rocAuc' }))).toMatchObject({
        where: 'crossValScore',
        fix: "scoring: 'rocAucOvr'",
      });
  });

  it('knows the classes that the rows at hand lack', () => {
    const model = new GaussianNB().fit(X, three);
    const rows = X.filter((_, i) => three[i] !== 'b');
    const labels = three.filter((label) => label !== 'b');
    expect(getScorer('negLogLoss')(model, rows, labels)).toBe(-logLoss(labels, model.predictProba(rows), { labels: ['a', 'b', 'c'] }));
  });

  it('hands the warnings of the metric on', () => {
    const onWarning = vi.fn();
    getScorer('precision')(predictions([0, 0, 0]), [[1], [2], [3]], [0, 1, 1], { onWarning });
    expect(onWarning).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['mean_squared_error', 'negMeanSquaredError'],
    ['acuracy', 'accuracy'],
    ['accuracyScore', 'accuracy'],
    ['r2_score', 'r2'],
    ['roc_auc_ovr', 'rocAucOvr'],
    ['f1_macro', 'f1Macro'],
  ])("of '%s' suggests '%s'", (name, meant) => {
    const error = thrown(() => getScorer(JSON.parse(`"${name}"`)));
    expect(error).toBeInstanceOf(OptionError);
    expect(error).toMatchObject({ where: 'getScorer', what: 'no such scoring', fix: `did you mean '${meant}'?` });
  });

  it.each([
    ['a name of what every object has', 'constructor', OptionError],
    ['a number', 3, OptionError],
  ])('of %s is an error', (_, name, kind) => {
    expect(thrown(() => crossValScore(new LinearRegression(), X, numbers, Object({ scoring: name })))).toBeInstanceOf(kind);
  });

  it('says what is missing of a model, and of labels that are no numbers', () => {
    expect(thrown(() => getScorer('rocAuc')(predictions(two), X, two))).toMatchObject({
      expected: 'a model with decisionFunction or predictProba',
    });
    expect(thrown(() => getScorer('negLogLoss')(predictions(two), X, two))).toMatchObject({ expected: 'a model with predictProba' });
    expect(thrown(() => getScorer('r2')(predictions(three), X, three))).toBeInstanceOf(DataError);
  });
});

describe('makeScorer', () => {
  it('asks the model for what the metric compares, and turns losses round', () => {
    const line = new LinearRegression().fit(X, numbers);
    expect(makeScorer(meanSquaredError, { greaterIsBetter: false })(line, X, numbers)).toBe(-meanSquaredError(numbers, line.predict(X)));
    const model = new LogisticRegression().fit(X, two);
    expect(makeScorer(rocAucScore, { responseMethod: 'decisionFunction' })(model, X, two)).toBe(
      rocAucScore(two, model.decisionFunction(X)),
    );
    const negLogLoss = makeScorer<number>(logLoss, { responseMethod: 'predictProba', greaterIsBetter: false });
    expect(negLogLoss(model, X, two)).toBe(-logLoss(two, model.predictProba(X)));
  });

  it('lets a metric say which class is meant', () => {
    const scoring = makeScorer<string>((y, yPred) => f1Score(y, yPred, { labels: ['b'], average: 'macro' }));
    const [first] = crossValScore(new GaussianNB(), X, three, { cv, scoring });
    const model = new GaussianNB().fit(X.slice(20), three.slice(20));
    expect(first).toBe(f1Score(three.slice(0, 20), model.predict(X.slice(0, 20)), { labels: ['b'], average: 'macro' }));
  });

  it('refuses what is no metric, misspelt options, and models that cannot answer', () => {
    expect(thrown(() => makeScorer(meanSquaredError, Object({ greaterisBetter: false })))).toMatchObject({
      fix: "did you mean 'greaterIsBetter'?",
    });
    const make = (...args: readonly unknown[]) => thrown(() => Reflect.apply(makeScorer, undefined, args));
    expect(make()).toMatchObject({ name: 'OptionError', where: 'makeScorer', got: 'undefined' });
    expect(make('accuracy')).toMatchObject({ name: 'OptionError', fix: "scoring: 'accuracy' takes the name itself" });
    const scorer = makeScorer<number>(logLoss, { responseMethod: 'predictProba' });
    expect(thrown(() => scorer(predictions(two), X, two))).toMatchObject({ where: 'makeScorer', expected: 'a model with predictProba' });
    expect(thrown(() => getScorer('negLogLoss')(predictions(two), X, two))).toMatchObject({ where: 'getScorer' });
  });
});

/** A model that says this, whatever it is asked. */
function predictions<L>(labels: L[]) {
  return { predict: () => labels, score: () => 0 };
}
