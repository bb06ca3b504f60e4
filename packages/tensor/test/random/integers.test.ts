import { integers, OptionError, random, ShapeError } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { below } from '../../src/random/below.ts';
import { chiSquared, momentsOf } from './distribution.ts';
import { describeElements, describeStream } from './streams.ts';

describeOp('integers', {
  cases: (draw) => {
    const low = draw.integer(-5, 5);
    const high = low + draw.pick([1, 2, 3, 10, 2 ** 30 + 1]);
    return { inputs: [draw.tensor()], call: (x) => integers(random(7), x.shape, { low, high }) };
  },
  invalid: [
    [() => integers(random(0), [1], { high: 0 }), OptionError],
    [() => integers(random(0), [1], { low: 0.5, high: 2 }), OptionError],
    [() => integers(random(0), [1], { high: 257, dtype: 'uint8' }), OptionError],
    [() => integers(random(0), [1], { high: 2 ** 31 + 1 }), OptionError],
    // @ts-expect-error fractions are drawn by uniform
    [() => integers(random(0), [1], { high: 2, dtype: 'float64' }), OptionError],
    [() => integers(random(0), [1.5], { high: 2 }), ShapeError],
  ],
});

describeStream('integers', (rng, shape) => integers(rng, shape, { high: 100 }));
describeElements('integers', (rng, shape) => integers(rng, shape, { high: 2 ** 30 + 1 }));

it('integers are equally likely, with the moments of the discrete uniform distribution', () => {
  for (const n of [2, 7, 100]) {
    const x = integers(random(11), [50_000], { high: n });
    expect(chiSquared(x, new Array<number>(n).fill(1 / n))).toBeLessThan(5);
    const { mean, variance, skewness } = momentsOf(x);
    expect(Math.abs(mean / ((n - 1) / 2) - 1)).toBeLessThan(0.03);
    expect(Math.abs(variance / ((n ** 2 - 1) / 12) - 1)).toBeLessThan(0.03);
    expect(Math.abs(skewness)).toBeLessThan(0.05);
  }
});

it('integers reach both ends of the range of their type', () => {
  const bytes = integers(random(1), [10_000], { high: 256, dtype: 'uint8' });
  expect([bytes.dtype, bytes.min().item(), bytes.max().item()]).toEqual(['uint8', 0, 255]);
  const x = integers(random(1), [10_000], { low: -(2 ** 31), high: 2 ** 31 });
  expect(x.min().item()).toBeLessThan(-2.14e9);
  expect(x.max().item()).toBeGreaterThan(2.14e9);
  expect(integers(random(1), [2], { low: 3, high: 4 }).toArray()).toEqual([3, 3]);
});

it('integers draw again what would favour some: below(n) takes the next part beyond the last multiple of n', () => {
  const n = 3 * 2 ** 50; // 2 of 8 parts of the range are beyond its last multiple
  const bits = [2 ** 53 - 1, 2 ** 53 - 2 ** 51, n + 5];
  expect(below(n, (_, part = 0) => bits[part] * 2 ** -53, 0)).toBe(5);
});

it('integers give the first numbers of seed 42: a changed stream is a breaking change', () => {
  expect(integers(random(42), [5], { high: 1000 }).toArray()).toMatchInlineSnapshot(`
    [
      424,
      248,
      291,
      100,
      880,
    ]
  `);
});
