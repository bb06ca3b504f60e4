import { DTypeError, random, sinh, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(sinh, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -5, max: 5 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => sinh('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => sinh([1, 2]), DTypeError],
  ],
});

it('sinh keeps tiny numbers with their sign and is finite as long as the result is', () => {
  expect(sinh(tensor([-0, 1e-20, 711, -Infinity])).toArray()).toEqual([-0, 1e-20, Infinity, -Infinity]);
  assertClose(sinh(tensor([710.4])), tensor([1.6663642832806496e308]), { rtol: 4.5e-16 });
});

it('sinh is within 3 ulp of the engine over its whole range', () => {
  for (const x of [uniform(random(1), [5000], { low: -1, high: 1 }), uniform(random(2), [5000], { low: -700, high: 700 })]) {
    assertClose(sinh(x), wrap(x.toTypedArray().map(Math.sinh)), { rtol: 7e-16 });
  }
});
