import { atanh, DTypeError, random, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(atanh, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -0.9, max: 0.9 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => atanh('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => atanh([1, 2]), DTypeError],
  ],
});

it('atanh at the ends of its domain and beyond', () => {
  expect(atanh(tensor([-0, 1e-20, 1, -1, 1.5, -Infinity])).toArray()).toEqual([-0, 1e-20, Infinity, -Infinity, Number.NaN, Number.NaN]);
});

it('atanh is within 4 ulp of the engine over its whole range', () => {
  for (const x of [uniform(random(1), [5000], { low: -0.5, high: 0.5 }), uniform(random(2), [5000], { low: -1, high: 1 })]) {
    assertClose(atanh(x), wrap(x.toTypedArray().map(Math.atanh)), { rtol: 9e-16 });
  }
});
