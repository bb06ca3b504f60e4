import { fc, test } from '@fast-check/vitest';
import { ShapeError } from '@hml/tensor';
import { gram } from '@hml/tensor/kernels';
import { describe, expect, it } from 'vitest';
import { Fit } from '../../src/index.ts';
import type { CoordinateDescentOptions, CoordinateDescentResult, CoordinateDescentState } from '../../src/optimize/index.ts';
import { coordinateDescent, coordinateDescentRun } from '../../src/optimize/index.ts';
import reference from '../fixtures/optimize.json' with { type: 'json' };
import { expectClose } from '../golden.ts';
import { thrown } from '../samples.ts';

/** $\tfrac1n X^{\top} X$ and $\tfrac1n X^{\top} y$ of the fixture. */
function leastSquares(): { readonly Q: Float64Array; readonly q: Float64Array } {
  const n = reference.y.length;
  const Q = gram(Float64Array.from(reference.X.flat()), 5).map((value) => value / n);
  const q = Float64Array.from({ length: 5 }, (_, j) => reference.X.reduce((sum, row, i) => sum + (row[j] * reference.y[i]) / n, 0));
  return { Q, q };
}

const { Q, q } = leastSquares();
const value = () => fc.double({ min: -3, max: 3, noNaN: true });
const problems = fc.integer({ min: 1, max: 6 }).chain((d) =>
  fc.record({
    X: fc.array(fc.array(value(), { minLength: d, maxLength: d }), { minLength: 1, maxLength: 8 }),
    q: fc.array(value(), { minLength: d, maxLength: d }),
    l1: fc.double({ min: 0, max: 2, noNaN: true }),
    l2: fc.double({ min: 0.1, max: 2, noNaN: true }),
    positive: fc.boolean(),
    selection: fc.constantFrom<'cyclic' | 'random'>('cyclic', 'random'),
  }),
);

describe('coordinateDescent', () => {
  it('by hand: of independent components each is drawn towards 0, and small ones become 0', () => {
    const result = coordinateDescent(Float64Array.of(3, 0, 0, 0, 1, 0, 0, 0, 3), Float64Array.of(9, -0.5, -9), { l1: 1, l2: 1 });
    expect([...result.x]).toEqual([2, 0, -2]);
    expect(result).toMatchObject({ converged: true, reason: 'tol', nIter: 1, violation: 0, value: -16 });
  });

  it('agrees with scikit-learn on an elastic net', () => {
    const result = coordinateDescent(Q, q, { l1: 0.21, l2: 0.09, tol: 1e-13, maxIter: 10_000 });
    expectClose([...result.x], reference.elasticNet, { abs: 1e-9, rel: 1e-9 }, 'x');
  });

  it('agrees with SciPy on non-negative least squares', () => {
    const result = coordinateDescent(Q, q, { positive: true, tol: 1e-13, maxIter: 10_000 });
    expectClose([...result.x], reference.nnls, { abs: 1e-10, rel: 1e-9 }, 'x');
  });

  it('reads a column no more than twice in a sweep, and one sweep more than it counts', () => {
    for (const selection of ['cyclic', 'random'] as const) {
      let reads = 0;
      const column = (j: number): Float64Array => {
        reads++;
        return Q.subarray(5 * j, 5 * j + 5);
      };
      const counted = { diagonal: Float64Array.from({ length: 5 }, (_, j) => Q[6 * j]), column };
      const result = coordinateDescent(counted, q, { l1: 0.21, l2: 0.09, tol: 1e-10, maxIter: 1000, selection });
      expect(result.converged).toBe(true);
      expect(reads).toBeGreaterThan(0);
      expect(reads).toBeLessThanOrEqual(2 * 5 * (result.nIter + 1));
    }
  });

  test.prop([problems])('meets the conditions of optimality', ({ X, q: linear, ...options }) => {
    const d = linear.length;
    const G = gram(Float64Array.from(X.flat()), d);
    const { x, converged } = coordinateDescent(G, Float64Array.from(linear), { ...options, tol: 1e-10, maxIter: 100_000 });
    expect(converged).toBe(true);
    for (let j = 0; j < d; j++) {
      const g = linear[j] - options.l2 * x[j] - x.reduce((sum, v, k) => sum + G[j * d + k] * v, 0);
      if (options.positive) expect(x[j]).toBeGreaterThanOrEqual(0);
      if (x[j] !== 0) expect(Math.abs(g - options.l1 * Math.sign(x[j]))).toBeLessThan(1e-9);
      else expect(options.positive ? g : Math.abs(g)).toBeLessThan(options.l1 + 1e-9);
    }
  });

  test.prop([problems])('asked column by column gives the same bits', ({ X, q: linear, ...options }) => {
    const d = linear.length;
    const G = gram(Float64Array.from(X.flat()), d);
    const asked = new Set<number>();
    const column = (j: number): Float64Array => {
      asked.add(j);
      return G.slice(j * d, (j + 1) * d);
    };
    const diagonal = Float64Array.from({ length: d }, (_, j) => G[j * d + j]);
    const lazy = coordinateDescent({ diagonal, column }, Float64Array.from(linear), options);
    expect(lazy).toEqual(coordinateDescent(G, Float64Array.from(linear), options));
    if (options.l1 > 3) expect(asked.size).toBe(0);
  });

  it('penalises each component as told, begins where told and stops where told', () => {
    const one = Float64Array.of(1);
    const l1 = Float64Array.of(0, 1e9, 0, 0, 0);
    expect(coordinateDescent(Q, q, { l1, maxIter: 50 }).x[1]).toBe(0);
    const found = coordinateDescent(Q, q, { l1: 0.1, tol: 1e-12 });
    expect(coordinateDescent(Q, q, { l1: 0.1, tol: 1e-9, start: found.x })).toMatchObject({ nIter: 0, converged: true });
    expect(coordinateDescent(Q, q, { stop: ({ largestChange }) => largestChange < 1 }).nIter).toBeLessThan(10);
    expect(coordinateDescent(Q, q, { maxIter: 1 })).toMatchObject({ nIter: 1, converged: false, reason: 'maxIter' });
    expect(thrown(() => coordinateDescent(Q, q, { l1: one }))).toBeInstanceOf(ShapeError);
    expect(thrown(() => coordinateDescent(Q, one))).toBeInstanceOf(ShapeError);
    expect(thrown(() => coordinateDescent(Q, q, { l2: -1 }))).toMatchObject({ name: 'OptionError', where: 'coordinateDescent' });
  });

  it('leaves a component without curvature where it is', () => {
    expect([...coordinateDescent(Float64Array.of(0, 0, 0, 1), Float64Array.of(5, 1)).x]).toEqual([0, 1]);
  });
});

describe('coordinateDescentRun', () => {
  it.each<CoordinateDescentOptions>([{ l1: 0.1 }, { l1: 0.1, selection: 'random' }])('with %o never raises the value', (options) => {
    const states = [...new Fit<CoordinateDescentState, CoordinateDescentResult>(coordinateDescentRun(Q, q, options))];
    expect(states.length).toBeGreaterThan(3);
    for (let i = 1; i < states.length; i++) expect(states[i].value).toBeLessThanOrEqual(states[i - 1].value + 1e-12);
    expect(states.every(Object.isFrozen)).toBe(true);
  });
});
