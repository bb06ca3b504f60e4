import { DTypeError, log10, random, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(log10, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: 0.1, max: draw.pick([9, 1e6]) })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => log10('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => log10([1, 2]), DTypeError],
  ],
});

it('log10 is exact at powers of ten, −∞ at 0 and NaN below', () => {
  const exponents = Array.from({ length: 23 }, (_, i) => i);
  expect(log10(tensor(exponents.map((i) => Number(`1e${i}`)))).toArray()).toEqual(exponents);
  expect(log10(tensor([0, -0, -1, Infinity])).toArray()).toEqual([-Infinity, -Infinity, Number.NaN, Infinity]);
});

it('log10 is within 2 ulp of the engine over its whole range', () => {
  for (const x of [uniform(random(1), [5000], { low: 0.5, high: 2 }), uniform(random(2), [5000], { low: 0.001, high: 1000000000.0 })]) {
    assertClose(log10(x), wrap(x.toTypedArray().map(Math.log10)), { rtol: 4.5e-16 });
  }
});
