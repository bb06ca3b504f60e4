import { grad } from '@hml/autograd';
import { DTypeError, fromFunction, maxPool2d, OptionError, ShapeError, sum, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('maxPool2d', {
  cases: (draw) => {
    const pair = (min: number, max: number) => [draw.integer(min, max), draw.integer(min, max)] as const;
    const [kernel, stride, dilation] = [pair(1, 3), pair(1, 3), pair(1, 2)];
    const extent = kernel.map((k, i) => dilation[i] * (k - 1) + 1);
    const padding = [draw.integer(0, extent[0] >> 1), draw.integer(0, extent[1] >> 1)] as const;
    const plane = extent.map((n) => n + draw.integer(0, 2));
    const noise = draw.tensor({ shape: [...draw.shape({ maxRank: 1 }), ...plane], min: -0.2, max: 0.2 });
    // All different, by more than the step of the differences.
    const apart = tensor(Array.from({ length: noise.size }, (_, i) => (i * 89) % 997)).reshape(noise.shape);
    const reference = (x: Tensor): Tensor => {
      const sizes = x.shape.slice(-2);
      const outer = sizes.map((n, axis) => Math.floor((n + 2 * padding[axis] - extent[axis]) / stride[axis]) + 1);
      return fromFunction([...x.shape.slice(0, -2), ...outer], (...i) => {
        const item = i.slice(0, -2);
        const [rows, columns] = sizes.map((n, axis) => {
          const start = i[item.length + axis] * stride[axis] - padding[axis];
          return Array.from({ length: kernel[axis] }, (_, t) => start + t * dilation[axis]).filter((j) => j >= 0 && j < n);
        });
        return Math.max(...rows.flatMap((r) => columns.map((c) => reader(x)(...item, r, c))));
      });
    };
    return { inputs: [noise.add(apart)], call: (x) => maxPool2d(x, kernel, { stride, dilation, padding }), reference };
  },
  invalid: [
    [() => maxPool2d(tensor([1, 2]), 1), ShapeError],
    [() => maxPool2d(zeros([2, 2]), 3), ShapeError],
    [() => maxPool2d(zeros([2, 2]), 0), OptionError],
    [() => maxPool2d(zeros([4, 4]), 2, { padding: 2 }), OptionError],
    [() => maxPool2d(zeros([4, 4]), 2, { stride: 0 }), OptionError],
    [() => maxPool2d(tensor([[true]]), 1), DTypeError],
    // @ts-expect-error text is no tensor
    [() => maxPool2d('a', 2), DTypeError],
  ],
});

const x = tensor([
  [1, 2, 5],
  [3, 4, 0],
  [-1, -2, -3],
]);

it('maxPool2d takes the largest under each window; the padding is never the largest', () => {
  expect(maxPool2d(x, 2, { stride: 1 }).toArray()).toEqual([
    [4, 5],
    [4, 4],
  ]);
  expect(maxPool2d(tensor([[-1, -2]]), 3, { padding: 1, stride: 1 }).toArray()).toEqual([[-1, -1]]);
  expect(maxPool2d(x, 2, { dilation: 2 }).toArray()).toEqual([[5]]);
  expect(maxPool2d(tensor([[-Infinity]]), 1).toArray()).toEqual([[-Infinity]]);
});

it('maxPool2d lets NaN through', () => {
  expect(maxPool2d(tensor([[1, Number.NaN, 2, 3]]), [1, 2]).toArray()).toEqual([[Number.NaN, 3]]);
});

it('the gradient of maxPool2d goes to the first of equal elements, and adds up over windows', () => {
  expect(
    grad((v) => sum(maxPool2d(v, 2)))(
      tensor([
        [7, 7],
        [7, 7],
      ]),
    ).toArray(),
  ).toEqual([
    [1, 0],
    [0, 0],
  ]);
  expect(grad((v) => sum(maxPool2d(v, 2, { stride: 1 })))(x).toArray()).toEqual([
    [0, 0, 1],
    [0, 3, 0],
    [0, 0, 0],
  ]);
});
