import { grad } from '@hml/autograd';
import { DTypeError, leakyRelu, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('leakyRelu', {
  cases: (draw) => {
    const slope = draw.pick([0.01, 0.3, -1]);
    return { inputs: [draw.tensor({ min: -1e4, max: 1e4, avoid: (v) => Math.abs(v) < 0.1 })], call: (x) => leakyRelu(x, slope) };
  },
  invalid: [
    // @ts-expect-error text is no tensor
    [() => leakyRelu('a'), DTypeError],
  ],
});

it('leakyRelu has the slope of the left at 0, and keeps NaN and infinities', () => {
  expect(leakyRelu(tensor([Number.NaN, -Infinity, Infinity])).toArray()).toEqual([Number.NaN, -Infinity, Infinity]);
  expect(grad((x) => sum(leakyRelu(x, 0.2)))(tensor([-1, 0, 1])).toArray()).toEqual([0.2, 0.2, 1]);
});
