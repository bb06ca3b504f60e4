// X09: every gradient against difference quotients of its cost, penalties on.
import { describe, expect, it } from 'vitest';
import { asMatrix } from '../../src/estimator/input.ts';
import { drain, settle } from '../../src/estimator/rows.ts';
import { asTargets } from '../../src/estimator/targets.ts';
import { huberObjective, huberStart } from '../../src/linear/huber/loss.ts';
import { LinearRegressionGD, LogisticRegressionGD } from '../../src/linear/index.ts';
import { LogisticLoss } from '../../src/linear/logistic-regression/loss.ts';
import type { LogisticProblem } from '../../src/linear/logistic-regression/problem.ts';
import { classifierLosses, lossOf } from '../../src/linear/sgd/losses.ts';
import { sampleData } from '../samples.ts';

const n = 17;
const d = 3;
const { X, y } = sampleData(n, d, 6);
const weights = Float64Array.from({ length: n }, (_, i) => (i * 5) % 4);
const total = weights.reduce((sum, weight) => sum + weight, 0);

/** $\frac{f(x + h e_p) - f(x - h e_p)}{2h}$ for each component p: off by about $h^2$, and by the rounding errors of f over h. */
function quotients(f: (x: Float64Array) => number, x: Float64Array, h = 1e-5): number[] {
  return Array.from(x, (value, p) => (f(x.with(p, value + h)) - f(x.with(p, value - h))) / (2 * h));
}

/** Points away from any symmetry. */
function point(size: number, seed: number): Float64Array {
  return Float64Array.from({ length: size }, (_, p) => Math.sin(1 + 2.7 * p + seed));
}

function expectGradient(got: ArrayLike<number>, expected: readonly number[]): void {
  const scale = Math.max(1, ...expected.map(Math.abs));
  expected.forEach((value, p) => {
    expect(Math.abs(got[p] - value) / scale, `component ${p}: ${got[p]}, ${value} by differences`).toBeLessThan(1e-8);
  });
  expect(Math.max(...expected.map(Math.abs)), 'a gradient that is not 0 anyhow').toBeGreaterThan(1e-2);
}

describe('the gradient of LogisticLoss', () => {
  const codes = Int32Array.from(y, (_, i) => i % 3);
  const design = asMatrix('test', X);
  const problem: LogisticProblem = { X: design, codes, weights, total, fitIntercept: true, mean: undefined, l2: 0.3 };
  const cases: readonly (readonly [string, number, LogisticProblem])[] = [
    ['one class against the rest', 1, problem],
    ['three classes at once', 3, problem],
    ['without weights and intercepts', 3, { ...problem, weights: undefined, total: n, fitIntercept: false }],
    ['columns implicitly centred', 3, { ...problem, mean: Float64Array.of(0.5, -1, 2) }],
  ];

  it.each(cases)('is that of its difference quotients: %s', (_, k, one) => {
    const loss = new LogisticLoss(one, k, 1);
    const cost = (theta: Float64Array): number => drain(settle(loss.evaluate(theta, new Float64Array(loss.size))));
    for (const seed of [0, 1]) {
      const [theta, gradient] = [point(loss.size, seed), new Float64Array(loss.size)];
      drain(settle(loss.evaluate(theta, gradient)));
      expectGradient(gradient, quotients(cost, theta));
    }
  });

  it.each(cases)('has the second derivative of its difference quotients: %s', (_, k, one) => {
    const loss = new LogisticLoss(one, k, 1);
    const [theta, v, product] = [point(loss.size, 0), point(loss.size, 5), new Float64Array(loss.size)];
    drain(loss.hessianProduct(theta, v, product));
    const along = (t: number): Float64Array => {
      const gradient = new Float64Array(loss.size);
      const there = theta.map((value, p) => value + t * v[p]);
      drain(settle(loss.evaluate(there, gradient)));
      return gradient;
    };
    const [ahead, behind] = [along(1e-5), along(-1e-5)];
    expectGradient(
      product,
      Array.from(ahead, (value, p) => (value - behind[p]) / 2e-5),
    );
  });
});

