import { gamma, OptionError, random, ShapeError } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { erfOf } from '../../src/math/erf.ts';
import { kolmogorovSmirnov, momentsOf } from './distribution.ts';
import { describeElements, describeStream } from './streams.ts';

describeOp('gamma', {
  cases: (draw) => {
    const alpha = draw.pick([0.3, 0.5, 1, 2.5, 30, 100]);
    return { inputs: [draw.tensor()], call: (x) => gamma(random(7), x.shape, { alpha }) };
  },
  tolerance: { rtol: 1e-13 },
  dtypes: [], // the type is an option: the input only lends its shape
  invalid: [
    [() => gamma(random(0), [1], { alpha: 0 }), OptionError],
    [() => gamma(random(0), [1], { alpha: Infinity }), OptionError],
    [() => gamma(random(0), [1], { alpha: 1, scale: -1 }), OptionError],
    // @ts-expect-error integers are drawn by other samplers
    [() => gamma(random(0), [1], { alpha: 1, dtype: 'int32' }), OptionError],
    [() => gamma(random(0), [-1], { alpha: 1 }), ShapeError],
  ],
});

describeStream('gamma', (rng, shape) => gamma(rng, shape, { alpha: 2 }));
describeElements('gamma', (rng, shape) => gamma(rng, shape, { alpha: 0.7 }));

it('gamma draws have mean αθ, variance αθ² and skewness 2 / √α', () => {
  for (const alpha of [0.3, 1, 4, 1000]) {
    const { mean, variance, skewness } = momentsOf(gamma(random(6), [50_000], { alpha, scale: 3 }));
    expect(Math.abs(mean / (3 * alpha) - 1)).toBeLessThan(5 / Math.sqrt(50_000 * alpha));
    expect(Math.abs(variance / (9 * alpha) - 1)).toBeLessThan(5 * Math.sqrt((2 + 6 / alpha) / 50_000));
    expect(Math.abs(skewness - 2 / Math.sqrt(alpha))).toBeLessThan(0.06 + 0.2 / alpha);
  }
});

it('gamma draws follow the distribution functions that have a closed form', () => {
  const root = (y: number): number => Math.sqrt(y / Math.PI) * Math.exp(-y);
  const closed: readonly (readonly [alpha: number, cdf: (y: number) => number])[] = [
    [0.5, (y) => erfOf(Math.sqrt(y))],
    [1, (y) => -Math.expm1(-y)],
    [1.5, (y) => erfOf(Math.sqrt(y)) - 2 * root(y)],
    [2.5, (y) => erfOf(Math.sqrt(y)) - 2 * root(y) * (1 + (2 * y) / 3)],
    [3, (y) => 1 - Math.exp(-y) * (1 + y + (y * y) / 2)],
  ];
  for (const [alpha, cdf] of closed) expect(kolmogorovSmirnov(gamma(random(12), [20_000], { alpha }), cdf)).toBeLessThan(2);
});

it('gamma of a tiny α is mostly 0 after rounding, never NaN', () => {
  const x = gamma(random(1), [1000], { alpha: 1e-4 }).toArray();
  expect(x.every((y) => y >= 0)).toBe(true);
  const zeros = x.filter((y) => y === 0).length / 1000;
  expect(Math.abs(zeros - Math.exp(1e-4 * (Math.log(5e-324) - Math.LN2)))).toBeLessThan(0.03); // P(y < ε) ≈ ε^α, half the smallest number for ε
});

it('gamma in float32 gives the float64 draws, rounded', () => {
  const single = gamma(random(4), [100], { alpha: 2, dtype: 'float32' });
  expect([...single.toTypedArray()]).toEqual([...gamma(random(4), [100], { alpha: 2 }).toTypedArray()].map(Math.fround));
});

it('gamma gives the first numbers of seed 42: a changed stream is a breaking change', () => {
  expect(gamma(random(42), [3], { alpha: 2 }).toArray()).toMatchInlineSnapshot(`
    [
      0.9477578856849022,
      3.771736444684511,
      1.3815339005696046,
    ]
  `);
  expect(gamma(random(42), [3], { alpha: 0.5 }).toArray()).toMatchInlineSnapshot(`
    [
      0.01005226254198759,
      2.1831489574980765,
      0.2142104450070822,
    ]
  `);
});
