import { cos, DTypeError, random, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(cos, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -20, max: 20 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => cos('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => cos([1, 2]), DTypeError],
  ],
});

it('cos is right to the last bits for any x, also next to a multiple of π/2', () => {
  const x = tensor([1e22, 1e308, 6381956970095103 * 2 ** 797]); // the last is the float64 that comes nearest to a multiple of π/2
  assertClose(cos(x), tensor([0.523214785395139, -0.8913089376870335, -4.687165924254628e-19]), { rtol: 2.3e-16 });
  expect(cos(tensor([Infinity, Number.NaN])).toArray()).toEqual([Number.NaN, Number.NaN]);
});

it('cos is within 2 ulp of the engine over its whole range', () => {
  for (const x of [
    uniform(random(1), [5000], { low: -7, high: 7 }),
    uniform(random(2), [5000], { low: -100000.0, high: 100000.0 }),
    uniform(random(3), [5000], { low: -1000000000.0, high: 1000000000.0 }),
  ]) {
    assertClose(cos(x), wrap(x.toTypedArray().map(Math.cos)), { rtol: 4.5e-16 });
  }
});
