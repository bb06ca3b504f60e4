import { fc, test } from '@fast-check/vitest';
import { DataError, OptionError, ShapeError, tensor } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import type { MatrixLike, VectorLike } from '../../src/index.ts';
import { LinearRegression } from '../../src/linear/index.ts';
import type { AveragedOutputs, RawOutputs } from '../../src/metrics/index.ts';
import {
  d2AbsoluteErrorScore,
  d2PinballScore,
  d2TweedieScore,
  explainedVarianceScore,
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanGammaDeviance,
  meanPinballLoss,
  meanPoissonDeviance,
  meanSquaredError,
  meanSquaredLogError,
  meanTweedieDeviance,
  medianAbsoluteError,
  r2Score,
  rootMeanSquaredError,
  rootMeanSquaredLogError,
} from '../../src/metrics/index.ts';
import { expectClose, golden } from '../golden.ts';
import { thrown } from '../samples.ts';

const cases = ['20', 'weighted', 'positive', 'multi-output', 'constant-truth', 'perfect'];

describe('meanSquaredError, rootMeanSquaredError, r2Score', () => {
  it.each(cases)('agree with scikit-learn on metrics/reg-%s', (name) => {
    const { data, expected, tolerance } = golden(`metrics/reg-${name}`);
    const { yTrue, yPred, sampleWeight } = Object(data);
    const options = sampleWeight === undefined ? {} : { sampleWeight };
    expectClose(meanSquaredError(yTrue, yPred, options), expected.mse, tolerance, 'mse');
    expectClose(rootMeanSquaredError(yTrue, yPred, options), expected.rmse, tolerance, 'rmse');
    expectClose(r2Score(yTrue, yPred, options), expected.r2, tolerance, 'r2');
  });

  it('refuse what does not fit', () => {
    expect(thrown(() => meanSquaredError([1, 2], [1]))).toMatchObject({ where: 'meanSquaredError', got: 'yPred [1]' });
    expect(
      thrown(() =>
        r2Score(
          [[1], [2]],
          [
            [1, 2],
            [3, 4],
          ],
        ),
      ),
    ).toBeInstanceOf(ShapeError);
    expect(thrown(() => r2Score([1], [1]))).toBeInstanceOf(DataError);
    expect(thrown(() => meanSquaredError([], []))).toMatchObject({ what: 'yTrue is empty' });
    expect(thrown(() => meanSquaredError([1e200], [-1e200]))).toMatchObject({ what: 'the squares overflow' });
    expect(thrown(() => r2Score([1, Number.NaN], [1, 2]))).toMatchObject({ got: 'NaN in row 1, column 0' });
  });

  it('score a constant truth 1 if it is met exactly, else 0', () => {
    expect(r2Score([2, 2], [2, 2])).toBe(1);
    expect(r2Score([2, 2], [2, 3])).toBe(0);
  });
});

describe('score', () => {
  it('names itself and y in its errors', () => {
    const model = new LinearRegression().fit([[1], [2], [4]], [1, 2, 3]);
    expect(thrown(() => model.score([[1], [2]], [1]))).toMatchObject({ where: 'LinearRegressionModel.score', got: 'y [1]' });
    expect(thrown(() => model.score([[1]], [1]))).toMatchObject({ what: 'one sample has no spread' });
  });

  it.each<Metric>([meanSquaredError, rootMeanSquaredError, r2Score])('%o refuses a misspelt option', (metric) => {
    const options: object = { sampleWeights: [1, 1] };
    expect(thrown(() => metric([1, 2], [1, 3], options))).toMatchObject({ where: metric.name, fix: "did you mean 'sampleWeight'?" });
  });
});

