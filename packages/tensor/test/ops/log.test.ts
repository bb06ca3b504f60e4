import { DTypeError, exp, log, random, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(log, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: 0.1, max: draw.pick([9, 1e6]) })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => log('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => log([1, 2]), DTypeError],
  ],
});

it('log is exact at powers of two, right for subnormals, −∞ at 0 and NaN below', () => {
  expect(log(tensor([1, 2, 0.5])).toArray()).toEqual([0, Math.LN2, -Math.LN2]);
  expect(log(tensor([5e-324])).item()).toBeCloseTo(-744.4400719213812, 12);
  expect(log(tensor([0, -0, -1, Infinity])).toArray()).toEqual([-Infinity, -Infinity, Number.NaN, Infinity]);
});

it('log is within 1 ulp of the engine near 1 and over its whole range', () => {
  for (const x of [uniform(random(1), [10_000], { low: 0.5, high: 2 }), exp(uniform(random(2), [10_000], { low: -700, high: 700 }))]) {
    assertClose(log(x), wrap(x.toTypedArray().map(Math.log)), { rtol: 2.3e-16 });
  }
});
