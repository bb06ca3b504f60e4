import { grad } from '@hml/autograd';
import { DTypeError, expm1, random, sum, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(expm1, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -40, max: 5 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => expm1('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => expm1([1, 2]), DTypeError],
  ],
});

it('expm1 keeps tiny numbers, is −1 far to the left and infinite beyond 709.78', () => {
  const x = tensor([1e-20, 5e-324, -0, -40, -Infinity, 709.78, 709.79]);
  expect(expm1(x).toArray()).toEqual([1e-20, 5e-324, -0, -1, -1, 1.7928227943945155e308, Infinity]);
});

it('expm1 is within 1.5 ulp of the engine near 0 and over its whole range', () => {
  for (const x of [uniform(random(1), [10_000], { low: -2, high: 2 }), uniform(random(2), [10_000], { low: -40, high: 709 })]) {
    assertClose(expm1(x), wrap(x.toTypedArray().map(Math.expm1)), { rtol: 3.4e-16 });
  }
});

it('expm1 has a derivative that keeps its left tail', () => {
  expect(grad((x) => sum(expm1(x)))(tensor([-100])).toArray()).toEqual([3.720075976020836e-44]);
});
