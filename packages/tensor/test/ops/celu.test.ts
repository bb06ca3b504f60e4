import { grad } from '@hml/autograd';
import { celu, DTypeError, OptionError, sum, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('celu', {
  cases: (draw) => {
    const alpha = draw.pick([1, 0.3, 2]);
    return { inputs: [draw.tensor({ min: -40, max: 100, avoid: (v) => Math.abs(v) < 0.1 })], call: (x) => celu(x, alpha) };
  },
  invalid: [
    [() => celu(tensor([1]), 0), OptionError],
    [() => celu(tensor([1]), Number.NaN), OptionError],
    // @ts-expect-error text is no tensor
    [() => celu('a'), DTypeError],
  ],
});

it('celu is accurate near 0, −alpha at −∞, and keeps NaN', () => {
  expect(celu(tensor([-1e-300, -Infinity, Infinity, Number.NaN]), 2).toArray()).toEqual([-1e-300, -2, Infinity, Number.NaN]);
});

it('celu has slope 1 at 0 from both sides, whatever alpha', () => {
  expect(grad((x) => sum(celu(x, 0.5)))(tensor([-Infinity, 0, 5e-324, 1000])).toArray()).toEqual([0, 1, 1, 1]);
});

it('celu has the exact gradient where a peer takes 1 / alpha in float32: exp(x / 0.52)', () => {
  const x = [-0.258, 0.764, -1.196];
  const exact = x.map((v) => (v < 0 ? Math.exp(v / 0.52) : 1));
  assertClose(grad((v) => sum(celu(v, 0.52)))(tensor(x)), tensor(exact), { rtol: 4 * Number.EPSILON });
});

it('celu has a second derivative, that from the left at 0, also where the exponential overflows', () => {
  expect(grad((x) => sum(grad((v) => sum(celu(v, 0.5)))(x)))(tensor([0, 1000])).toArray()).toEqual([2, 0]);
});
