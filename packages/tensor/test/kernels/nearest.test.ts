import { OptionError } from '@hml/tensor';
import { nearest, pairwiseSquaredDistances } from '@hml/tensor/kernels';
import { describe, expect, it } from 'vitest';
import { draw, fastPaths, pick, samePaths } from './draw.ts';

it('nearest sorts by distance, and by index where distances are equal', () => {
  const { indices, squaredDistances } = nearest(Float64Array.of(0, 10), Float64Array.of(1, -1, 0, 2, 9, 11), 1, 4);
  expect([...indices]).toEqual([2, 0, 1, 3, 4, 5, 3, 0]);
  expect([...squaredDistances]).toEqual([0, 1, 1, 4, 1, 1, 64, 81]);
});

it('nearest agrees with sorting all distances', () => {
  const [m, n, d, k] = [20, 90, 3, 7];
  const [X, Y] = [draw(m * d, 1), draw(n * d, 2)];
  const all = pairwiseSquaredDistances(X, Y, d);
  const { indices, squaredDistances } = nearest(X, Y, d, k);
  for (let i = 0; i < m; i++) {
    const row = Array.from({ length: n }, (_, j) => j).sort((a, b) => all[i * n + a] - all[i * n + b] || a - b);
    expect([...indices.subarray(i * k, (i + 1) * k)]).toEqual(row.slice(0, k));
    expect([...squaredDistances.subarray(i * k, (i + 1) * k)]).toEqual(row.slice(0, k).map((j) => all[i * n + j]));
  }
});

it('more neighbours than rows, or none, are refused', () => {
  expect(() => nearest(new Float64Array(2), new Float64Array(2), 1, 3)).toThrow(OptionError);
  expect(() => nearest(new Float64Array(2), new Float64Array(2), 1, 0)).toThrow(OptionError);
});

describe.each(fastPaths)('nearest on the path %s gives the answers of the plain loop', (path) => {
  /** Small whole numbers: many distances are equal. */
  const grid = (n: number, seed: number): Float64Array => Float64Array.from({ length: n }, (_, i) => pick(seed, i, 4));

  it('for 600 random sizes, with and without ties', () => {
    for (let seed = 0; seed < 600; seed++) {
      const [m, n, d] = [1 + pick(seed, 0, 33), 1 + pick(seed, 1, 300), 1 + pick(seed, 2, 8)];
      const k = 1 + pick(seed, 3, Math.min(n, 12));
      const [X, Y] = seed % 2 ? [grid(m * d, seed), grid(n * d, seed + 500)] : [draw(m * d, seed), draw(n * d, seed + 500)];
      samePaths(path, () => nearest(X, Y, d, k).indices, `k = ${k} of ${n}`);
      samePaths(path, () => nearest(X, Y, d, k).squaredDistances, `k = ${k} of ${n}`);
    }
  });

  it('for k as many as there are rows, over more than one block', () => {
    const [X, Y] = [draw(80 * 5, 1), draw(300 * 5, 2)];
    samePaths(path, () => nearest(X, Y, 5, 300).indices);
    samePaths(path, () => nearest(X, Y, 5, 1).indices);
  });

  it('where distances overflow', () => {
    const [X, Y] = [new Float64Array(40).fill(1e200), Float64Array.from({ length: 200 }, (_, i) => (i % 3 ? -1e200 : 1e200))];
    samePaths(path, () => nearest(X, Y, 2, 60).indices);
  });
});
