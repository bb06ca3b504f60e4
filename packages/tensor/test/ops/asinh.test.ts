import { grad } from '@hml/autograd';
import { asinh, DTypeError, random, sum, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(asinh, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -1e4, max: 1e4 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => asinh('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => asinh([1, 2]), DTypeError],
  ],
});

it('asinh keeps tiny numbers with their sign and does not overflow', () => {
  expect(asinh(tensor([-0, 1e-20, -1e-20, Infinity])).toArray()).toEqual([-0, 1e-20, -1e-20, Infinity]);
  assertClose(asinh(tensor([1e308, -1e308])), tensor([709.889355822726, -709.889355822726]), { rtol: 2.3e-16 });
});

it('asinh is within 4 ulp of the engine over its whole range', () => {
  for (const x of [uniform(random(1), [5000], { low: -2, high: 2 }), uniform(random(2), [5000], { low: -1000.0, high: 1000.0 })]) {
    assertClose(asinh(x), wrap(x.toTypedArray().map(Math.asinh)), { rtol: 9e-16 });
  }
});

it('asinh has derivatives where the square of x overflows', () => {
  const slope = grad((x) => sum(asinh(x)));
  const x = tensor([1e200, -1e200, 1e308, Infinity, 0]);
  assertClose(slope(x), tensor([1e-200, 1e-200, 1e-308, 0, 1]), { rtol: 1e-15 });
  assertClose(grad((v) => sum(slope(v)))(tensor([1e150, -1e150])), tensor([-1e-300, 1e-300]), { rtol: 1e-15 });
});
