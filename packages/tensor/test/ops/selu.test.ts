import { grad } from '@hml/autograd';
import { DTypeError, fromFunction, selu, sum, tensor } from '@hml/tensor';
import { assertClose, describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(selu, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -40, max: 100, avoid: (v) => Math.abs(v) < 0.1 })] }),
  reference: (x) =>
    fromFunction(x.shape, (...i) => {
      const v = reader(x)(...i);
      return 1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * Math.expm1(v));
    }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => selu('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => selu([1, 2]), DTypeError],
  ],
});

it('selu has slope λα at 0, λ on the right, and keeps NaN and infinities', () => {
  assertClose(grad((x) => sum(selu(x)))(tensor([0, 1])), tensor([1.7580993408473768, 1.0507009873554805]), { rtol: 4e-16 });
  expect(selu(tensor([Number.NaN, Infinity])).toArray()).toEqual([Number.NaN, Infinity]);
});
