import { grad, hessian } from '@hml/autograd';
import { floor, multinomial, OptionError, random, ShapeError, sum, type Tensor, tensor } from '@hml/tensor';
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

it('multinomialLogDensity takes weights of any size: only their ratios count, for values and gradients', () => {
  const k = tensor([50, 50]);
  const right = -16.914980026566; // 100! / 50!² (3/16)^50
  for (const w of [1e-300, 1e-200, 1e-10, 0.25, 1, 1e3, 1e10, 1e15, 1e200, 5e307]) {
    assertClose(multinomialLogDensity(k, { p: tensor([w, 3 * w]) }), tensor(right), { rtol: 1e-12 });
    const slope = grad((p: Tensor) => sum(multinomialLogDensity(k, { p })))(tensor([w, 3 * w]));
    assertClose(slope.mul(w), tensor([25, -25 / 3]), { rtol: 1e-12 });
  }
  const even = -2.530876403977105; // 100! / 50!² 2^-100
  assertClose(multinomialLogDensity(k, { p: tensor([1e308, 1e308]) }), tensor(even), { rtol: 1e-12 });
  for (const w of [1e-38, 1, 1e4, 1e38]) {
    const p = tensor([w, 3 * w], { dtype: 'float32' });
    assertClose(multinomialLogDensity(k.cast('float32'), { p }), tensor(right, { dtype: 'float32' }), { rtol: 1e-6 });
  }
  const words = tensor([123456, 7890, 4321], { dtype: 'float32' });
  const counts = tensor([3, 0, 1], { dtype: 'float32' });
  assertClose(multinomialLogDensity(counts, { p: words }), tensor(-2.343377746, { dtype: 'float32' }), { rtol: 1e-6 });
});

it('multinomialLogDensity has the curvature of its formula', () => {
  const [k, p] = [tensor([3, 5]), tensor([2, 6])];
  const found = hessian((w: Tensor) => sum(multinomialLogDensity(k, { p: w })))(p);
  const exact = tensor([[-3 / 4 + 8 / 64, 8 / 64], [8 / 64, -5 / 36 + 8 / 64]]); // biome-ignore format: a matrix
  assertClose(found, exact, { rtol: 1e-12 });
});

it('multinomialLogDensity is NaN for weights that are none, and keeps gradients where a category is empty', () => {
  const k = tensor([1, 2]);
  for (const p of [[-1, -2], [-1, 3], [0, 0], [Infinity, 1], [Number.NaN, 1]]) expect(multinomialLogDensity(k, { p: tensor(p) }).item()).toBeNaN(); // biome-ignore format: weights
  const slope = grad((p: Tensor) => sum(multinomialLogDensity(tensor([[0, 4], [1, 3]]), { p })))(tensor([[0, 1e9], [1, 1]])); // biome-ignore format: rows
  assertClose(slope, tensor([[-4e-9, 0], [-1, 1]]), { rtol: 1e-12, atol: 1e-15 }); // biome-ignore format: rows
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