describe('the gradient of huberObjective', () => {
  it.each([true, false])('is that of its difference quotients, scale included; with an intercept: %s', (fitIntercept) => {
    const samples = { X: asMatrix('test', X), y: asTargets('test', y, n), weights };
    const problem = drain(huberStart('test', samples, { epsilon: 1.2, alpha: 0.7, fitIntercept }));
    const objective = huberObjective(problem);
    const evaluate = (x: Float64Array, gradient: Float64Array): number => drain(settle(objective(x, gradient)));
    for (const scale of [0.3, 1.5]) {
      const x = point(problem.start.length, 2).with(-1, scale);
      const gradient = new Float64Array(x.length);
      evaluate(x, gradient);
      expectGradient(
        gradient,
        quotients((other) => evaluate(other, new Float64Array(other.length)), x),
      );
    }
  });
});

describe('the slope of each loss of a sample', () => {
  it.each(classifierLosses)('is that of its difference quotients away from kinks: %s', (name) => {
    const { value, slope } = lossOf(name, 0.1);
    let steep = 0;
    for (const target of [-1, 1]) {
      for (let z = -2.955; z < 3; z += 0.17) {
        const [expected] = quotients(([at]) => value(at, target), Float64Array.of(z));
        expect(Math.abs(slope(z, target) - expected), `z = ${z}, y = ${target}`).toBeLessThan(1e-8);
        steep = Math.max(steep, Math.abs(expected));
      }
    }
    expect(steep).toBeGreaterThan(0.05);
  });
});

describe('an update of gradient descent', () => {
  const [alpha, learningRate] = [0.8, 0.05];
  const weighted = { sampleWeight: weights, onWarning: () => {} };
  const score = (theta: Float64Array, row: readonly number[]): number => row.reduce((sum, value, j) => sum + theta[j] * value, theta[d]);
  const cost = (theta: Float64Array, loss: (z: number, i: number) => number): number => {
    const squares = theta.subarray(0, d).reduce((sum, w) => sum + w * w, 0);
    return (X.reduce((sum, row, i) => sum + weights[i] * loss(score(theta, row), i), 0) + 0.5 * alpha * squares) / total;
  };

  /** Checks that from each point to the next goes $-\eta \nabla J$, with the penalty that spares the intercept. */
  function expectUpdates(points: readonly { theta: Float64Array; cost: number }[], loss: (z: number, i: number) => number): void {
    expect(points).toHaveLength(4);
    points.slice(0, -1).forEach(({ theta, cost: shown }, i) => {
      const taken = theta.map((value, p) => (value - points[i + 1].theta[p]) / learningRate);
      expect(shown).toBeCloseTo(cost(theta, loss), 12);
      expectGradient(
        taken,
        quotients((at) => cost(at, loss), theta),
      );
    });
  }

  it('of LinearRegressionGD goes against the difference quotients of J', () => {
    const states = [...new LinearRegressionGD({ alpha, learningRate, maxIter: 3, tol: 0 }).steps(X, y, weighted)];
    const points = states.map((state) => ({ theta: Float64Array.of(...state.coef, state.intercept), cost: state.cost }));
    expectUpdates(points, (z, i) => 0.5 * (z - y[i]) ** 2);
  });

  it('of LogisticRegressionGD goes against the difference quotients of J', () => {
    const labels = y.map((value) => value > 3);
    const states = [...new LogisticRegressionGD({ alpha, learningRate, maxIter: 3, tol: 0 }).steps(X, labels, weighted)];
    const points = states.map(({ coef, intercept, cost: shown }) => ({
      theta: Float64Array.of(...coef.toTypedArray(), intercept[0]),
      cost: shown,
    }));
    expectUpdates(points, (z, i) => Math.log1p(Math.exp(z)) - (labels[i] ? z : 0));
  });
});
