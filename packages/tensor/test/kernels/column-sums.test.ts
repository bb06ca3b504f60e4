import { DTypeError, ShapeError } from '@hml/tensor';
import { columnSums } from '@hml/tensor/kernels';
import { describe, expect, it } from 'vitest';
import { draw, fastPaths, pick, samePaths } from './draw.ts';

it('columnSums adds up differences and finds the largest sizes', () => {
  const [n, d] = [600, 7];
  const [X, a] = [draw(n * d, 1), draw(d, 2)];
  const { sums, largest } = columnSums(X, d, a);
  for (let j = 0; j < d; j++) {
    const column = Array.from({ length: n }, (_, i) => X[i * d + j]);
    const terms = column.map((value) => value - a[j]);
    const bound = 1e-13 * terms.reduce((sum, value) => sum + Math.abs(value), 0);
    expect(Math.abs(sums[j] - terms.reduce((x, y) => x + y))).toBeLessThanOrEqual(bound);
    expect(largest[j]).toBe(Math.max(...column.map(Math.abs)));
  }
});

it('no rows give zeros; lengths that do not fit are refused', () => {
  expect([...columnSums(new Float64Array(0), 2).sums]).toEqual([0, 0]);
  expect([...columnSums(new Float64Array(0), 2).largest]).toEqual([0, 0]);
  expect(() => columnSums(new Float64Array(5), 2)).toThrow(ShapeError);
  expect(() => columnSums(new Float64Array(4), 2, new Float64Array(3))).toThrow(/shift has the wrong length/);
});

describe.each(fastPaths)('columnSums on the path %s gives the bits of the plain loop', (path) => {
  const compare = (n: number, d: number, seed: number): void => {
    const [X, a] = [draw(n * d, seed, seed % 4 === 0), seed % 3 === 0 ? undefined : draw(d, seed + 1)];
    samePaths(path, () => columnSums(X, d, a).sums, `sums of [${n}, ${d}]`);
    samePaths(path, () => columnSums(X, d, a).largest, `largest of [${n}, ${d}]`);
  };

  it('for 600 random sizes', () => {
    for (let seed = 0; seed < 600; seed++) compare(1 + pick(seed, 0, 600), 1 + pick(seed, 1, 40), seed);
  });

  it.each([
    [255, 15],
    [256, 16],
    [257, 17],
    [5000, 1],
    [3, 1000],
    [300, 3000],
    [2, 300_000],
  ])('for [%d, %d], around the sizes of blocks', (n, d) => compare(n, d, n + d));
});

it('columnSums refuses a shift of another type', () => {
  // @ts-expect-error a list is no Float64Array
  expect(() => columnSums(Float64Array.of(1, 2), 2, [1, 2])).toThrow(DTypeError);
});
