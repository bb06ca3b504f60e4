import { fc, test } from '@fast-check/vitest';
import { random, tensor, uniform } from '@hml/tensor';
import { SparseMatrix } from '@hml/tensor/sparse';
import { describe, expect, it } from 'vitest';
import { drain, readDesignSamples } from '../../../src/index.ts';
import { LinearRegression, Ridge } from '../../../src/linear/index.ts';
import { centerSamples } from '../../../src/linear/least-squares/center.ts';
import { conjugateLeastSquares } from '../../../src/linear/least-squares/conjugate-gradients.ts';
import { CenteredEntries } from '../../../src/linear/least-squares/sparse-columns.ts';
import { scaledRows } from '../../../src/linear/ridge/scaled-rows.ts';
import { expectClose } from '../../golden.ts';
import { sampleData, thinned } from '../../samples.ts';

const data = fc.record({
  n: fc.integer({ min: 3, max: 40 }),
  d: fc.integer({ min: 1, max: 12 }),
  seed: fc.nat(1e6),
  fitIntercept: fc.boolean(),
  weighted: fc.boolean(),
});
const close = { abs: 1e-8, rel: 1e-8 };

/** Columns as they come from real tables: sparse, full, constant, without entries, of other units, and two that are the same. */
function unevenSamples(n: number, d: number, seed: number): { dense: number[][]; sparse: SparseMatrix; y: number[] } {
  const { X, y } = sampleData(n, d, seed);
  const { dense } = thinned(X);
  const mixed = dense.map((row, i) => row.map((value, j) => [value, X[i][j], 3, 0, 1e3 * value, row[0]][(j + seed) % 6]));
  return { dense: mixed, sparse: SparseMatrix.fromDense(tensor(mixed)), y };
}

