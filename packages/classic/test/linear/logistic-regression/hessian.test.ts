import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { drain, settle } from '../../../src/estimator/rows.ts';
import { classHessian, hessian } from '../../../src/linear/logistic-regression/hessian.ts';
import { LogisticLoss } from '../../../src/linear/logistic-regression/loss.ts';
import { expectClose } from '../../golden.ts';
import { sampleData } from '../../samples.ts';

const problems = fc.record({
  n: fc.integer({ min: 1, max: 30 }),
  d: fc.integer({ min: 1, max: 4 }),
  k: fc.constantFrom(1, 3, 4),
  seed: fc.nat(1e6),
  weighted: fc.boolean(),
  fitIntercept: fc.boolean(),
});

describe('hessian', () => {
  test.prop([problems])('times v is hessianProduct(v), and its blocks of classes are classHessian', (drawn) => {
    const { n, d, k, seed, weighted, fitIntercept } = drawn;
    const { X, y } = sampleData(n, d, seed);
    const codes = Int32Array.from({ length: n }, (_, i) => i % Math.max(2, k));
    const weights = weighted ? Float64Array.from(codes, (_, i) => 1 + (i % 3)) : undefined;
    const total = weights === undefined ? n : weights.reduce((sum, weight) => sum + weight, 0);
    const design = { data: Float64Array.from(X.flat()), nSamples: n, nFeatures: d, names: undefined };
    const loss = new LogisticLoss({ X: design, codes, weights, total, fitIntercept, mean: undefined, l2: 0.3 }, k, 1);
    const theta = Float64Array.from({ length: loss.size }, (_, p) => Math.sin(p + y[0]));
    const v = theta.map((value, p) => Math.cos(3 * p) + value);
    const product = new Float64Array(loss.size);
    drain(settle(loss.evaluate(theta, product)));
    drain(loss.hessianProduct(theta, v, product));
    const H = drain(hessian(loss));
    const rows = Array.from(theta, (_, p) => H.subarray(p * loss.size, (p + 1) * loss.size));
    expectClose(
      rows.map((row) => row.reduce((sum, value, q) => sum + value * v[q], 0)),
      [...product],
      { abs: 1e-13, rel: 1e-12 },
      'Hv',
    );
    const own = drain(classHessian(loss, 0, 0));
    expect(own[0] + 0.3).toBe(H[0]);
    expect(own).toHaveLength((d + Number(fitIntercept)) ** 2);
  });
});
