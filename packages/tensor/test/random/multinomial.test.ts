import { DataError, multinomial, OptionError, random, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { lgammaOf } from '../../src/math/gamma.ts';
import { binomialDraw } from '../../src/random/binomial-draw.ts';
import { uniformsOf } from '../../src/random/sample.ts';
import { chiSquared } from './distribution.ts';

describeOp('multinomial', {
  cases: (draw) => {
    const shape = draw.pick([[], [3], [2, 0]]);
    const n = draw.pick([0, 1, 20, 5000]);
    const p = draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), draw.integer(1, 4)], min: 0.1, max: 9 });
    return { inputs: [p], call: (weights) => multinomial(random(7), shape, { n, p: weights }) };
  },
  dtypes: [],
  specials: false,
  invalid: [
    [() => multinomial(random(0), [1], { n: -1, p: tensor([1]) }), OptionError],
    [() => multinomial(random(0), [1], { n: 1.5, p: tensor([1]) }), OptionError],
    [() => multinomial(random(0), [1], { n: 2 ** 31, p: tensor([1]) }), OptionError],
    [() => multinomial(random(0), [1], { n: 1, p: tensor([1, -1]) }), DataError],
    [() => multinomial(random(0), [1], { n: 1, p: tensor([0, 0]) }), DataError],
    [() => multinomial(random(0), [1], { n: 1, p: tensor([Number.NaN]) }), DataError],
    [() => multinomial(random(0), [1], { n: 1, p: tensor(1) }), ShapeError],
    [() => multinomial(random(0), [1], { n: 1, p: zeros([2, 0]) }), ShapeError],
  ],
});

it('binomial draws follow their probabilities, by inversion and by rejection, on both sides of ½', () => {
  const uniforms = uniformsOf([3, 4], 'float64');
  for (const [n, p] of [
    [5, 0.3],
    [200, 0.01],
    [60, 0.4],
    [60, 0.8],
    [4000, 0.01],
    [100, 0.999],
  ]) {
    const logP = (k: number): number =>
      lgammaOf(n + 1) - lgammaOf(k + 1) - lgammaOf(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p);
    const probabilities = Array.from({ length: Math.min(n, 150) + 1 }, (_, k) => Math.exp(logP(k)));
    const draws = Int32Array.from({ length: 20_000 }, (_, i) => binomialDraw(uniforms, i, n, p));
    expect(chiSquared(tensor(draws), probabilities)).toBeLessThan(4);
  }
});

it('multinomial draws add up to n, have the right means, and never a category of probability 0', () => {
  const p = tensor([0, 1, 2, 0, 7, 0]);
  const draws = multinomial(random(3), [2000], { n: 1000, p });
  expect([...draws.sum(1).toTypedArray()].every((total) => total === 1000)).toBe(true);
  const means = [...draws.mean(0).toTypedArray()];
  [0, 100, 200, 0, 700, 0].forEach((mean, k) => {
    expect(Math.abs(means[k] - mean)).toBeLessThanOrEqual(4 * Math.sqrt((mean * (1 - mean / 1000)) / 2000));
  });
});

it('multinomial draws of many are quick, and each row of p draws its own', () => {
  const rng = random(5);
  const draws = multinomial(rng, [4], { n: 2147483647, p: tensor([[1, 0], [1, 1]]) }); // biome-ignore format: rows
  expect(draws.shape).toEqual([4, 2, 2]);
  expect(rng.counter.value.item()).toBe(16);
  expect([...draws.slice(':', 0, 0).toTypedArray()]).toEqual([2147483647, 2147483647, 2147483647, 2147483647]);
  expect([...draws.slice(':', 1, 0).toTypedArray()].every((k) => Math.abs(k - 2 ** 30) < 1.2e5)).toBe(true);
});