describe('forceFinite: false', () => {
  const y = [
    [1, 2],
    [1, 3],
    [1, 4],
  ];
  const p = [
    [1, 2.5],
    [2, 3],
    [1, 3.5],
  ];

  it('leaves what division gives where there is no variance, as scikit-learn 1.2.1 does with force_finite=False', () => {
    const raw = { forceFinite: false } as const;
    const constant = (metric: typeof r2Score) =>
      [
        [2, 2],
        [2, 3],
        [3, 3],
      ].map((predicted) => metric([2, 2], predicted, raw));
    expect(constant(r2Score)).toEqual([Number.NaN, -Infinity, -Infinity]);
    expect(constant(explainedVarianceScore)).toEqual([Number.NaN, -Infinity, Number.NaN]);
    for (const metric of [r2Score, explainedVarianceScore]) {
      expect(metric(y, p, { ...raw, multioutput: 'rawValues' })).toEqual(Float64Array.of(-Infinity, 0.75));
      expect(metric(y, p, raw)).toBe(-Infinity);
      expect(metric(y, p, { ...raw, multioutput: 'varianceWeighted' })).toBeNaN();
      expect(metric([1, 2, 3], [1, 2, 4], raw)).toBe(metric([1, 2, 3], [1, 2, 4]));
    }
  });

  it('is refused by errors, which are always finite', () => {
    expect(thrown(() => meanSquaredError(y, p, Object({ forceFinite: false })))).toMatchObject({ what: "no option 'forceFinite'" });
  });
});

const halves = fc.integer({ min: 1, max: 100 }).map((value) => value / 2);
const pairs = fc.array(fc.tuple(halves, halves, fc.integer({ min: 1, max: 3 })), { minLength: 2, maxLength: 20 });

/** A metric whose outputs are averaged, or not. */
interface Metric {
  (yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: RawOutputs): Float64Array;
  (yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options?: AveragedOutputs): number;
  readonly name: string;
}

const losses: readonly Metric[] = [
  meanSquaredError,
  rootMeanSquaredError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  medianAbsoluteError,
  meanSquaredLogError,
  rootMeanSquaredLogError,
  meanPinballLoss,
];
const scores: readonly Metric[] = [r2Score, explainedVarianceScore, d2AbsoluteErrorScore, d2PinballScore];

describe.each([...losses, ...scores].map((metric) => [metric.name, metric] as const))('%s', (name, metric) => {
  test.prop([pairs])('of several outputs is the mean of each, however it is weighted', (rows) => {
    const [y, p] = [rows.map(([value]) => value), rows.map(([, value]) => value)];
    const outputs = [y.map((value, i) => [value, p[i]]), p.map((value, i) => [value, y[i]])] as const;
    const each = [metric(y, p), metric(p, y)];
    const raw = metric(tensor(outputs[0]), outputs[1], { multioutput: 'rawValues' });
    raw.forEach((value, o) => {
      expect(value).toBeCloseTo(each[o], 9);
    });
    expect(metric(...outputs)).toBeCloseTo((raw[0] + raw[1]) / 2, 9);
    expect(metric(...outputs, { multioutput: [1, 3] })).toBeCloseTo((raw[0] + 3 * raw[1]) / 4, 9);
    expect(metric(y, y)).toBe(scores.some((score) => score.name === name) ? 1 : 0);
  });

  it('refuses an average that does not exist', () => {
    expect(thrown(() => Reflect.apply(metric, undefined, [[1, 2], [1, 3], { multioutput: 'mean' }]))).toMatchObject({
      where: name,
      what: "option 'multioutput' is out of range",
    });
    expect(
      thrown(() =>
        metric(
          [
            [1, 2],
            [2, 3],
          ],
          [
            [1, 2],
            [2, 4],
          ],
          { multioutput: [1] },
        ),
      ),
    ).toBeInstanceOf(ShapeError);
  });
});

