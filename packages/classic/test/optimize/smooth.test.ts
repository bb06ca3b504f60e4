import { fc, test } from '@fast-check/vitest';
import { DataError, OptionError, ShapeError } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { drain, drainPolitely, Fit } from '../../src/index.ts';
import type { Objective, OptimizeResult, OptimizeState } from '../../src/optimize/index.ts';
import { gradientDescent, gradientDescentRun, lbfgs, lbfgsRun, newtonCg, newtonCgRun } from '../../src/optimize/index.ts';
import { Point } from '../../src/optimize/point.ts';
import { expectClose } from '../golden.ts';
import { thrown } from '../samples.ts';
import type { Problem } from './problems.ts';
import { logistic, quadratic, rosenbrock } from './problems.ts';

const value = () => fc.double({ min: -3, max: 3, noNaN: true });
const quadratics = fc.integer({ min: 1, max: 6 }).chain((d) =>
  fc.record({
    B: fc.array(fc.array(value(), { minLength: d, maxLength: d }), { maxLength: 6 }),
    centre: fc.array(value(), { minLength: d, maxLength: d }),
  }),
);

const methods: readonly (readonly [string, (problem: Problem, options: object) => OptimizeResult])[] = [
  ['lbfgs', ({ f, start }, options) => lbfgs(f, start, options)],
  [
    'lbfgs with a diagonal',
    ({ f, start }, options) => lbfgs(f, start, { ...options, diagonal: Float64Array.from(start, (_, i) => 1 + (i % 3)) }),
  ],
  ['newtonCg', ({ f, hessianProduct, start }, options) => newtonCg(f, hessianProduct, start, options)],
];

describe.each(methods)('%s', (name, minimize) => {
  test.prop([quadratics])('finds the bottom of a bowl', ({ B, centre }) => {
    const problem = quadratic(B, centre);
    const result = minimize(problem, { tol: 1e-11 });
    expect(result.reason).toBe('tol');
    expectClose([...result.x], centre, { abs: 1e-10, rel: 0 }, 'x');
  });

  it.each([
    ['the valley of Rosenbrock', rosenbrock],
    ['a logistic cost of badly scaled columns', logistic],
  ])('agrees with SciPy on %s, to the accuracy of the gradient', (_name, problem) => {
    const result = minimize(problem, { tol: 1e-10 });
    expect(result).toMatchObject({ reason: 'tol', converged: true });
    expect(result.gradientNorm).toBeLessThanOrEqual(1e-10);
    expectClose([...result.x], problem.minimum.x, { abs: 1e-8, rel: 0 }, 'x');
    expectClose(result.value, problem.minimum.value, { abs: 1e-13, rel: 1e-12 }, 'value');
    expect(result.nEvaluations).toBeLessThan(150);
  });

  it.each([2, 16, 128])('in %i dimensions computes the objective as often as it says, no more than thrice per iteration', (d) => {
    const B = [1, 2, 3].map((k) => Array.from({ length: d }, (_, j) => Math.sin(k * (j + 1))));
    const problem = quadratic(
      B,
      Array.from({ length: d }, (_, j) => 1 + (j % 5)),
    );
    let calls = 0;
    const counted: Objective = (x, gradient) => {
      calls++;
      return problem.f(x, gradient);
    };
    const result = minimize({ ...problem, f: counted }, { tol: 1e-8 });
    expect(result.converged).toBe(true);
    expect(calls).toBe(result.nEvaluations);
    expect(calls).toBeLessThanOrEqual(3 * result.nIter + 1);
    expect(result.nIter).toBeLessThanOrEqual(80); // four different curvatures, twelve with the diagonal, in whatever dimension
  });

  it('where tol cannot be reached ends with the value as low as float64 can tell', () => {
    const result = minimize(logistic, { tol: 0 });
    expect(result).toMatchObject({ reason: 'precision', converged: true });
    expectClose([...result.x], logistic.minimum.x, { abs: 1e-10, rel: 0 }, 'x');
  });

  it('out of iterations says so, with the best point so far', () => {
    const result = minimize(rosenbrock, { maxIter: 3 });
    expect(result).toMatchObject({ reason: 'maxIter', converged: false, nIter: 3 });
    expect(result.value).toBeLessThan(rosenbrock.f(Float64Array.from(rosenbrock.start), new Float64Array(10)) as number);
  });

  it('with a gradient of the wrong sign does not pretend to have converged', () => {
    const { f, hessianProduct, start } = quadratic([[1, 2]], [3, 4]);
    const wrong: Objective = (x, gradient) => {
      const result = f(x, gradient);
      gradient.set(gradient.map((g) => -g));
      return result;
    };
    expect(minimize({ f: wrong, hessianProduct, start, minimum: { x: [], value: 0 } }, {})).toMatchObject({
      reason: 'lineSearch',
      converged: false,
    });
  });

  it('stays where the objective is defined', () => {
    const barrier: Problem = {
      f: (x, gradient) => {
        gradient[0] = 1 - 1 / x[0];
        return x[0] > 0 ? x[0] - Math.log(x[0]) : Infinity;
      },
      hessianProduct: (x, v, product) => void product.set([v[0] / x[0] ** 2]),
      start: [50],
      minimum: { x: [1], value: 1 },
    };
    expectClose([...minimize(barrier, { tol: 1e-9 }).x], [1], { abs: 1e-8, rel: 0 }, 'x');
  });

  it('refuses a start that is no point, or where the objective is not finite', () => {
    expect(thrown(() => minimize({ ...logistic, start: [] }, {}))).toBeInstanceOf(ShapeError);
    expect(thrown(() => minimize({ ...logistic, start: [Number.NaN, 0, 0, 0, 0] }, {}))).toBeInstanceOf(ShapeError);
    expect(thrown(() => minimize({ ...logistic, f: () => Number.NaN }, {}))).toBeInstanceOf(DataError);
    const [where] = name.split(' ');
    expect(thrown(() => minimize(logistic, { maxIters: 3 }))).toMatchObject({ where, fix: expect.stringContaining('maxIter') });
    expect(thrown(() => minimize(logistic, { tol: -1 }))).toMatchObject({ where, expected: 'a number, 0 or more' });
  });
});

