import { beta, OptionError, random, ShapeError } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { kolmogorovSmirnov, momentsOf } from './distribution.ts';
import { describeStream } from './streams.ts';

describeOp('beta', {
  cases: (draw) => {
    const [alpha, second] = [draw.pick([0.3, 1, 2.5, 30]), draw.pick([0.5, 1, 8])];
    return { inputs: [draw.tensor()], call: (x) => beta(random(7), x.shape, { alpha, beta: second }) };
  },
  tolerance: { rtol: 1e-13, atol: 1e-14 },
  dtypes: [], // the type is an option: the input only lends its shape
  invalid: [
    [() => beta(random(0), [1], { alpha: 0, beta: 1 }), OptionError],
    [() => beta(random(0), [1], { alpha: 1, beta: Number.NaN }), OptionError],
    // @ts-expect-error integers are drawn by other samplers
    [() => beta(random(0), [1], { alpha: 1, beta: 1, dtype: 'int32' }), OptionError],
    [() => beta(random(0), [-1], { alpha: 1, beta: 1 }), ShapeError],
  ],
});

describeStream('beta', (rng, shape) => beta(rng, shape, { alpha: 2, beta: 3 }), 2);

it('beta draws have the mean, variance and skewness of the distribution', () => {
  for (const [a, b] of [
    [0.4, 0.4],
    [2, 6],
    [50, 1],
  ]) {
    const { mean, variance, skewness } = momentsOf(beta(random(6), [50_000], { alpha: a, beta: b }));
    const exact = (a * b) / ((a + b) ** 2 * (a + b + 1));
    expect(Math.abs(mean - a / (a + b))).toBeLessThan(5 * Math.sqrt(exact / 50_000));
    expect(Math.abs(variance / exact - 1)).toBeLessThan(0.05);
    expect(Math.abs(skewness - (2 * (b - a) * Math.sqrt(a + b + 1)) / ((a + b + 2) * Math.sqrt(a * b)))).toBeLessThan(0.1);
  }
});

it('beta draws follow the distribution functions that have a closed form', () => {
  const closed: readonly (readonly [alpha: number, beta: number, cdf: (y: number) => number])[] = [
    [1, 1, (y) => y],
    [0.5, 0.5, (y) => (2 / Math.PI) * Math.asin(Math.sqrt(y))],
    [1, 4, (y) => 1 - (1 - y) ** 4],
    [3, 1, (y) => y ** 3],
    [2, 3, (y) => 6 * y ** 2 - 8 * y ** 3 + 3 * y ** 4],
  ];
  for (const [alpha, second, cdf] of closed)
    expect(kolmogorovSmirnov(beta(random(12), [20_000], { alpha, beta: second }), cdf)).toBeLessThan(2);
});

it('beta of tiny parameters gives values at 0 and 1 in their proportion, never NaN', () => {
  const { mean } = momentsOf(beta(random(1), [20_000], { alpha: 1e-5, beta: 3e-5 }));
  expect(Math.abs(mean - 0.25)).toBeLessThan(0.02);
});

it('beta of parameters at the end of float64 keeps their proportion', () => {
  const { mean } = momentsOf(beta(random(1), [20_000], { alpha: 1e-320, beta: 3e-320 }));
  expect(Math.abs(mean - 0.25)).toBeLessThan(0.02);
  expect(beta(random(1), [5], { alpha: 1e-320, beta: 1 }).toArray()).toEqual([0, 0, 0, 0, 0]);
});

it('beta gives the first numbers of seed 42: a changed stream is a breaking change', () => {
  expect(beta(random(42), [3], { alpha: 2, beta: 3 }).toArray()).toMatchInlineSnapshot(`
    [
      0.24179599686648076,
      0.6817271374464166,
      0.3216934103395962,
    ]
  `);
});
