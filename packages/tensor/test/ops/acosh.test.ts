import { acosh, DTypeError, random, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(acosh, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: 1.2, max: 1e4 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => acosh('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => acosh([1, 2]), DTypeError],
  ],
});

it('acosh is 0 at 1, NaN below, and does not overflow', () => {
  expect(acosh(tensor([1, 0.9999999999999999, -1, -1e308, Infinity])).toArray()).toEqual([0, Number.NaN, Number.NaN, Number.NaN, Infinity]);
  assertClose(acosh(tensor([1e308])), tensor([709.889355822726]), { rtol: 2.3e-16 });
});

it('acosh is within 4 ulp of the engine over its whole range', () => {
  for (const x of [uniform(random(1), [5000], { low: 1.1, high: 3 }), uniform(random(2), [5000], { low: 1.1, high: 1000.0 })]) {
    assertClose(acosh(x), wrap(x.toTypedArray().map(Math.acosh)), { rtol: 9e-16 });
  }
});
