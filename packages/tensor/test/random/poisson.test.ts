import { OptionError, poisson, random, ShapeError } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { chiSquared, momentsOf } from './distribution.ts';
import { describeElements, describeStream } from './streams.ts';

describeOp('poisson', {
  cases: (draw) => {
    const lambda = draw.pick([0, 0.01, 1, 9.99, 10, 55.5, 1000]);
    const seed = draw.integer(0, 1000);
    // Many draws, since the kernel's short cuts must take what the plain test takes.
    return { inputs: [draw.tensor()], call: (x) => poisson(random(seed), [...x.shape, 20], { lambda }) };
  },
  invalid: [
    [() => poisson(random(0), [1], { lambda: -1 }), OptionError],
    [() => poisson(random(0), [1], { lambda: 3e9 }), OptionError],
    [() => poisson(random(0), [1], { lambda: Number.NaN }), OptionError],
    [() => poisson(random(0), [-1]), ShapeError],
  ],
});

describeStream('poisson', (rng, shape) => poisson(rng, shape, { lambda: 3 }));
describeElements('poisson', (rng, shape) => poisson(rng, shape, { lambda: 12 }));

/** P(k) for k below `n`, and what is left. */
function shares(lambda: number, n: number): number[] {
  const p = [Math.exp(-lambda)];
  for (let k = 1; k < n; k++) p.push((p[k - 1] * lambda) / k);
  return [...p, 1 - p.reduce((sum, v) => sum + v, 0)];
}

it('poisson draws have the probabilities of the distribution, on both sides of λ = 10', () => {
  for (const [lambda, n] of [
    [0.5, 5],
    [4, 13],
    [9.9, 22],
    [10, 22],
    [40, 65],
  ]) {
    expect(chiSquared(poisson(random(3), [50_000], { lambda }), shares(lambda, n))).toBeLessThan(5);
  }
});

it('poisson draws have mean and variance λ and skewness 1 / √λ, up to the largest λ', () => {
  for (const lambda of [0.2, 7, 10, 300, 1e6, 2e9]) {
    const { mean, variance, skewness } = momentsOf(poisson(random(9), [50_000], { lambda }));
    expect(Math.abs(mean - lambda)).toBeLessThan(5 * Math.sqrt(lambda / 50_000));
    expect(Math.abs(variance / lambda - 1)).toBeLessThan(5 * Math.sqrt((2 + 1 / lambda) / 50_000));
    expect(Math.abs(skewness - 1 / Math.sqrt(lambda))).toBeLessThan(0.06 + 0.05 / lambda);
  }
});

it('poisson of 0 is 0', () => expect(poisson(random(1), [3], { lambda: 0 }).toArray()).toEqual([0, 0, 0]));

it('poisson gives the first numbers of seed 42: a changed stream is a breaking change', () => {
  expect(poisson(random(42), [5], { lambda: 4 }).toArray()).toMatchInlineSnapshot(`
    [
      6,
      2,
      4,
      3,
      4,
    ]
  `);
  expect(poisson(random(42), [5], { lambda: 100 }).toArray()).toMatchInlineSnapshot(`
    [
      113,
      88,
      101,
      92,
      104,
    ]
  `);
});
