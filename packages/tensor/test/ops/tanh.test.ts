import { DTypeError, random, tanh, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(tanh, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -25, max: 25 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => tanh('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => tanh([1, 2]), DTypeError],
  ],
});

it('tanh keeps tiny numbers with their sign and ends at ±1', () => {
  const x = tensor([-0, 5e-324, 1e-300, 22.5, -1000, -Infinity]);
  expect(tanh(x).toArray()).toEqual([-0, 5e-324, 1e-300, 1, -1, -1]);
});

it('tanh is within 4 ulp of the engine, which is itself 2 off', () => {
  for (const x of [uniform(random(1), [10_000], { low: -1.5, high: 1.5 }), uniform(random(2), [10_000], { low: -23, high: 23 })]) {
    assertClose(tanh(x), wrap(x.toTypedArray().map(Math.tanh)), { rtol: 9e-16 });
  }
});
