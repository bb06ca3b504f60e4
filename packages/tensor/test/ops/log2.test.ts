import { DTypeError, log2, random, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(log2, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: 0.1, max: draw.pick([9, 1e6]) })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => log2('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => log2([1, 2]), DTypeError],
  ],
});

it('log2 is exact at powers of two, −∞ at 0 and NaN below', () => {
  expect(log2(tensor([5e-324, 2 ** -1022, 0.5, 1, 2 ** 1023])).toArray()).toEqual([-1074, -1022, -1, 0, 1023]);
  expect(log2(tensor([0, -0, -1, Infinity])).toArray()).toEqual([-Infinity, -Infinity, Number.NaN, Infinity]);
});

it('log2 is within 2 ulp of the engine over its whole range', () => {
  for (const x of [uniform(random(1), [5000], { low: 0.5, high: 2 }), uniform(random(2), [5000], { low: 0.001, high: 1000000000.0 })]) {
    assertClose(log2(x), wrap(x.toTypedArray().map(Math.log2)), { rtol: 4.5e-16 });
  }
});
