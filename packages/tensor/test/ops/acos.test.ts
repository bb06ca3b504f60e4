import { acos, DTypeError, random, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(acos, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -0.9, max: 0.9 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => acos('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => acos([1, 2]), DTypeError],
  ],
});

it('acos at the ends of its domain and beyond', () => {
  expect(acos(tensor([0, 1, -1, 1.0000000000000002, -2, Infinity])).toArray()).toEqual([
    Math.PI / 2,
    0,
    Math.PI,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
});

it('acos is within 3 ulp of the engine over its whole range', () => {
  for (const x of [uniform(random(1), [5000], { low: -0.6, high: 0.6 }), uniform(random(2), [5000], { low: -1, high: 1 })]) {
    assertClose(acos(x), wrap(x.toTypedArray().map(Math.acos)), { rtol: 7e-16 });
  }
});
