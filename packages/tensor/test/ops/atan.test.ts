import { atan, DTypeError, random, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(atan, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -100, max: 100 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => atan('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => atan([1, 2]), DTypeError],
  ],
});

it('atan at the ends of its domain and beyond', () => {
  expect(atan(tensor([-0, 1, -1, 1e300, -Infinity])).toArray()).toEqual([-0, Math.PI / 4, -Math.PI / 4, Math.PI / 2, -Math.PI / 2]);
});

it('atan is within 2.5 ulp of the engine over its whole range', () => {
  for (const x of [uniform(random(1), [5000], { low: -3, high: 3 }), uniform(random(2), [5000], { low: -1000.0, high: 1000.0 })]) {
    assertClose(atan(x), wrap(x.toTypedArray().map(Math.atan)), { rtol: 5.5e-16 });
  }
});
