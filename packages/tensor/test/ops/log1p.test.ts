import { DTypeError, exp, log1p, random, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(log1p, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -0.9, max: draw.pick([9, 1e6]) })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => log1p('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => log1p([1, 2]), DTypeError],
  ],
});

it('log1p keeps tiny numbers, is −∞ at −1 and NaN below', () => {
  expect(log1p(tensor([1e-20, 5e-324, -0, -1, -1.5, Infinity])).toArray()).toEqual([1e-20, 5e-324, -0, -Infinity, Number.NaN, Infinity]);
});

it('log1p is within 2 ulp of the engine near 0 and over its whole range', () => {
  for (const x of [uniform(random(1), [10_000], { low: -0.99, high: 2 }), exp(uniform(random(2), [10_000], { low: -50, high: 700 }))]) {
    assertClose(log1p(x), wrap(x.toTypedArray().map(Math.log1p)), { rtol: 5e-16 });
  }
});
