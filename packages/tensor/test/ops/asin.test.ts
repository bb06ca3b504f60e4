import { asin, DTypeError, random, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(asin, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -0.9, max: 0.9 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => asin('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => asin([1, 2]), DTypeError],
  ],
});

it('asin at the ends of its domain and beyond', () => {
  expect(asin(tensor([-0, 1, -1, 1.0000000000000002, -2, Infinity])).toArray()).toEqual([
    -0,
    Math.PI / 2,
    -Math.PI / 2,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
});

it('asin is within 3 ulp of the engine over its whole range', () => {
  for (const x of [uniform(random(1), [5000], { low: -0.6, high: 0.6 }), uniform(random(2), [5000], { low: -1, high: 1 })]) {
    assertClose(asin(x), wrap(x.toTypedArray().map(Math.asin)), { rtol: 7e-16 });
  }
});
