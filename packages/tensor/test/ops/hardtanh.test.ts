import { grad } from '@hml/autograd';
import { DTypeError, hardtanh, OptionError, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('hardtanh', {
  cases: (draw) => ({
    inputs: [draw.tensor({ avoid: (v) => Math.min(Math.abs(v + 0.5), Math.abs(v - 1)) < 0.1 })],
    call: (x) => hardtanh(x, -0.5, 1),
  }),
  invalid: [
    [() => hardtanh(tensor([1]), 1, 1), OptionError],
    [() => hardtanh(tensor([1]), Number.NaN), OptionError],
    // @ts-expect-error text is no tensor
    [() => hardtanh('a'), DTypeError],
  ],
});

it('hardtanh keeps NaN and has gradient 0 at both limits', () => {
  expect(hardtanh(tensor([Number.NaN, -Infinity, Infinity])).toArray()).toEqual([Number.NaN, -1, 1]);
  expect(grad((x) => sum(hardtanh(x)))(tensor([-2, -1, 0, 1, 2])).toArray()).toEqual([0, 0, 1, 0, 0]);
});