describe('least squares of sparse rows', () => {
  test.prop([data])('are those of dense ones, for any columns and weights', ({ n, d, seed, fitIntercept, weighted }) => {
    const { dense, sparse, y } = unevenSamples(n, d, seed);
    const options = weighted ? { sampleWeight: y.map((_, i) => (i * 7) % 3) } : {};
    const Y = y.map((value, i) => [value, i % 5]);
    const recipes = [
      new LinearRegression({ fitIntercept }),
      new Ridge({ fitIntercept, alpha: 0.5 }),
      new Ridge({ fitIntercept, alpha: [0.5, 3] }),
      new Ridge({ fitIntercept, alpha: 0.5, solver: 'svd' }),
    ];
    for (const recipe of recipes) {
      const [a, b] = [recipe.fit(dense, Y, options), recipe.fit(sparse, Y, options)];
      expectClose(b.coef, a.coef.toArray(), close, 'coef');
      expectClose([...b.intercept], [...a.intercept], close, 'intercept');
      expectClose(b.predict(sparse), a.predict(dense).toArray(), close, 'predict');
      expect([...recipe.steps(sparse, Y, options)].length).toBeGreaterThan(0);
    }
  });

  it('tell the rank and the singular values of the columns', () => {
    const { dense, sparse, y } = unevenSamples(30, 6, 0);
    const [a, b] = [new LinearRegression().fit(dense, y), new LinearRegression().fit(sparse, y)];
    expect(b.rank).toBe(3); // of a sparse column, a full one, a constant, an empty one, the first in other units and the first itself
    expect(b.rank).toBe(a.rank);
    expectClose(b.singular ?? [], [...(a.singular ?? [])], { abs: 1e-10, rel: 1e-10 }, 'singular');
  });

  it('lose no digits to a full column that is far from 0, nor to columns whose squares are no numbers', () => {
    const { X, y } = sampleData(40, 3, 5);
    for (const [offset, unit] of [
      [1e7, 1],
      [0, 1e200],
      [0, 1e-200],
    ]) {
      const { dense } = thinned(X);
      const mixed = dense.map(([a, b], i) => [a * unit, (X[i][2] + offset) * unit, b]);
      const sparse = SparseMatrix.fromDense(tensor(mixed));
      const [a, b] = [new LinearRegression().fit(mixed, y), new LinearRegression().fit(sparse, y)];
      const units = [unit, unit, 1];
      expectClose(
        b.coef.map((w, j) => w * units[j]),
        [...a.coef.map((w, j) => w * units[j])],
        { abs: 1e-9, rel: 1e-9 },
        'coef',
      );
      expectClose(b.predict(sparse), [...a.predict(mixed)], { abs: 1e-7, rel: 1e-7 }, 'predict');
    }
  });

  it('with coefficients of 0 or more are those of dense ones', () => {
    const { dense, sparse, y } = unevenSamples(30, 6, 1);
    const recipe = new LinearRegression({ positive: true });
    expectClose(recipe.fit(sparse, y).coef, [...recipe.fit(dense, y).coef], { abs: 1e-10, rel: 1e-10 }, 'coef');

    const { X } = sampleData(30, 2, 3);
    const far = X.map(([u, v], i) => [u + 1e6, dense[i][0], v]); //  means that would cost sums of squares all digits
    const [b, c] = [recipe.fit(far, y), recipe.fit(SparseMatrix.fromDense(tensor(far)), y)];
    expect(Math.max(...b.coef)).toBeGreaterThan(0.1);
    expectClose(c.coef, [...b.coef], { abs: 1e-10, rel: 1e-10 }, 'coef');
  });

  test.prop([data])('come out of conjugate gradients as out of the normal equation', ({ n, d, seed, fitIntercept, weighted }) => {
    const { X, y } = sampleData(n, d, seed);
    const { dense, sparse } = thinned(X, 0.3);
    const sampleWeight = weighted ? y.map((_, i) => (i * 7) % 3) : undefined;
    for (const alpha of [0, 0.5]) {
      const samples = drain(readDesignSamples('test', sparse, y, sampleWeight, 1));
      const centered = drain(centerSamples(samples, fitIntercept));
      if (!(centered.X instanceof CenteredEntries)) throw new Error('dense');
      const found = drain(conjugateLeastSquares('test', centered, centered.X, alpha));
      const expected = new Ridge({ alpha, fitIntercept, solver: 'svd' }).fit(dense, y, sampleWeight && { sampleWeight });
      expect(found.converged).toBe(true);
      if (Math.abs(n - Number(fitIntercept) - d) < 4 && alpha === 0) continue; // square: the condition is anything
      expectClose(found.coef, [...expected.coef], close, 'coef');
      expectClose(found.intercept[0], expected.intercept, close, 'intercept');
    }
  });

  it('come out of conjugate gradients with a column far from 0 as well', () => {
    const { X, y } = sampleData(60, 8, 5);
    const far = thinned(X, 0.3).dense.map((row, i) => [1e7 + X[i][0], ...row]);
    const centered = drain(centerSamples(drain(readDesignSamples('test', SparseMatrix.fromDense(tensor(far)), y, undefined, 1)), true));
    if (!(centered.X instanceof CenteredEntries)) throw new Error('dense');
    const found = drain(conjugateLeastSquares('test', centered, centered.X, 0.5));
    expect(found.converged).toBe(true);
    expectClose(found.coef, [...new Ridge({ alpha: 0.5, solver: 'svd' }).fit(far, y).coef], { abs: 1e-11, rel: 1e-11 }, 'coef');
  });

  it('of two targets are sought by conjugate gradients in turn: all steps are counted, towards one end', () => {
    const { sparse, y } = unevenSamples(20, 5, 2);
    const Y = y.map((value, i) => [value, i % 5]);
    const centered = drain(centerSamples(drain(readDesignSamples('test', sparse, Y)), true));
    if (!(centered.X instanceof CenteredEntries)) throw new Error('dense');
    const seen: (readonly number[])[] = [];
    for (const workspace of conjugateLeastSquares('test', centered, centered.X, 0.5)) {
      if (workspace === undefined) continue;
      const { nIter, coef } = workspace.snapshot();
      expect([nIter, coef.shape]).toEqual([workspace.nIter, [2, 5]]);
      seen.push([nIter, workspace.maxIter]);
    }
    expect(seen.length).toBeGreaterThan(4);
    expect(seen).toEqual(seen.map((_, i) => [i + 1, 2 * (10 * 5 + 10)]));
  });

  test.prop([data])('have the products of dense ones, scaled', ({ n, d, seed, fitIntercept, weighted }) => {
    const { dense, sparse, y } = unevenSamples(n, d, seed);
    const sampleWeight = weighted ? y.map((_, i) => (i * 7) % 3) : undefined;
    const root = Float64Array.from({ length: d }, (_, j) => 1 + (j % 3));
    const [B, Z] = [d, n].map((size) => Float64Array.from({ length: 2 * size }, (_, p) => Math.sin(p + seed)));
    const [expected, found] = [dense, sparse].map((X) => {
      const samples = drain(readDesignSamples('test', X, y, sampleWeight, 1));
      const { products, times, timesTransposed } = drain(scaledRows(drain(centerSamples(samples, fitIntercept)), root));
      return [...products, ...times(B), ...timesTransposed(Z)];
    });
    const size = Math.max(...expected.map(Math.abs));
    expectClose(found, expected, { abs: 1e-12 * size, rel: 0 }, 'products');
  });

  it.each([
    { offset: 1e4, alpha: 0.5, fitIntercept: true },
    { offset: 1e7, alpha: 0.5, fitIntercept: false },
    { offset: 0, alpha: 1e-6, fitIntercept: true },
  ])(
    'of thousands of columns are those of dense ones, one column far from 0 and the penalty small: %o',
    ({ offset, alpha, fitIntercept }) => {
      const [n, d] = [40, 2500];
      const values = uniform(random(5), [n, 10]).toArray();
      const sparse = SparseMatrix.fromRows(
        values.map((row) =>
          row.map((u, j): [number, number] => [j === 0 ? 0 : 250 * j - Math.ceil(249 * u), j === 0 ? offset + u : u - 0.5]),
        ),
        d,
      );
      const y = values.map(([first, second]) => 3 * first + 0.1 * second);
      const warnings: string[] = [];
      const recipe = new Ridge({ alpha, fitIntercept });
      const found = recipe.fit(sparse, y, { onWarning: ({ message }) => warnings.push(message) });
      const expected = recipe.with({ solver: 'svd' }).fit(sparse.toDense(), y);
      expectClose(found.coef, [...expected.coef], close, 'coef');
      expectClose(found.predict(sparse), [...expected.predict(sparse)], { abs: 1e-7, rel: 0 }, 'predictions');
      expect(warnings).toEqual([]);
    },
  );

  it('of thousands of columns are found by conjugate gradients, and are the shortest', () => {
    const [n, d] = [60, 2100];
    const rng = random(3);
    const columns = uniform(rng.split(0), [n * 30]).toTypedArray();
    const values = uniform(rng.split(1), [n * 30]).toTypedArray();
    const sparse = SparseMatrix.fromTriplets(
      {
        rows: Int32Array.from({ length: n * 30 }, (_, p) => Math.floor(p / 30)),
        columns: columns.map((u) => Math.floor(u * d)),
        values,
      },
      [n, d],
    );
    const dense = sparse.toDense();
    const y = Array.from({ length: n }, (_, i) => Math.sin(i));
    const sampleWeight = y.map((_, i) => 1 + (i % 3));
    for (const recipe of [new Ridge({ alpha: 0.3 }), new LinearRegression()]) {
      const [a, b] = [recipe.fit(dense, y, { sampleWeight }), recipe.fit(sparse, y, { sampleWeight })];
      expectClose(b.coef, [...a.coef], close, 'coef');
      expectClose(b.intercept, a.intercept, close, 'intercept');
    }
    expect(new LinearRegression().fit(sparse, y).rank).toBe(undefined);
  });

  it('of thousands of columns that nearly depend on each other warn that the steps ran out', () => {
    const d = 2001;
    const hilbert = Array.from({ length: 30 }, (_, i) => Array.from({ length: 30 }, (__, j) => [j, 1 / (i + j + 1)] as const));
    const sparse = SparseMatrix.fromRows(hilbert, d);
    const y = hilbert.map((_, i) => Math.sin(i));
    const warnings: unknown[] = [];
    const model = new LinearRegression().fit(sparse, y, { onWarning: (warning) => warnings.push(warning) });
    expect(warnings).toEqual([expect.objectContaining({ name: 'ConvergenceWarning', where: 'LinearRegression.fit' })]);
    expect(model.coef.every(Number.isFinite)).toBe(true);
    const fine: unknown[] = [];
    new Ridge({ alpha: 0.1 }).fit(sparse, y, { onWarning: (warning) => fine.push(warning) });
    expect(fine).toEqual([]);
  });
});
