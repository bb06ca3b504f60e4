import { grad } from '@hml/autograd';
import { DTypeError, elu, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('elu', {
  cases: (draw) => {
    const alpha = draw.pick([1, 0.3, 2]);
    return { inputs: [draw.tensor({ min: -40, max: 100, avoid: (v) => Math.abs(v) < 0.1 })], call: (x) => elu(x, alpha) };
  },
  invalid: [
    // @ts-expect-error text is no tensor
    [() => elu('a'), DTypeError],
  ],
});

it('elu is accurate near 0, −alpha at −∞, and keeps NaN', () => {
  expect(elu(tensor([-1e-300, -Infinity, Infinity, Number.NaN]), 2).toArray()).toEqual([-2e-300, -2, Infinity, Number.NaN]);
});

it('elu has slope alpha at 0, and a second derivative also where the exponential overflows', () => {
  expect(grad((x) => sum(elu(x, 2)))(tensor([-Infinity, 0, 5e-324, 1000])).toArray()).toEqual([0, 2, 1, 1]);
  expect(grad((x) => sum(grad((v) => sum(elu(v)))(x)))(tensor([0, 1000])).toArray()).toEqual([1, 0]);
});
