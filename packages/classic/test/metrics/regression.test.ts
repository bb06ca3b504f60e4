import { DataError, ShapeError } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { LinearRegression } from '../../src/linear/index.ts';
import { meanSquaredError, r2Score, rootMeanSquaredError } from '../../src/metrics/index.ts';
import { thrown } from '../estimator-checks.ts';
import { expectClose, golden } from '../golden.ts';

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
    expect(thrown(() => model.score([[1]], [1]))).toMatchObject({ what: 'one sample has no variance' });
  });

  it.each([meanSquaredError, rootMeanSquaredError, r2Score])('%o refuses a misspelt option', (metric) => {
    const options: object = { sampleWeights: [1, 1] };
    expect(thrown(() => metric([1, 2], [1, 3], options))).toMatchObject({ where: metric.name, fix: "did you mean 'sampleWeight'?" });
  });
});
