import { bernoulli, OptionError, random, ShapeError } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { chiSquared } from './distribution.ts';
import { describeElements, describeStream } from './streams.ts';

describeOp('bernoulli', {
  cases: (draw) => ({ inputs: [draw.tensor()], call: (x) => bernoulli(random(7), x.shape, { p: 0.4 }) }),
  invalid: [
    [() => bernoulli(random(0), [1], { p: 1.5 }), OptionError],
    [() => bernoulli(random(0), [1], { p: -0.1 }), OptionError],
    [() => bernoulli(random(0), [1], { p: Number.NaN }), OptionError],
    [() => bernoulli(random(0), [-1]), ShapeError],
  ],
});

describeStream('bernoulli', bernoulli);
describeElements('bernoulli', bernoulli);

it('bernoulli draws are true with probability p, to the letter at 0 and 1', () => {
  for (const p of [0.5, 0.01, 0.3, 0.999]) expect(chiSquared(bernoulli(random(3), [50_000], { p }), [1 - p, p])).toBeLessThan(8);
  expect(bernoulli(random(1), [3], { p: 0 }).toArray()).toEqual([false, false, false]);
  expect(bernoulli(random(1), [3], { p: 1 }).toArray()).toEqual([true, true, true]);
});

it('bernoulli gives the first numbers of seed 42: a changed stream is a breaking change', () => {
  expect(bernoulli(random(42), [5]).cast('int32').toArray()).toMatchInlineSnapshot(`
    [
      0,
      1,
      0,
      1,
      0,
    ]
  `);
});
