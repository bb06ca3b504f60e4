import { floor, multinomial, OptionError, random, ShapeError, tensor } from '@hml/tensor';
import { multinomialLogDensity } from '@hml/tensor/densities';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { lgammaOf } from '../../src/math/gamma.ts';
import { byRow, exact, scipy } from './reference.ts';

describeOp('multinomialLogDensity', {
  cases: (draw) => {
    const rows = draw.pick([1, 2, 3]);
    const k = floor(draw.tensor({ shape: [rows, 4], min: 0, max: 20 }));
    const p = draw.tensor({ shape: draw.pick([[4], [1, 4], [rows, 4]]), min: 0.1, max: 2 });
    return { inputs: [p], call: (w) => multinomialLogDensity(k, { p: w }), reference: (w) => direct(k, w) };
  },
  tolerance: { rtol: 1e-11, atol: 1e-10 }, // the definition of lgamma adds up hundreds of terms
  specials: false, // the definition holds inside the domain
  dtypes: [],
  invalid: [
    [() => multinomialLogDensity(tensor([1]), { p: tensor([1, 2]) }), ShapeError],
    [() => multinomialLogDensity(tensor(1), { p: tensor([1]) }), ShapeError],
    // @ts-expect-error misspelt
    [() => multinomialLogDensity(tensor([1]), { probs: tensor([1]) }), OptionError],
  ],
});

const direct = byRow((k, p) => {
  const total = p.reduce((sum, w) => sum + w);
  const n = k.reduce((sum, count) => sum + count);
  return k.reduce((sum, count, i) => sum + count * Math.log(p[i] / total) - lgammaOf(count + 1), lgammaOf(n + 1));
});

const tables = [
  ['SciPy to 12 digits', scipy.multinomial, 1e-12],
  ['60 digits to 12 where the terms of the formula cancel', exact.multinomial, 1e-12],
] as const;

for (const [name, rows, rtol] of tables) {
  it(`multinomialLogDensity agrees with ${name}`, () => {
    for (const [k, p, y] of rows) {
      if (!Array.isArray(k) || !Array.isArray(p)) throw new Error('rows of counts and probabilities');
      assertClose(multinomialLogDensity(tensor(k), { p: tensor(p) }), tensor(Number(y)), { rtol, atol: 1e-14 });
    }
  });
}

it('multinomialLogDensity is −∞ for what cannot come, 0 for what must', () => {
  const k = tensor([[0, 2], [1, 1], [-1, 3], [0.5, 1.5], [0, 0], [-3, 1], [0, Infinity]]); // biome-ignore format: rows
  expect(multinomialLogDensity(k, { p: tensor([0, 1]) }).toArray()).toEqual([0, -Infinity, -Infinity, -Infinity, 0, -Infinity, -Infinity]);
  expect(multinomialLogDensity(tensor([Number.NaN, 1]), { p: tensor([1, 1]) }).item()).toBeNaN();
});

it('multinomial draws follow the probabilities of multinomialLogDensity', () => {
  const p = tensor([0.2, 0.5, 0.3]);
  const draws = multinomial(random(9), [20_000], { n: 3, p });
  const seen = new Map<string, number>();
  for (const row of draws.toArray()) seen.set(String(row), (seen.get(String(row)) ?? 0) + 1);
  let statistic = 0;
  for (const [row, count] of seen) {
    const expected = 20_000 * Math.exp(multinomialLogDensity(tensor(row.split(',').map(Number)), { p }).toTypedArray()[0]);
    statistic += (count - expected) ** 2 / expected;
  }
  expect(seen.size).toBe(10);
  expect((statistic - 9) / Math.sqrt(18)).toBeLessThan(4);
});
