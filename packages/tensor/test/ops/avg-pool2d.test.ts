import { avgPool2d, DTypeError, fromFunction, OptionError, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('avgPool2d', {
  cases: (draw) => {
    const pair = (min: number, max: number) => [draw.integer(min, max), draw.integer(min, max)] as const;
    const [kernel, stride, countIncludePad] = [pair(1, 3), pair(1, 3), draw.boolean()];
    const padding = [draw.integer(0, kernel[0] >> 1), draw.integer(0, kernel[1] >> 1)] as const;
    const plane = kernel.map((k) => k + draw.integer(0, 2));
    const x = draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), ...plane] });
    const reference = (v: Tensor): Tensor => {
      const sizes = v.shape.slice(-2);
      const outer = sizes.map((n, axis) => Math.floor((n + 2 * padding[axis] - kernel[axis]) / stride[axis]) + 1);
      return fromFunction([...v.shape.slice(0, -2), ...outer], (...i) => {
        const item = i.slice(0, -2);
        const [rows, columns] = sizes.map((n, axis) => {
          const start = i[item.length + axis] * stride[axis] - padding[axis];
          return Array.from({ length: kernel[axis] }, (_, t) => start + t).filter((j) => j >= 0 && j < n);
        });
        const total = rows.reduce((sum, r) => columns.reduce((all, c) => all + reader(v)(...item, r, c), sum), 0);
        return total / (countIncludePad ? kernel[0] * kernel[1] : rows.length * columns.length);
      });
    };
    return { inputs: [x], call: (v) => avgPool2d(v, kernel, { stride, padding, countIncludePad }), reference };
  },
  tolerance: { rtol: 4e-15, atol: 1e-15 },
  specials: false,
  invalid: [
    [() => avgPool2d(tensor([1, 2]), 1), ShapeError],
    [() => avgPool2d(zeros([2, 2]), 3), ShapeError],
    [() => avgPool2d(zeros([2, 2]), [1, 0]), OptionError],
    [() => avgPool2d(zeros([4, 4]), 2, { padding: 2 }), OptionError],
    [() => avgPool2d(zeros([4, 4]), 2, { stride: 0 }), OptionError],
    // @ts-expect-error text is no tensor
    [() => avgPool2d('a', 2), DTypeError],
  ],
});

const x = tensor([
  [1, 2, 5],
  [3, 4, 0],
]);

it('avgPool2d takes the mean under each window', () => {
  expect(avgPool2d(x, 2).toArray()).toEqual([[2.5]]);
  expect(avgPool2d(x, [2, 1]).toArray()).toEqual([[2, 3, 2.5]]);
  expect(avgPool2d(tensor([[1, 2]], { dtype: 'int32' }), [1, 2]).toArray()).toEqual([[1.5]]);
});

it('avgPool2d counts the padding as zeros, or not at all', () => {
  expect(avgPool2d(x, 2, { padding: 1 }).toArray()).toEqual([
    [0.25, 1.75],
    [0.75, 1],
  ]);
  expect(avgPool2d(x, 2, { padding: 1, countIncludePad: false }).toArray()).toEqual([
    [1, 3.5],
    [3, 2],
  ]);
});

it('avgPool2d keeps NaN and infinities under their windows', () => {
  expect(avgPool2d(tensor([[Number.NaN, 1, 2, Infinity]]), [1, 2]).toArray()).toEqual([[Number.NaN, Infinity]]);
});
