import { DataError, HmlError, OptionError } from '@hml/tensor';
import { describeEstimator } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import { SGDClassifier, SGDClassifierModel, SGDRegressor, SGDRegressorModel } from '../../../src/linear/index.ts';
import reference from '../../fixtures/linear.json' with { type: 'json' };
import { expectClose } from '../../golden.ts';
import { bits, sampleData, tableOf, thinned, thrown } from '../../samples.ts';

describeEstimator('regressor', (options) => new SGDRegressor({ eta0: 0.05, ...options }), {
  tolerance: 0.1,
  shards: false,
  sparse: true,
  anyNumber: ['powerT'],
  maxSteps: 20,
  fingerprint: 'c92ca7ae',
});
describeEstimator('classifier', (options) => new SGDClassifier({ loss: 'log_loss', alpha: 0.01, ...options }), {
  tolerance: 0.1,
  shards: false,
  sparse: true,
  anyNumber: ['powerT'],
  maxSteps: 30,
  fingerprint: 'a9f3ee5f',
});
describeEstimator('classifier', (options) => new SGDClassifier({ alpha: 0.01, ...options }), {
  tolerance: 0.5, // scores of the hinge depend on where the passes end
  shards: false,
  sparse: true,
  anyNumber: ['powerT'],
  maxSteps: 30,
  fingerprint: '84de06db',
  probabilities: false,
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

  it.each([
    { penalty: 'l2', average: true },
    { penalty: 'l1', average: true },
    { penalty: 'l2', average: 15 },
  ] as const)('averages the steps since the average was asked for: %o', ({ penalty, average }) => {
    const { X, y } = sampleData(12, 3, 5);
    const { dense, sparse } = thinned(X);
    for (const rows of [dense, sparse]) {
      const recipe = new SGDRegressor({ eta0: 0.05, penalty, alpha: 0.01, shuffle: false });
      let before = recipe.partialFit(rows, y);
      before = recipe.partialFit(rows, y, before);
      const row = (i: number) => (Array.isArray(rows) ? [rows[i]] : thinned([X[i]]).sparse);
      const averaging = recipe.with({ average });
      let [plain, averaged] = [before, before];
      const sum = new Float64Array(4);
      for (let i = 0; i < 12; i++) {
        plain = recipe.partialFit(row(i), [y[i]], plain);
        averaged = averaging.partialFit(row(i), [y[i]], averaged);
        [...plain.coef, plain.intercept].forEach((w, j) => {
          sum[j] += w;
        });
        const mean = sum.map((w) => w / (i + 1));
        expectClose([...averaged.coef, averaged.intercept], mean, { abs: 1e-13, rel: 0 }, `mean of ${i + 1} steps`);
      }
      const again = SGDRegressorModel.fromJSON(JSON.parse(JSON.stringify(averaged)));
      expect(bits(averaging.partialFit(rows, y, again))).toBe(bits(averaging.partialFit(rows, y, averaged)));
      const [off, last] = [recipe.partialFit(rows, y, averaged), recipe.partialFit(rows, y, plain)];
      expectClose(off.coef, last.coef, { abs: 1e-13, rel: 0 }, 'coef, the average switched off again');
    }
  });

  it('judges a pass by the loss of the samples by their weights: rows of weight 0 do not stretch or shorten the fit', () => {
    const { X, y } = sampleData(30, 2, 5);
    const sampleWeight = y.map((_, i) => (i % 3) / 2);
    const [first] = new SGDRegressor({ learningRate: 'constant', eta0: 1e-12 }).steps(X, y, { sampleWeight });
    const total = sampleWeight.reduce((sum, s) => sum + s, 0);
    const atZero = y.reduce((sum, value, i) => sum + (sampleWeight[i] * value * value) / 2, 0) / total;
    expect(first.loss).toBeCloseTo(atZero, 8);
    const padded = { X: [...X, ...X], y: [...y, ...y], sampleWeight: [...y.map(() => 1), ...y.map(() => 0)] };
    const recipe = new SGDRegressor({ learningRate: 'constant', eta0: 0.001, penalty: null, shuffle: false });
    expect(recipe.fit(padded.X, padded.y, { sampleWeight: padded.sampleWeight }).nIter).toBe(recipe.fit(X, y).nIter);
  });

  it('of columns of large unit says that the steps are too long', () => {
    expect(thrown(() => new SGDRegressor().fit([[1e6], [2e6], [-3e6]], [1, 2, 3]))).toBeInstanceOf(OptionError);
    expect(thrown(() => new SGDRegressor({ learningRate: 'constant', eta0: 0 }))).toBeInstanceOf(OptionError);
    expect(thrown(() => new SGDClassifier({ alpha: 0 }))).toBeInstanceOf(OptionError);
  });

  it('sets samples of numbers aside whatever the numbers are', () => {
    const y = Array.from({ length: 20 }, (_, i) => (i === 7 ? -1 : 1));
    const X = y.map((value, i) => [value, Math.sin(i)]);
    expect(new SGDRegressor({ earlyStopping: true }).fit(X, y).converged).toBe(true);
  });

  it('stops early by the score of samples set aside, by their weights: those of weight 0 count for nothing', () => {
    const { X, y } = sampleData(60, 2, 5);
    const spoilt = y.map((value, i) => (i % 3 === 0 ? -100 * value : value));
    const sampleWeight = y.map((_, i) => Number(i % 3 !== 0));
    const recipe = new SGDRegressor({ earlyStopping: true, shuffle: false, penalty: null, validationFraction: 0.3 });
    expect(bits(recipe.fit(X, spoilt, { sampleWeight }))).toBe(bits(recipe.fit(X, y, { sampleWeight })));
    const heavy = y.map((_, i) => (i % 3 === 0 ? 1e-12 : 1));
    expect(recipe.fit(X, spoilt, { sampleWeight: heavy }).nIter).toBe(recipe.fit(X, y, { sampleWeight: heavy }).nIter);
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

  it('sets no class aside whole', () => {
    const fit = (rare: number, options: object = {}, sampleWeight = new Array<number>(50 + rare).fill(1)) => {
      const labels = Array.from({ length: 50 + rare }, (_, i) => (i < 50 ? 'usual' : 'rare'));
      const X = labels.map((label, i) => [label === 'rare' ? 3 : Math.sin(i)]);
      return new SGDClassifier({ earlyStopping: true, ...options }).fit(X, labels, { sampleWeight });
    };
    expect(thrown(() => fit(1))).toMatchObject({ got: '1 of 1 of the class rare set aside', fix: 'earlyStopping: false' });
    expect(thrown(() => fit(3, { validationFraction: 0.9 }))).toMatchObject({ fix: 'a smaller validationFraction' });
    expect(fit(2).predict([[3]])).toEqual(['rare']);
    const weighed = [...new Array<number>(50).fill(1), 0, 0, 1];
    expect(thrown(() => fit(3, {}, weighed))).toBeInstanceOf(OptionError); // what has no weight is no sample of its class
    const three = [...'aaaaabbbbbc'];
    const recipe = new SGDClassifier({ earlyStopping: true });
    expect(
      thrown(() =>
        recipe.fit(
          three.map((_, i) => [i]),
          three,
        ),
      ),
    ).toMatchObject({ got: '1 of 1 of the class c set aside' });
  });

  it('learns batch by batch, and refuses labels that are new', () => {
    const recipe = new SGDClassifier({ loss: 'modified_huber' });
    const first = recipe.partialFit([[-2], [-1]], ['no', 'no'], undefined, { classes: ['no', 'yes'] });
    const model = recipe.partialFit([[1], [2]], ['yes', 'yes'], first);
    expect(model.predict([[3], [-3]])).toEqual(['yes', 'no']);
    expect(thrown(() => Reflect.apply(recipe.partialFit, recipe, [[[1]], ['maybe'], model]))).toBeInstanceOf(DataError);
    expect(thrown(() => recipe.partialFit([[1]], ['yes']))).toBeInstanceOf(DataError);
    for (const classes of [['no'], ['no', 'maybe'], ['maybe', 'no', 'yes']])
      expect(thrown(() => recipe.partialFit([[1]], ['yes'], first, { classes }))).toBeInstanceOf(HmlError);
    expect(bits(recipe.partialFit([[1], [2]], ['yes', 'yes'], first, { classes: ['yes', 'no'] }))).toBe(bits(model));
    const P = tableOf(model.predictProba([[0.1], [5]]));
    for (const row of P) expect(row[0] + row[1]).toBeCloseTo(1, 15);
    expect(thrown(() => new SGDClassifier().fit([[1], [2]], [0, 1]).predictProba([[1]]))).toBeInstanceOf(OptionError);
    expect(bits(SGDClassifierModel.fromJSON(JSON.parse(JSON.stringify(model))))).toBe(bits(model));
  });
});

describe('SGDClassifier.partialFit', () => {
  it('goes on from a fit of several classes that was saved as from the fit itself, though each class took its own number of passes', () => {
    const { X, y } = sampleData(40, 3, 5);
    const labels = y.map((value) => (value > 4 ? 'high' : value > 2 ? 'middle' : 'low'));
    const recipe = new SGDClassifier({ alpha: 0.05, average: 50 });
    const model = recipe.fit(X, labels);
    expect(new Set(model.weights.map(({ t }) => t)).size).toBeGreaterThan(1);
    const again = SGDClassifierModel.fromJSON(JSON.parse(JSON.stringify(model)));
    expect(bits(recipe.partialFit(X, labels, again))).toBe(bits(recipe.partialFit(X, labels, model)));
  });
});

describe('SGD on sparse rows', () => {
  const quiet = { onWarning: () => {} };
  const close = { abs: 1e-10, rel: 1e-10 };
  const penalties = [{ penalty: null }, { penalty: 'l2' }, { penalty: 'l1' }, { penalty: 'elasticnet', l1Ratio: 0.4 }] as const;
  const ways = [
    {},
    { average: true },
    { average: 30 },
    { learningRate: 'constant', eta0: 0.02 },
    { learningRate: 'adaptive', eta0: 0.02, nIterNoChange: 2, average: 5 },
    { fitIntercept: false },
    { earlyStopping: true, average: true },
  ] as const;

  it.each(penalties.flatMap((penalty) => ways.map((way) => ({ ...penalty, ...way }))))('takes the steps of dense rows: %o', (options) => {
    const { X, y } = sampleData(60, 7, 3);
    const { dense, sparse } = thinned(X);
    const sampleWeight = y.map((_, i) => i % 3);
    const recipe = new SGDRegressor({ alpha: 0.02, maxIter: 30, ...options });
    const [a, b] = [recipe.fit(dense, y, { sampleWeight, ...quiet }), recipe.fit(sparse, y, { sampleWeight, ...quiet })];
    expectClose(b.coef, a.coef, close, 'coef');
    expectClose(b.intercept, a.intercept, close, 'intercept');
    expect([b.nIter, b.t]).toEqual([a.nIter, a.t]);
    expect(bits(b)).not.toBe(bits(recipe.fit(sparse, y, quiet))); // the weights count
    expectClose(b.predict(sparse), a.predict(dense), close, 'predict');
    const [c, d] = [recipe.partialFit(dense.slice(9), y.slice(9), a), recipe.partialFit(thinned(X.slice(9)).sparse, y.slice(9), b)];
    expectClose(d.coef, c.coef, close, 'coef after a batch');

    const labels = y.map((value) => (value > 4 ? 'high' : value > 2 ? 'middle' : 'low'));
    const classes = new SGDClassifier({ alpha: 0.02, maxIter: 30, classWeight: 'balanced', ...options });
    const [e, f] = [classes.fit(dense, labels, { sampleWeight, ...quiet }), classes.fit(sparse, labels, { sampleWeight, ...quiet })];
    expectClose(f.coef, tableOf(e.coef), close, 'coef of classes');
    expect(f.predict(sparse)).toEqual(e.predict(dense));
  });

  it.each([
    { learningRate: 'constant', eta0: 0.5, alpha: 1.9 }, // the common factor of the weights soon is too small
    { learningRate: 'constant', eta0: 0.5, alpha: 2 }, //   each step takes all there was
    { learningRate: 'constant', eta0: 0.01, alpha: 1e-3, penalty: 'l1' },
    { learningRate: 'constant', eta0: 0.01, alpha: 1e-2, penalty: 'elasticnet', average: 100 },
    { learningRate: 'constant', eta0: 0.5, alpha: 1.9, penalty: 'elasticnet', average: true },
  ] as const)('takes the steps of dense rows over many rows, some columns of which are rare: %o', (options) => {
    const { X, y } = sampleData(2500, 5, 3);
    const { dense, sparse } = thinned(X.map(([a, b, c, d, e], i) => [a, i === 7 ? b : 0, i % 500 === 0 ? c : 0, d, 0 * e]));
    const recipe = new SGDRegressor({ maxIter: 3, shuffle: false, ...options });
    const [a, b] = [recipe.fit(dense, y, quiet), recipe.fit(sparse, y, quiet)];
    expectClose(b.coef, a.coef, close, 'coef');
    expectClose(b.intercept, a.intercept, close, 'intercept');
    expect(b.coef[4]).toBe(0);
  });
});
