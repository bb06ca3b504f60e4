import { DataError, OptionError } from '@hml/tensor';
import { describeEstimator } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import { SGDClassifier, SGDClassifierModel, SGDRegressor, SGDRegressorModel } from '../../../src/linear/index.ts';
import reference from '../../fixtures/linear.json' with { type: 'json' };
import { expectClose } from '../../golden.ts';
import { bits, sampleData, tableOf, thrown } from '../../samples.ts';

describeEstimator('regressor', (options) => new SGDRegressor({ eta0: 0.05, ...options }), { tolerance: 0.1, shards: false });
describeEstimator('classifier', (options) => new SGDClassifier({ loss: 'log_loss', alpha: 0.01, ...options }), {
  tolerance: 0.1,
  shards: false,
});

describe('SGDRegressor.fit', () => {
  it.each(reference.sgdRegressor)('takes the same steps as scikit-learn: $options', ({ options, coef, intercept, t }) => {
    const model = Reflect.construct(SGDRegressor, [{ ...options, tol: -Infinity }]).fit(reference.X, reference.y, { onWarning: () => {} });
    expectClose(model.coef, coef, { abs: 1e-9, rel: 1e-9 }, 'coef');
    expectClose(model.intercept, intercept[0], { abs: 1e-9, rel: 1e-9 }, 'intercept');
    expect(model.t).toBe(t);
  });

  it('by hand: one step moves w by η (y − z) x', () => {
    const model = new SGDRegressor({ learningRate: 'constant', eta0: 0.5, penalty: null }).partialFit([[2]], [3]);
    expect([...model.coef, model.intercept]).toEqual([3, 1.5]);
  });

  it('goes on from batch to batch as one fit does, sample by sample', () => {
    const { X, y } = sampleData(30, 2, 5);
    const recipe = new SGDRegressor({ shuffle: false, average: 5 });
    let model: SGDRegressorModel | undefined;
    for (let i = 0; i < 30; i += 10) model = recipe.partialFit(X.slice(i, i + 10), y.slice(i, i + 10), model);
    const whole = new SGDRegressor({ shuffle: false, average: 5, maxIter: 1 }).fit(X, y, { onWarning: () => {} });
    expect(model?.coef).toEqual(whole.coef);
    expect(model?.t).toBe(31);
    const again = SGDRegressorModel.fromJSON(JSON.parse(JSON.stringify(model)));
    expect(bits(again)).toBe(bits(model ?? whole));
    expect(recipe.partialFit(X, y, again).coef).toEqual(recipe.partialFit(X, y, model).coef);
  });

  it.each(['l2', 'l1', 'elasticnet'] as const)('averages its steps, whatever the penalty (%s)', (penalty) => {
    const recipe = new SGDRegressor({ penalty, alpha: 0.2, average: true, tol: -Infinity, maxIter: 60 });
    const run = recipe.steps([[1, -0.5]], [3]); // of one sample, each pass is a step
    const states = [...run];
    const mean = [0, 1].map((j) => states.reduce((sum, { coef }) => sum + coef[j], 0) / states.length);
    expectClose([...run.model.coef], mean, { abs: 1e-14, rel: 0 }, 'coef');
  });

  it('of columns of large unit says that the steps are too long', () => {
    expect(thrown(() => new SGDRegressor().fit([[1e6], [2e6], [-3e6]], [1, 2, 3]))).toBeInstanceOf(OptionError);
    expect(thrown(() => new SGDRegressor({ learningRate: 'constant', eta0: 0 }))).toBeInstanceOf(OptionError);
    expect(thrown(() => new SGDClassifier({ alpha: 0 }))).toBeInstanceOf(OptionError);
  });

  it('stops early by samples set aside', () => {
    const { X, y } = sampleData(200, 2, 5);
    const model = new SGDRegressor({ earlyStopping: true, nIterNoChange: 2 }).fit(X, y);
    expect(model.converged).toBe(true);
    expect(model.score(X, y)).toBeGreaterThan(0.95);
  });
});

describe('SGDClassifier.fit', () => {
  it.each(reference.sgdClassifier)('takes the same steps as scikit-learn: $options', ({ options, coef, intercept }) => {
    const model = Reflect.construct(SGDClassifier, [{ ...options, tol: -Infinity }]).fit(reference.X, reference.labels, {
      onWarning: () => {},
    });
    expectClose(model.coef, coef, { abs: 1e-9, rel: 1e-9 }, 'coef');
    expectClose(model.intercept, intercept, { abs: 1e-9, rel: 1e-9 }, 'intercept');
  });

  it('learns batch by batch, and refuses labels that are new', () => {
    const recipe = new SGDClassifier({ loss: 'modified_huber' });
    const first = recipe.partialFit([[-2], [-1]], ['no', 'no'], undefined, { classes: ['no', 'yes'] });
    const model = recipe.partialFit([[1], [2]], ['yes', 'yes'], first);
    expect(model.predict([[3], [-3]])).toEqual(['yes', 'no']);
    expect(thrown(() => Reflect.apply(recipe.partialFit, recipe, [[[1]], ['maybe'], model]))).toBeInstanceOf(DataError);
    expect(thrown(() => recipe.partialFit([[1]], ['yes']))).toBeInstanceOf(DataError);
    const P = tableOf(model.predictProba([[0.1], [5]]));
    for (const row of P) expect(row[0] + row[1]).toBeCloseTo(1, 15);
    expect(thrown(() => new SGDClassifier().fit([[1], [2]], [0, 1]).predictProba([[1]]))).toBeInstanceOf(OptionError);
    expect(bits(SGDClassifierModel.fromJSON(JSON.parse(JSON.stringify(model))))).toBe(bits(model));
  });
});
