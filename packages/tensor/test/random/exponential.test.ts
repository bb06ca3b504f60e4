import { exponential, OptionError, random, ShapeError } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { kolmogorovSmirnov, momentsOf } from './distribution.ts';
import { describeElements, describeStream } from './streams.ts';

describeOp('exponential', {
  cases: (draw) => ({ inputs: [draw.tensor()], call: (x) => exponential(random(7), x.shape) }),
  dtypes: [], // the type is an option: the input only lends its shape
  invalid: [
    [() => exponential(random(0), [1], { scale: 0 }), OptionError],
    [() => exponential(random(0), [1], { scale: Infinity }), OptionError],
    // @ts-expect-error integers are drawn by other samplers
    [() => exponential(random(0), [1], { dtype: 'int32' }), OptionError],
    [() => exponential(random(0), [0.5]), ShapeError],
  ],
});

describeStream('exponential', exponential);
describeElements('exponential', exponential);

it('exponential draws have the moments and the distribution function 1 − exp(−y / scale)', () => {
  for (const scale of [1, 0.01, 300]) {
    const x = exponential(random(2), [50_000], { scale });
    const { mean, variance, skewness } = momentsOf(x);
    expect(Math.abs(mean / scale - 1)).toBeLessThan(0.02);
    expect(Math.abs(variance / scale ** 2 - 1)).toBeLessThan(0.06);
    expect(Math.abs(skewness - 2)).toBeLessThan(0.2);
    expect(kolmogorovSmirnov(x, (y) => -Math.expm1(-y / scale))).toBeLessThan(2);
  }
});

it('exponential in float32 gives the float64 draws, rounded', () => {
  const single = exponential(random(4), [100], { scale: 3, dtype: 'float32' });
  expect(single.dtype).toBe('float32');
  expect([...single.toTypedArray()]).toEqual([...exponential(random(4), [100], { scale: 3 }).toTypedArray()].map(Math.fround));
});

it('exponential gives the first numbers of seed 42: a changed stream is a breaking change', () => {
  expect(exponential(random(42), [3]).toArray()).toMatchInlineSnapshot(`
    [
      2.032927463539496,
      0.16326321957473988,
      0.7346374444876095,
    ]
  `);
});
