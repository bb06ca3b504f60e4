import { cosh, DTypeError, random, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(cosh, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -5, max: 5 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => cosh('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => cosh([1, 2]), DTypeError],
  ],
});

it('cosh is 1 at 0 and finite as long as the result is', () => {
  expect(cosh(tensor([-0, 711, -Infinity])).toArray()).toEqual([1, Infinity, Infinity]);
  assertClose(cosh(tensor([-710.4])), tensor([1.6663642832806496e308]), { rtol: 4.5e-16 });
});

it('cosh is within 3 ulp of the engine over its whole range', () => {
  for (const x of [uniform(random(1), [5000], { low: -1, high: 1 }), uniform(random(2), [5000], { low: -700, high: 700 })]) {
    assertClose(cosh(x), wrap(x.toTypedArray().map(Math.cosh)), { rtol: 7e-16 });
  }
});
