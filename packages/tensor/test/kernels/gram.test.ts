import { ShapeError } from '@hml/tensor';
import { gram, weightedGram } from '@hml/tensor/kernels';
import { describe, expect, it } from 'vitest';
import { draw, fastPaths, pick, samePaths } from './draw.ts';

const columns = (n: number, d: number): ((l: number, i: number) => number) => {
  const X = draw(n * d, n + d);
  return (l, i) => X[l * d + i];
};

it('gram and weightedGram are XᵀX and XᵀWX, exactly symmetric', () => {
  const [n, d] = [50, 6];
  const [X, w] = [draw(n * d, n + d), draw(n, 3)];
  const x = columns(n, d);
  const [plain, weighted] = [gram(X, d), weightedGram(X, d, w)];
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      const terms = Array.from({ length: n }, (_, l) => x(l, i) * x(l, j));
      const bound = 1e-14 * terms.reduce((sum, v, l) => sum + Math.abs(v) * Math.max(1, Math.abs(w[l])), 0);
      expect(Math.abs(plain[i * d + j] - terms.reduce((a, b) => a + b))).toBeLessThanOrEqual(bound);
      expect(Math.abs(weighted[i * d + j] - terms.reduce((sum, v, l) => sum + w[l] * v, 0))).toBeLessThanOrEqual(bound);
      expect([plain[i * d + j], weighted[i * d + j]]).toEqual([plain[j * d + i], weighted[j * d + i]]);
    }
  }
});

it('rows that are subtracted first are so one after the other', () => {
  const [n, d] = [40, 5];
  const [X, w, a] = [draw(n * d, 1), draw(n, 2), draw(d, 3)];
  const far = X.map((value, p) => value + 2 ** 40 * (p % d)); // what rounding leaves of X there
  const [origin, rest] = [Float64Array.from(a, (_, j) => 2 ** 40 * j), a];
  const left = far.map((value, p) => value - origin[p % d] - rest[p % d]);
  expect([...gram(far, d, origin, rest)]).toEqual([...gram(left, d)]);
  expect([...weightedGram(far, d, w, origin, rest)]).toEqual([...weightedGram(left, d, w)]);
  expect(() => gram(far, d, new Float64Array(4))).toThrow(/shift has the wrong length/);
});

it('no rows give zeros; lengths that do not fit are refused', () => {
  expect([...gram(new Float64Array(0), 2)]).toEqual([0, 0, 0, 0]);
  expect(() => gram(new Float64Array(5), 2)).toThrow(ShapeError);
  expect(() => weightedGram(new Float64Array(6), 2, new Float64Array(2))).toThrow(/sampleWeight has the wrong length/);
});

describe.each(fastPaths)('gram and weightedGram on the path %s give the bits of the plain loop', (path) => {
  const compare = (n: number, d: number, seed: number): void => {
    const [X, w] = [draw(n * d, seed, seed % 4 === 0), draw(n, seed + 1, seed % 5 === 0)];
    samePaths(path, () => gram(X, d), `[${n}, ${d}]`);
    samePaths(path, () => weightedGram(X, d, w), `[${n}, ${d}] with weights`);
    const shift = [draw(d, seed + 2), draw(d, seed + 3)].slice(seed % 3);
    samePaths(path, () => gram(X, d, ...shift), `[${n}, ${d}] less ${shift.length} rows`);
    samePaths(path, () => weightedGram(X, d, w, ...shift), `[${n}, ${d}] with weights less ${shift.length} rows`);
  };

  it('for 600 random sizes each', () => {
    for (let seed = 0; seed < 600; seed++) compare(1 + pick(seed, 0, 90), 1 + pick(seed, 1, 40), seed);
  });

  it.each([
    [255, 5],
    [256, 5],
    [257, 5],
    [600, 63],
    [600, 64],
    [300, 65],
    [40, 130],
    [5000, 1],
    [4, 200],
  ])('for [%d, %d], around the sizes of blocks', (n, d) => compare(n, d, n + d));
});
