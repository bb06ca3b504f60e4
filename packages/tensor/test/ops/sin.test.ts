import { DTypeError, random, sin, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(sin, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -20, max: 20 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => sin('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => sin([1, 2]), DTypeError],
  ],
});

it('sin is right to the last bits for any x, also next to a multiple of π/2', () => {
  const x = tensor([1e22, 1e308, 6381956970095103 * 2 ** 797]); // the last is the float64 that comes nearest to a multiple of π/2
  assertClose(sin(x), tensor([-0.8522008497671888, 0.4533964905016491, 1.0]), { rtol: 2.3e-16 });
  expect(sin(tensor([Infinity, Number.NaN])).toArray()).toEqual([Number.NaN, Number.NaN]);
});

it('sin is within 2 ulp of the engine over its whole range', () => {
  for (const x of [
    uniform(random(1), [5000], { low: -7, high: 7 }),
    uniform(random(2), [5000], { low: -100000.0, high: 100000.0 }),
    uniform(random(3), [5000], { low: -1000000000.0, high: 1000000000.0 }),
  ]) {
    assertClose(sin(x), wrap(x.toTypedArray().map(Math.sin)), { rtol: 4.5e-16 });
  }
});