const f = logistic.f;
const runs = [
  ['lbfgsRun', (g: Objective) => lbfgsRun(g, logistic.start)],
  ['newtonCgRun', (g: Objective) => newtonCgRun(g, logistic.hessianProduct, logistic.start)],
  ['gradientDescentRun', (g: Objective) => gradientDescentRun(g, logistic.start, { maxIter: 20 })],
] as const;

describe.each(runs)('%s', (_, run) => {
  it('shows frozen states whose values fall, and ends where it says', () => {
    const fit = new Fit<OptimizeState, OptimizeResult>(run(f));
    const states = [...fit];
    expect(states.every(Object.isFrozen)).toBe(true);
    expect(states.map((state) => state.nIter)).toEqual(states.map((_, i) => i));
    for (let i = 1; i < states.length; i++) expect(states[i].value).toBeLessThan(states[i - 1].value);
    expect(fit.model.x).toEqual(states.at(-1)?.x);
    expect(fit.model.nIter).toBe(states.length - 1);
  });

  it.each([1, 3])('shows at most one iteration more once it is told that nobody looks, after %i, and ends the same', (watched) => {
    const search = run(f);
    for (let i = 0; i < watched; i++) search.next();
    let shown = 0;
    let step = search.next('unwatched');
    for (; step.done !== true; step = search.next('unwatched')) if (step.value !== undefined) shown++;
    expect(shown).toBeLessThanOrEqual(watched === 1 ? 0 : 1); // the answer to a tick is not kept
    expect(step.value).toEqual(new Fit<OptimizeState, OptimizeResult>(run(f)).model);
  });

  it('takes an objective in pieces: the same bits, and it can be stopped inside', async () => {
    const pieces: Objective = function* (x, gradient) {
      yield;
      return f(x, gradient) as number;
    };
    const whole = new Fit<OptimizeState, OptimizeResult>(run(f)).model;
    expect(new Fit<OptimizeState, OptimizeResult>(run(pieces)).model).toEqual(whole);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(drainPolitely<OptimizeState, OptimizeResult>(run(pieces), { signal })).rejects.toThrow('enough');
  });
});

