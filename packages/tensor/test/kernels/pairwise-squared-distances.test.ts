import { OptionError, ShapeError } from '@hml/tensor';
import { pairwiseSquaredDistances } from '@hml/tensor/kernels';
import { describe, expect, it } from 'vitest';
import { draw, expectNear, fastPaths, pick, samePaths } from './draw.ts';

it('pairwiseSquaredDistances is the sum of squared differences', () => {
  const [m, n, d] = [7, 9, 5];
  const [X, Y] = [draw(m * d, 1), draw(n * d, 2)];
  const y = pairwiseSquaredDistances(X, Y, d);
  expect(y.length).toBe(m * n);
  expectNear(y, (at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return Array.from({ length: d }, (_, k) => (X[i * d + k] - Y[j * d + k]) ** 2).reduce((a, b) => a + b);
  });
});

it('near points far from the origin keep their digits', () => {
  const y = pairwiseSquaredDistances(Float64Array.of(1e8, 1e8, 1e8 + 1, 1e8), Float64Array.of(1e8, 1e8), 2);
  expect([...y]).toEqual([0, 1]);
});

it('no rows on either side give no distances', () => {
  expect(pairwiseSquaredDistances(new Float64Array(0), new Float64Array(4), 2).length).toBe(0);
  expect(pairwiseSquaredDistances(new Float64Array(4), new Float64Array(0), 2).length).toBe(0);
});

it('rows that are not whole, and a number of features that is none, are refused', () => {
  expect(() => pairwiseSquaredDistances(new Float64Array(5), new Float64Array(4), 2)).toThrow(ShapeError);
  expect(() => pairwiseSquaredDistances(new Float64Array(4), new Float64Array(5), 2)).toThrow(/Y does not consist/);
  expect(() => pairwiseSquaredDistances(new Float64Array(4), new Float64Array(4), 0)).toThrow(OptionError);
});

describe.each(fastPaths)('pairwiseSquaredDistances on the path %s gives the bits of the plain loop', (path) => {
  const compare = (m: number, n: number, d: number, seed: number): void => {
    const [X, Y] = [draw(m * d, seed, seed % 3 === 0), draw(n * d, seed + 1000, seed % 5 === 0)];
    samePaths(path, () => pairwiseSquaredDistances(X, Y, d), `[${m}, ${d}] and [${n}, ${d}]`);
  };

  it('for 600 random sizes up to 70', () => {
    for (let seed = 0; seed < 600; seed++) compare(1 + pick(seed, 0, 70), 1 + pick(seed, 1, 70), 1 + pick(seed, 2, 70), seed);
  });

  it.each([
    [63, 127, 3],
    [64, 128, 3],
    [65, 129, 3],
    [130, 260, 2],
    [5, 7, 255],
    [5, 7, 256],
    [5, 7, 257],
    [70, 140, 600],
  ])('for [%d, .] and [%d, .] of %d features, around the sizes of blocks', (m, n, d) => compare(m, n, d, m + n + d));
});
