import { grad } from '@hml/autograd';
import { DTypeError, hypot, ShapeError, sum, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(hypot, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    return {
      inputs: [
        draw.tensor({ shape: a, min: 0.3, max: draw.pick([3, 1e3]) }).mul(draw.pick([1, -1])),
        draw.tensor({ shape: b, min: -3, max: 1e3 }),
      ],
    };
  },
  invalid: [
    [() => hypot(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => hypot('a', tensor([1])), DTypeError],
  ],
});

it('hypot neither overflows nor underflows, and an infinite side wins over NaN', () => {
  const y = hypot(
    tensor([3, 3 * 2 ** 600, 3 * 2 ** -600, 0, -Infinity, 0]),
    tensor([4, 4 * 2 ** 600, 4 * 2 ** -600, -0, Number.NaN, Number.NaN]),
  );
  expect(y.toArray()).toEqual([5, 5 * 2 ** 600, 5 * 2 ** -600, 0, Infinity, Number.NaN]);
});

it('hypot has the derivative 0 at its kink', () => {
  expect(grad((x) => sum(hypot(x, 0)))(tensor([0, 1, -3])).toArray()).toEqual([0, 1, -1]);
  expect(grad((x) => sum(hypot(0, x)))(tensor([0, 1, -3])).toArray()).toEqual([0, 1, -1]);
});
