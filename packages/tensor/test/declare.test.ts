import { grad, jvp } from '@hml/autograd';
import { sum, type Tensor, tensor } from '@hml/tensor';
import { apply, unary } from '@hml/tensor/extend';
import { expect, it } from 'vitest';

it('unary takes a constant slope of any size and sign', () => {
  for (const slope of [-3, -2, -1, 0, 0.5, 1, 2, 3]) {
    const op = unary({
      name: 'times',
      result: 'same',
      definition: (x) => slope * x,
      kernel: (n, x, xOffset, xStride, y, yOffset) => {
        for (let i = 0; i < n; i++) y[yOffset + i] = slope * x[xOffset + i * xStride];
      },
      derivative: () => slope,
    });
    const times = (x: Tensor): Tensor => apply(op, [x]);
    expect(
      grad((x) => sum(times(x)))(tensor([5, 7]))
        .add(0)
        .toArray(),
    ).toEqual([slope, slope]);
    expect(
      jvp(times, [tensor([5, 7])], [tensor([1, 10])])
        .tangent.add(0)
        .toArray(),
    ).toEqual([slope, 10 * slope].map((v) => v + 0));
  }
});
