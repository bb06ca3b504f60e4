import { OptionError, ShapeError } from '@hml/tensor';
import { polynomialKernelRows, rbfKernelRows } from '@hml/tensor/kernels';
import { describe, expect, it } from 'vitest';
import { draw, expectNear, fastPaths, pick, samePaths } from './draw.ts';

const [m, n, d] = [6, 8, 4];
const [X, Y] = [draw(m * d, 1), draw(n * d, 2)];
const pairs = (at: number): [number, number][] => Array.from({ length: d }, (_, k) => [X[Math.floor(at / n) * d + k], Y[(at % n) * d + k]]);

it('rbfKernelRows is exp(-γ‖x - y‖²)', () => {
  expectNear(rbfKernelRows(X, Y, d, 1e-4), (at) => Math.exp(-1e-4 * pairs(at).reduce((sum, [x, y]) => sum + (x - y) ** 2, 0)), 1e-12);
});

it('polynomialKernelRows is (γxᵀy + c)ᵖ, by default of degree 3 with γ = 1 / nFeatures and c = 1', () => {
  const products = (at: number): number => pairs(at).reduce((sum, [x, y]) => sum + x * y, 0);
  expectNear(polynomialKernelRows(X, Y, d), (at) => (products(at) / d + 1) ** 3, 1e-8);
  expectNear(polynomialKernelRows(X, Y, d, { degree: 2, gamma: 0.5, coef0: 0 }), (at) => (products(at) * 0.5) ** 2, 1e-8);
});

it('values out of range and misspelt options are refused', () => {
  expect(() => rbfKernelRows(X, Y, d, 0)).toThrow(OptionError);
  expect(() => rbfKernelRows(X, Y, d, Number.NaN)).toThrow(OptionError);
  expect(() => polynomialKernelRows(X, Y, d, { gamma: Infinity })).toThrow(/gamma is not finite/);
  expect(() => polynomialKernelRows(X, Y, 5)).toThrow(ShapeError);
  // @ts-expect-error no such option
  expect(() => polynomialKernelRows(X, Y, d, { coef: 0 })).toThrow(OptionError);
});

it.each([
  [0, 3],
  [3, 0],
])('no rows give no kernels: %d and %d', (a, b) => {
  expect(rbfKernelRows(new Float64Array(2 * a), new Float64Array(2 * b), 2, 1).length).toBe(0);
  expect(polynomialKernelRows(new Float64Array(2 * a), new Float64Array(2 * b), 2).length).toBe(0);
});

describe.each(fastPaths)('on the path %s', (path) => {
  it('both give the bits of the plain loop, for 600 random sizes each', () => {
    for (let seed = 0; seed < 600; seed++) {
      const [rows, columns, features] = [4 + pick(seed, 0, 40), 1 + pick(seed, 1, 40), 1 + pick(seed, 2, 20)];
      const [a, b] = [draw(rows * features, seed, seed % 3 === 0), draw(columns * features, seed + 500)];
      samePaths(path, () => rbfKernelRows(a, b, features, 0.001), 'rbf');
      samePaths(path, () => polynomialKernelRows(a, b, features, { degree: seed % 2 ? 3 : 0.5 }), 'polynomial');
    }
  });
});
