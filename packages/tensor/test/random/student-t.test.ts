import { OptionError, random, ShapeError, studentT } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { betaincOf } from '../../src/math/incomplete-beta.ts';
import { kolmogorovSmirnov } from './distribution.ts';
import { describeStream } from './streams.ts';

describeOp('studentT', {
  cases: (draw) => {
    const df = draw.pick([0.5, 1, 4, 100]);
    return { inputs: [draw.tensor()], call: (x) => studentT(random(7), x.shape, { df }) };
  },
  tolerance: { rtol: 1e-13 },
  dtypes: [], // the type is an option: the input only lends its shape
  invalid: [
    [() => studentT(random(0), [1], { df: 0 }), OptionError],
    [() => studentT(random(0), [1], { df: 1, scale: 0 }), OptionError],
    [() => studentT(random(0), [1], { df: 1, loc: Infinity }), OptionError],
    // @ts-expect-error integers are drawn by other samplers
    [() => studentT(random(0), [1], { df: 1, dtype: 'int32' }), OptionError],
    [() => studentT(random(0), [-1], { df: 1 }), ShapeError],
  ],
});

describeStream('studentT', (rng, shape) => studentT(rng, shape, { df: 30 }), 2);

it('studentT draws follow the distribution function of the t distribution', () => {
  for (const df of [0.3, 1, 4, 200]) {
    const cdf = (v: number): number => {
      const t = (v - 1) / 2;
      const tail = 0.5 * betaincOf(df / 2, 0.5, df / (df + t * t));
      return t > 0 ? 1 - tail : tail;
    };
    expect(kolmogorovSmirnov(studentT(random(5), [20_000], { df, loc: 1, scale: 2 }), cdf)).toBeLessThan(2);
  }
});

it('studentT in float32 gives the float64 draws, rounded', () => {
  const single = studentT(random(4), [100], { df: 2, dtype: 'float32' });
  expect([...single.toTypedArray()]).toEqual([...studentT(random(4), [100], { df: 2 }).toTypedArray()].map(Math.fround));
});
