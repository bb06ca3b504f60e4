// The shortest coefficients against exact arithmetic, for columns in very different units.
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { LinearRegression, Ridge } from '../../../src/linear/index.ts';

/** A fraction of whole numbers. */
type Fraction = readonly [bigint, bigint];

const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => lowest(a * c, b * d);
const minus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => lowest(a * d - c * b, b * d);
const over = ([a, b]: Fraction, [c, d]: Fraction): Fraction => lowest(a * d, b * c);

function lowest(a: bigint, b: bigint): Fraction {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  const sign = b < 0n ? -1n : 1n;
  return [(sign * a) / (x || 1n), (sign * b) / (x || 1n)];
}

/** A float64 as the fraction that it is. */
function exactly(value: number): Fraction {
  let [n, exponent] = [value, 0];
  while (!Number.isInteger(n)) [n, exponent] = [2 * n, exponent + 1];
  return lowest(BigInt(n), 2n ** BigInt(exponent));
}

function toNumber([a, b]: Fraction): number {
  const shift = BigInt(Math.max(0, 80 - (a < 0n ? -a : a).toString(2).length + b.toString(2).length));
  return Number((a << shift) / b) / 2 ** Number(shift);
}

/** $X^{\top} (X X^{\top})^{-1} y$ for rows that are independent, by elimination in fractions; undefined where they are not. */
function shortestExactly(X: readonly (readonly number[])[], y: readonly number[]): number[] | undefined {
  const rows = X.map((row) => row.map(exactly));
  const dot = (a: readonly Fraction[], b: readonly Fraction[]): Fraction =>
    a.reduce<Fraction>((sum, value, j) => minus(sum, times([-value[0], value[1]], b[j])), [0n, 1n]);
  const A = rows.map((row, i) => [...rows.map((other) => dot(row, other)), exactly(y[i])]);
  for (let i = 0; i < A.length; i++) {
    if (A[i][i][0] === 0n) return undefined;
    for (let k = 0; k < A.length; k++) {
      if (k === i) continue;
      const factor = over(A[k][i], A[i][i]);
      A[k] = A[k].map((value, j) => minus(value, times(factor, A[i][j])));
    }
  }
  const c = A.map((row, i) => over(row[A.length], row[i]));
  return X[0].map((_, j) =>
    toNumber(
      dot(
        c,
        rows.map((row) => row[j]),
      ),
    ),
  );
}

/**
 * Each coefficient's error beside the length of all, by which the shortest is chosen; a rounding error of the fit is the larger a coefficient, the
 * smaller the unit of its column.
 */
function expectShortest(
  got: ArrayLike<number>,
  expected: readonly number[],
  rows: readonly (readonly number[])[],
  y: readonly number[],
): void {
  const length = Math.hypot(...expected);
  expected.forEach((value, j) => {
    const unit = Math.max(...rows.map((row) => Math.abs(row[j])));
    const most = 1e-10 * length + 1e-13 * (Math.hypot(...y) / unit);
    expect(Math.abs(got[j] - value), `coefficient ${j}: ${got[j]}, exactly ${value}`).toBeLessThan(most);
  });
}

describe('the shortest coefficients', () => {
  const X = [
    [0.00005, 200000, 300000, 300],
    [0.00007, 400000, 900000, 700],
  ];

  it.each([new LinearRegression({ fitIntercept: false }), new Ridge({ alpha: 0, fitIntercept: false })])(
    'of two rows in units a thousand million apart, by $constructor.name',
    (recipe) => {
      const expected = shortestExactly(X, [1, 3]) ?? [];
      expect(expected[2]).toBeCloseTo(3.333e-6, 9);
      expectShortest(recipe.fit(X, [1, 3]).coef, expected, X, [1, 3]);
    },
  );

  const problem = fc.record({ n: fc.integer({ min: 1, max: 4 }), more: fc.integer({ min: 1, max: 5 }), seed: fc.nat(1e6) });
  test.prop([problem])('are those of exact arithmetic, whatever the units', ({ n, more, seed }) => {
    let state = seed + 1;
    const next = (): number => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647 - 0.5;
    };
    const units = Array.from({ length: n + more }, () => 2 ** Math.round(40 * next()));
    const rows = Array.from({ length: n }, () => units.map((unit) => unit * Math.round(200 * next())));
    const y = Array.from({ length: n }, () => Math.round(100 * next()));
    const expected = shortestExactly(rows, y);
    const model = new LinearRegression({ fitIntercept: false }).fit(rows, y);
    fc.pre(expected !== undefined && model.rank === n && y.some((value) => value !== 0));
    expectShortest(model.coef, expected, rows, y);
  });

  it('of twenty rows whose columns come twice, the second time in other units', () => {
    const rows = Array.from({ length: 20 }, (_, i) => {
      const row = [Math.sin(i), Math.cos(3 * i), Math.sin(7 * i + 1)];
      return [...row, ...row.map((value, j) => value * 2 ** (6 * j + 4))];
    });
    const y = rows.map(([a, b, c]) => 2 * a - b + 3 * c);
    const { coef } = new LinearRegression({ fitIntercept: false }).fit(rows, y);
    // w₁ + u w₂ = v is shortest at v / (1 + u²) · (1, u).
    [2, -1, 3].forEach((v, j) => {
      const u = 2 ** (6 * j + 4);
      expect(coef[j]).toBeCloseTo(v / (1 + u * u), 14);
      expect(coef[j + 3]).toBeCloseTo((v * u) / (1 + u * u), 14);
    });
  });
});
