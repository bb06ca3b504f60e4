import { grad } from '@hml/autograd';
import { atan2, DTypeError, ShapeError, sum, type Tensor, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(atan2, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    return {
      inputs: [
        draw.tensor({ shape: a, min: 0.2, max: draw.pick([3, 100]) }).mul(draw.pick([1, -1])),
        draw.tensor({ shape: b, min: -3, max: 100 }),
      ],
    };
  },
  invalid: [
    [() => atan2(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => atan2('a', tensor([1])), DTypeError],
  ],
});

it('atan2 knows the four quadrants, the axes, the signs of zeros and the infinities', () => {
  const y = tensor([1, 1, -1, -1, 0, -0, 0, -0, 0, Infinity, -Infinity, 1, 5e-324]);
  const x = tensor([1, -1, -1, 1, -1, -1, 0, 0, -0, Infinity, -Infinity, -Infinity, 1e308]);
  const eighth = Math.PI / 4;
  expect(atan2(y, x).toArray()).toEqual([
    eighth,
    3 * eighth,
    -3 * eighth,
    -eighth,
    Math.PI,
    -Math.PI,
    0,
    -0,
    Math.PI,
    eighth,
    -3 * eighth,
    Math.PI,
    0,
  ]);
});

it('atan2 has derivatives at points whose squares leave the range of numbers', () => {
  for (const size of [1e200, 1e-200]) {
    const point = tensor([3 * size]);
    const right = (v: number) => tensor([v / size]);
    assertClose(grad((a) => sum(atan2(a, 4 * size)))(point), right(0.16), { rtol: 1e-15 });
    assertClose(grad((b) => sum(atan2(4 * size, b)))(point), right(-0.16), { rtol: 1e-15 });
  }
});

it('atan2 has no derivative at the origin', () => {
  expect(grad((a) => sum(atan2(a, 0)))(tensor([0])).toArray()).toEqual([Number.NaN]);
});
