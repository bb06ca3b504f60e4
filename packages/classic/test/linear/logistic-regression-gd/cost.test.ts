import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { asMatrix } from '../../../src/estimator/input.ts';
import { drain, settle } from '../../../src/estimator/rows.ts';
import { LogisticLoss } from '../../../src/linear/logistic-regression/loss.ts';
import { logisticCost } from '../../../src/linear/logistic-regression-gd/cost.ts';
import { expectClose } from '../../golden.ts';
import { sampleData } from '../../samples.ts';

describe('logisticCost', () => {
  it('by hand: of one sample at w = ln 3, x = 1, h = ¾: −log ¾ if y = 1, −log ¼ if y = 0', () => {
    for (const [y, cost, slope] of [
      [1, -Math.log(0.75), -0.25],
      [0, -Math.log(0.25), 0.75],
    ]) {
      const problem = { X: asMatrix('test', [[1]]), y: Float64Array.of(y), weights: undefined, alpha: 0, fitIntercept: false };
      const gradient = new Float64Array(1);
      expectClose(drain(settle(logisticCost(problem)(Float64Array.of(Math.log(3)), gradient))), cost, { abs: 1e-15, rel: 0 }, 'cost');
      expectClose(gradient, [slope], { abs: 1e-15, rel: 0 }, 'gradient');
    }
  });

  it('is finite where h rounds to 0 and 1', () => {
    const problem = { X: asMatrix('test', [[1], [-1]]), y: Float64Array.of(0, 0), weights: undefined, alpha: 0, fitIntercept: false };
    const gradient = new Float64Array(1);
    expect(logisticCost(problem)(Float64Array.of(1000), gradient)).toBe(500);
    expect([...gradient]).toEqual([0.5]);
  });

  const problems = fc.record({
    n: fc.integer({ min: 1, max: 40 }),
    d: fc.integer({ min: 1, max: 5 }),
    seed: fc.nat(1e6),
    alpha: fc.double({ min: 0, max: 5, noNaN: true }),
    fitIntercept: fc.boolean(),
    weighted: fc.boolean(),
  });
  test.prop([problems])('is the LogisticLoss of one class against the rest', ({ n, d, seed, alpha, fitIntercept, weighted }) => {
    const { X: rows, y: targets } = sampleData(n, d, seed);
    const X = asMatrix('test', rows);
    const codes = Int32Array.from(targets, (value) => Number(value > 2));
    const weights = weighted ? Float64Array.from(codes, (_, i) => 1 + (i % 4)) : undefined;
    const total = weights === undefined ? n : weights.reduce((sum, weight) => sum + weight, 0);
    const plain = logisticCost({ X, y: Float64Array.from(codes), weights, alpha, fitIntercept });
    const loss = new LogisticLoss({ X, codes, weights, total, fitIntercept, mean: undefined, l2: alpha / total }, 1, 1);
    const theta = Float64Array.from({ length: loss.size }, (_, p) => Math.sin(1 + 2.7 * p + seed));
    const [gradient, expected] = [new Float64Array(loss.size), new Float64Array(loss.size)];
    const cost = drain(settle(plain(theta, gradient)));
    expectClose(cost, drain(settle(loss.evaluate(theta, expected))), { abs: 1e-14, rel: 1e-13 }, 'cost');
    expectClose(gradient, [...expected], { abs: 1e-14, rel: 1e-13 }, 'gradient');
  });
});
