import { DTypeError, random, tan, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(tan, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -6, max: 6, avoid: (v) => Math.abs(Math.cos(v)) < 0.4 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => tan('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => tan([1, 2]), DTypeError],
  ],
});

it('tan is right to the last bits for any x, also next to a multiple of π/2', () => {
  const x = tensor([1e22, 1e308, 6381956970095103 * 2 ** 797]); // the last is the float64 that comes nearest to a multiple of π/2
  assertClose(tan(x), tensor([-1.6287782256068988, -0.5086861259107568, -2.133485385753704e18]), { rtol: 4.5e-16 });
  expect(tan(tensor([Infinity, Number.NaN])).toArray()).toEqual([Number.NaN, Number.NaN]);
});

it('tan is within 3 ulp of the engine over its whole range', () => {
  for (const x of [uniform(random(1), [5000], { low: -7, high: 7 }), uniform(random(2), [5000], { low: -100000.0, high: 100000.0 })]) {
    assertClose(tan(x), wrap(x.toTypedArray().map(Math.tan)), { rtol: 7e-16 });
  }
});
