import { grad } from '@hml/autograd';
import { DTypeError, hardSigmoid, mul, sum, type Tensor, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(hardSigmoid, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -9, max: 9, avoid: (v) => Math.abs(Math.abs(v) - 3) < 0.1 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => hardSigmoid('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => hardSigmoid([1, 2]), DTypeError],
  ],
});

it('hardSigmoid has the exact gradient 1/6 where a peer takes it in float32', () => {
  const dy = tensor([-0.116, 1.565]);
  const gradient = grad((x: Tensor) => sum(mul(dy, hardSigmoid(x))))(tensor([-0.258, 0.764]));
  assertClose(gradient, tensor([-0.116 / 6, 1.565 / 6]), { rtol: 2 * Number.EPSILON });
});

it('hardSigmoid keeps NaN, reaches 0 and 1, and has gradient 0 at both kinks', () => {
  expect(hardSigmoid(tensor([Number.NaN, -Infinity, Infinity])).toArray()).toEqual([Number.NaN, 0, 1]);
  expect(grad((x) => sum(hardSigmoid(x)))(tensor([-4, -3, 0, 3, 4])).toArray()).toEqual([0, 0, 1 / 6, 0, 0]);
});