describe('the metrics of regression', () => {
  test.prop([pairs])('are their definitions', (rows) => {
    const [y, p] = [rows.map(([value]) => value), rows.map(([, value]) => value)];
    const mean = (f: (a: number, b: number) => number): number => y.reduce((sum, value, i) => sum + f(value, p[i]), 0) / y.length;
    expect(meanAbsoluteError(y, p)).toBeCloseTo(
      mean((a, b) => Math.abs(a - b)),
      11,
    );
    expect(meanAbsolutePercentageError(y, p)).toBeCloseTo(
      mean((a, b) => Math.abs(a - b) / a),
      9,
    );
    expect(meanSquaredLogError(y, p)).toBeCloseTo(
      mean((a, b) => Math.log((1 + a) / (1 + b)) ** 2),
      11,
    );
    expect(meanPoissonDeviance(y, p)).toBeCloseTo(2 * mean((a, b) => a * Math.log(a / b) - a + b), 9);
    expect(meanGammaDeviance(y, p)).toBeCloseTo(2 * mean((a, b) => Math.log(b / a) + a / b - 1), 9);
    expect(meanPinballLoss(y, p)).toBeCloseTo(meanAbsoluteError(y, p) / 2, 11);
    expect(maxError(y, p)).toBe(Math.max(...y.map((value, i) => Math.abs(value - p[i]))));
    expect(d2TweedieScore(y, p)).toBeCloseTo(r2Score(y, p), 9);
    for (const power of [1, 2])
      expect(meanTweedieDeviance(y, p, { power: power + 1e-5 })).toBeCloseTo(meanTweedieDeviance(y, p, { power }), 1);
    const errors = y.map((value, i) => Math.abs(value - p[i])).sort((a, b) => a - b);
    const median = (errors[Math.floor((errors.length - 1) / 2)] + errors[Math.ceil((errors.length - 1) / 2)]) / 2;
    expect(medianAbsoluteError(y, p)).toBeCloseTo(median, 11);
    expect(explainedVarianceScore(y, p)).toBeCloseTo(
      explainedVarianceScore(
        y,
        p.map((value) => value + 7),
      ),
      7,
    );
  });

  test.prop([pairs])('take a sample of weight w for w samples', (rows) => {
    const repeated = rows.flatMap(([y, p, w]) => Array.from({ length: w }, () => [y, p]));
    const options = { sampleWeight: rows.map(([, , w]) => w) };
    const metrics: readonly ((y: number[], p: number[], given?: typeof options) => number)[] = [
      meanSquaredError,
      meanAbsoluteError,
      meanAbsolutePercentageError,
      meanPoissonDeviance,
      r2Score,
      meanPinballLoss,
    ];
    for (const metric of metrics) {
      const weighted = metric(
        rows.map(([y]) => y),
        rows.map(([, p]) => p),
        options,
      );
      const plain = metric(
        repeated.map(([y]) => y),
        repeated.map(([, p]) => p),
      );
      expect(Math.abs(weighted - plain)).toBeLessThan(1e-10 * Math.max(1, Math.abs(plain)));
    }
  });

  it('refuse what their distributions cannot give, and options out of range', () => {
    expect(thrown(() => meanSquaredLogError([-1, 1], [1, 1]))).toMatchObject({ what: 'a value is negative', got: '-1' });
    expect(thrown(() => meanPoissonDeviance([-1, 1], [1, 1]))).toMatchObject({ expected: 'yTrue of 0 or more where the power is 1' });
    expect(thrown(() => meanGammaDeviance([0, 1], [1, 1]))).toMatchObject({ expected: 'yTrue above 0 where the power is 2' });
    expect(thrown(() => meanTweedieDeviance([1, 1], [0, 1], { power: -1 }))).toMatchObject({ what: 'yPred holds a value out of range' });
    expect(thrown(() => meanTweedieDeviance([1, 1], [1, 1], { power: 0.5 }))).toBeInstanceOf(OptionError);
    expect(thrown(() => meanPinballLoss([1, 1], [1, 1], { alpha: 2 }))).toBeInstanceOf(OptionError);
    expect(thrown(() => d2TweedieScore([1], [1]))).toBeInstanceOf(DataError);
    expect(thrown(() => d2AbsoluteErrorScore([1], [1]))).toBeInstanceOf(DataError);
    expect(thrown(() => maxError([[1, 2]], [[1, 2]]))).toBeInstanceOf(ShapeError);
    expect(explainedVarianceScore([0.1, 0.1, 0.1], [0.3, 0.3, 0.3])).toBe(1);
    expect(explainedVarianceScore([0.1, 0.1, 0.1], [0.3, 0.3, 0.2])).toBe(0);
    expect(meanAbsolutePercentageError([0], [1])).toBe(2 ** 52);
    expect(medianAbsoluteError([0, 0, 0], [1, 2, 3], { sampleWeight: [1, 1, 5] })).toBe(3);
  });
});