describe('lbfgs', () => {
  it('told the curvature of badly scaled components needs fewer evaluations', () => {
    const scales = [1, 1e4, 1e-3, 1e6];
    const g: Objective = (x, gradient) => {
      gradient.set(x.map((v, i) => scales[i] * (v - 1)));
      return x.reduce((sum, v, i) => sum + 0.5 * scales[i] * (v - 1) ** 2, 0);
    };
    const told = lbfgs(g, [0, 0, 0, 0], { diagonal: Float64Array.from(scales), tol: 1e-12 });
    expect(told.nIter).toBe(1);
    expect(lbfgs(g, [0, 0, 0, 0], { tol: 1e-12 }).nEvaluations).toBeGreaterThan(5);
  });

  it('refuses a diagonal that does not fit', () => {
    expect(thrown(() => lbfgs(f, logistic.start, { diagonal: Float64Array.of(1) }))).toBeInstanceOf(ShapeError);
    expect(thrown(() => lbfgs(f, logistic.start, { diagonal: Float64Array.of(0) }))).toBeInstanceOf(OptionError);
    const twice = { diagonal: new Float64Array(5).fill(1), inverseHessian: (v: Float64Array) => v };
    expect(thrown(() => lbfgs(f, logistic.start, twice))).toMatchObject({ name: 'OptionError', where: 'lbfgs', got: 'both' });
  });
});

describe('Point', () => {
  it('has stalled after five moves that brought nothing, however often one asks; a failed search is one, a better point begins anew', () => {
    const height: Objective = (x, gradient) => {
      gradient[0] = 1;
      return x[0];
    };
    const at = new Point(height, [0], 10);
    drain(at.start('test'));
    const move = (to: number): boolean => {
      at.try(to - at.x[0], Float64Array.of(1));
      at.accept(to);
      return [at.stalled, at.stalled, at.stalled][2];
    };
    expect([1, 1, 1, 1].map(move)).toEqual([false, false, false, false]);
    expect(move(-1)).toBe(false);
    expect([0, 0, 0, 0].map(move)).toEqual([false, false, false, false]);
    at.stay();
    expect(at.stalled).toBe(true);
  });
});

describe('gradientDescent', () => {
  test.prop([quadratics, fc.double({ min: 0.01, max: 1.9, noNaN: true })])(
    'falls in every step while η < 2/λmax, and diverges above',
    ({ B, centre }, share) => {
      // λmax ≤ trace
      const bound = 1 + B.flat().reduce((sum, b) => sum + b * b, 0);
      const result = gradientDescent(
        quadratic(B, centre).f,
        centre.map(() => 0),
        { learningRate: share / bound, maxIter: 30, tol: 0 },
      );
      expect(result.reason).not.toBe('diverged');
      for (let i = 1; i < result.history.length; i++) expect(result.history[i]).toBeLessThanOrEqual(result.history[i - 1]);
    },
  );

  it('by hand: x ← x − η 2x', () => {
    const square: Objective = (x, gradient) => {
      gradient[0] = 2 * x[0];
      return x[0] ** 2;
    };
    const result = gradientDescent(square, [8], { learningRate: 0.25, maxIter: 2 });
    expect(result).toMatchObject({
      x: Float64Array.of(2),
      value: 4,
      gradientNorm: 4,
      nIter: 2,
      nEvaluations: 3,
      reason: 'maxIter',
      converged: false,
    });
    expect([...result.history]).toEqual([64, 16, 4]);
    expect(gradientDescent(square, [8], { learningRate: 0.25, relativeTol: 0.25, tol: 0 })).toMatchObject({ nIter: 2, reason: 'tol' });
    expect(gradientDescent(square, [8], { learningRate: 1.01 })).toMatchObject({ reason: 'diverged', x: Float64Array.of(8) });
    expect(thrown(() => gradientDescent(square, [8], { learningRate: 0 }))).toMatchObject({ where: 'gradientDescent' });
  });
});
