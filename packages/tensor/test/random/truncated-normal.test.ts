import { OptionError, random, ShapeError, truncatedNormal } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { erfcOf } from '../../src/math/erf.ts';
import { kolmogorovSmirnov, momentsOf } from './distribution.ts';
import { describeElements, describeStream } from './streams.ts';

const ranges: readonly (readonly [low: number, high: number])[] = [
  [-2, 2],
  [-0.1, 0.5],
  [0.3, Infinity],
  [-Infinity, -0.5],
  [3, 3.2],
  [6, Infinity],
  [-9, -7],
  [-Infinity, Infinity],
];

describeOp('truncatedNormal', {
  cases: (draw) => {
    const [low, high] = draw.pick(ranges);
    const [mean, std] = [draw.pick([0, 0.25]), draw.pick([1, 0.5])];
    return { inputs: [draw.tensor()], call: (x) => truncatedNormal(random(7), x.shape, { mean, std, low, high }) };
  },
  tolerance: { rtol: 1e-13, atol: 1e-15 },
  dtypes: [], // the type is an option: the input only lends its shape
  invalid: [
    [() => truncatedNormal(random(0), [1], { low: 1, high: 1 }), OptionError],
    [() => truncatedNormal(random(0), [1], { low: Number.NaN }), OptionError],
    [() => truncatedNormal(random(0), [1], { low: Infinity, high: Infinity }), OptionError],
    [() => truncatedNormal(random(0), [1], { std: 0 }), OptionError],
    [() => truncatedNormal(random(0), [1], { mean: Infinity }), OptionError],
    // @ts-expect-error integers are drawn by other samplers
    [() => truncatedNormal(random(0), [1], { dtype: 'int32' }), OptionError],
    [() => truncatedNormal(random(0), [-1]), ShapeError],
  ],
});

describeStream('truncatedNormal', truncatedNormal);
describeElements('truncatedNormal', (rng, shape) => truncatedNormal(rng, shape, { low: 0.3, high: 9 }));

/** The share of the standard normal distribution above z. */
const above = (z: number): number => 0.5 * erfcOf(z / Math.SQRT2);

it('truncatedNormal draws follow the distribution function of the part that is left, also far in the tails', () => {
  for (const [low, high] of ranges) {
    const x = truncatedNormal(random(8), [20_000], { low, high });
    expect(x.min().item()).toBeGreaterThanOrEqual(low);
    expect(x.max().item()).toBeLessThanOrEqual(high);
    // Measured from the side on which differences do not cancel.
    const [near, far, sign] = low >= 0 ? [low, high, 1] : [-high, -low, -1];
    const cdf = (y: number): number => (above(near) - above(sign * y)) / (above(near) - above(far));
    expect(kolmogorovSmirnov(x, (y) => (sign > 0 ? cdf(y) : 1 - cdf(y)))).toBeLessThan(2);
  }
});

it('truncatedNormal draws between ±2σ have the moments of the closed form, shifted and scaled', () => {
  const { mean, variance, skewness, kurtosis } = momentsOf(truncatedNormal(random(5), [100_000], { mean: 5, std: 3, low: -1, high: 11 }));
  expect(Math.abs(mean - 5)).toBeLessThan(0.04);
  expect(Math.abs(variance / 9 - 0.7737413)).toBeLessThan(0.015); // 1 − 4 φ(2) / (2 Φ(2) − 1)
  expect(Math.abs(skewness)).toBeLessThan(0.04);
  expect(Math.abs(kurtosis + 0.6344)).toBeLessThan(0.04);
});

it('truncatedNormal keeps its ends where σ or the way to the mean is extreme', () => {
  const extremes = [
    { mean: 0, std: 1, low: 40, high: 41 },
    { mean: 0, std: 1e-300, low: 1e10, high: Infinity },
    { mean: -1e16, std: 1, low: 0, high: 1 },
    { mean: 0, std: 1e300, low: -1, high: 1 },
    { mean: 0, std: 1, low: 1, high: 1 + 2 ** -52 },
  ];
  for (const options of extremes) {
    const x = truncatedNormal(random(1), [1000], options);
    expect(x.toArray().every((y) => y >= options.low && y <= options.high)).toBe(true);
  }
});

it('truncatedNormal gives the first numbers of seed 42: a changed stream is a breaking change', () => {
  expect(truncatedNormal(random(42), [3]).toArray()).toMatchInlineSnapshot(`
    [
      -0.4318292909563377,
      -0.42044695707424307,
      -0.7881065905625922,
    ]
  `);
  expect(truncatedNormal(random(42), [3], { low: 4, high: Infinity }).toArray()).toMatchInlineSnapshot(`
    [
      4.508231865884874,
      4.040815804893685,
      4.183659361121903,
    ]
  `);
});
