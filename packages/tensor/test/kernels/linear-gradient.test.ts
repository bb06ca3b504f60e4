import { exp, ShapeError, wrap } from '@hml/tensor';
import { linearGradient } from '@hml/tensor/kernels';
import { describe, expect, it } from 'vitest';
import { draw, fastPaths, pick, samePaths } from './draw.ts';

/** Residuals that depend on the product and on the row. */
const bend = (Z: Float64Array, from: number, to: number): void => {
  const k = Z.length / (to - from);
  for (let p = 0; p < Z.length; p++) Z[p] = Z[p] / (1 + Math.abs(Z[p])) - 0.5 * Math.cos(from + Math.floor(p / k));
};

it('linearGradient is (residuals of X Wᵀ)ᵀ X', () => {
  const [n, d, k] = [700, 6, 3];
  const [X, W] = [draw(n * d, 1), draw(k * d, 2)];
  const G = linearGradient(X, d, W, bend);
  for (let c = 0; c < k; c++) {
    const rows = Array.from({ length: n }, (_, i) => {
      let z = 0;
      for (let j = 0; j < d; j++) z += X[i * d + j] * W[c * d + j];
      return z / (1 + Math.abs(z)) - 0.5 * Math.cos(i);
    });
    for (let j = 0; j < d; j++) {
      const terms = rows.map((r, i) => r * X[i * d + j]);
      const bound = 1e-12 * terms.reduce((sum, v) => sum + Math.abs(v), 0);
      expect(Math.abs(G[c * d + j] - terms.reduce((a, b) => a + b))).toBeLessThanOrEqual(bound);
    }
  }
});

it('rows that are subtracted first are so one after the other, and X stays as it is', () => {
  const [n, d] = [700, 5];
  const [X, W, a, b] = [draw(n * d, 1), draw(2 * d, 2), draw(d, 3), draw(d, 4)];
  const before = X.slice();
  const left = X.map((value, p) => value - a[p % d] - b[p % d]);
  expect([...linearGradient(X, d, W, bend, a, b)]).toEqual([...linearGradient(left, d, W, bend)]);
  expect(X).toEqual(before);
  expect(() => linearGradient(X, d, W, bend, new Float64Array(4))).toThrow(/shift has the wrong length/);
});

it('residuals see every row once, in order', () => {
  const seen: number[] = [];
  linearGradient(draw(3000 * 50, 1), 50, draw(100, 2), (Z, from, to) => {
    expect(Z.length).toBe(2 * (to - from));
    for (let i = from; i < to; i++) seen.push(i);
  });
  expect(seen).toEqual(Array.from({ length: 3000 }, (_, i) => i));
});

it('residuals may compute with tensors, and what they throw leaves nothing behind', () => {
  const [X, w] = [draw(4000 * 8, 3), draw(8, 4)];
  const withTensors = linearGradient(X, 8, w, (Z) => Z.set(exp(wrap(Z.map((z) => -Math.abs(z)))).toTypedArray()));
  const refuse = (): void => {
    throw new TypeError('no');
  };
  expect(() => linearGradient(X, 8, w, refuse)).toThrow(TypeError);
  expect([...linearGradient(X, 8, w, (Z) => Z.set(exp(wrap(Z.map((z) => -Math.abs(z)))).toTypedArray()))]).toEqual([...withTensors]);
});

it('no rows give zeros; lengths that do not fit are refused', () => {
  expect([...linearGradient(new Float64Array(0), 2, new Float64Array(4), bend)]).toEqual([0, 0, 0, 0]);
  expect(() => linearGradient(new Float64Array(5), 2, new Float64Array(2), bend)).toThrow(ShapeError);
  expect(() => linearGradient(new Float64Array(4), 2, new Float64Array(3), bend)).toThrow(/W does not consist of whole rows/);
});

describe.each(fastPaths)('linearGradient on the path %s gives the bits of the plain loop', (path) => {
  const compare = (n: number, d: number, k: number, seed: number): void => {
    const [X, W] = [draw(n * d, seed, seed % 4 === 0), draw(k * d, seed + 1, seed % 5 === 0)];
    samePaths(path, () => linearGradient(X, d, W, bend), `[${n}, ${d}] and [${k}, ${d}]`);
    const shift = [draw(d, seed + 2), draw(d, seed + 3)].slice(seed % 3);
    samePaths(path, () => linearGradient(X, d, W, bend, ...shift), `[${n}, ${d}] and [${k}, ${d}] less ${shift.length} rows`);
  };

  it('for 600 random sizes', () => {
    for (let seed = 0; seed < 600; seed++) compare(1 + pick(seed, 0, 90), 1 + pick(seed, 1, 40), 1 + pick(seed, 2, 5), seed);
  });

  it.each([
    [255, 5, 1],
    [256, 5, 2],
    [257, 5, 1],
    [600, 257, 1],
    [600, 300, 3],
    [70_000, 1, 1],
    [3000, 50, 1],
    [3000, 50, 10],
    [40_000, 3, 2],
  ])('for [%d, %d] and [%d, …], around the sizes of blocks', (n, d, k) => compare(n, d, k, n + d));
});
