import { arange, DTypeError, fromFunction, reshape, ShapeError, type Tensor, tensor, unfold, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('unfold', {
  cases: (draw) => {
    const spatial = draw.integer(1, 2);
    const sizes = Array.from({ length: spatial }, () => draw.integer(1, 4));
    const x = draw.tensor({ shape: [draw.integer(0, 2), draw.integer(1, 2), ...sizes] });
    const padding = draw.integer(0, 1);
    const kernelSize = sizes.map((n) => draw.integer(1, Math.min(3, n)));
    const stride = draw.integer(1, 2);
    const dilation = sizes.every((n, i) => 2 * (kernelSize[i] - 1) < n) ? 2 : 1;
    const positions = sizes.map((n, i) => Math.floor((n + 2 * padding - dilation * (kernelSize[i] - 1) - 1) / stride) + 1);
    const reference = (v: Tensor): Tensor => {
      const apart = fromFunction([...v.shape.slice(0, 2), ...kernelSize, ...positions], (item, channel, ...i) => {
        const at = sizes.map((_, axis) => i[spatial + axis] * stride + i[axis] * dilation - padding);
        return at.every((j, axis) => j >= 0 && j < sizes[axis]) ? reader(v)(item, channel, ...at) : 0;
      });
      const product = (list: readonly number[]): number => list.reduce((total, n) => total * n, 1);
      return apart.reshape([v.shape[0], v.shape[1] * product(kernelSize), product(positions)]);
    };
    return { inputs: [x], call: (v) => unfold(v, { kernelSize, stride, padding, dilation }), reference };
  },
  invalid: [
    [() => unfold(zeros([2, 2]), { kernelSize: 1 }), ShapeError],
    [() => unfold(zeros([1, 1, 2]), { kernelSize: 3 }), ShapeError],
    [() => unfold(zeros([1, 1, 2]), { kernelSize: 0 }), ShapeError],
    [() => unfold(zeros([1, 1, 2]), { kernelSize: [1, 1] }), ShapeError],
    [() => unfold(zeros([1, 1, 2]), { kernelSize: 1, stride: 0 }), ShapeError],
    [() => unfold(zeros([1, 1, 2]), { kernelSize: 1, padding: -1 }), ShapeError],
    // @ts-expect-error text is no tensor
    [() => unfold('a', { kernelSize: 1 }), DTypeError],
  ],
});

it('unfold lays the windows of a picture side by side, row by row', () => {
  const x = reshape(arange(9), [1, 1, 3, 3]);
  expect(unfold(x, { kernelSize: 2 }).toArray()).toEqual([
    [
      [0, 1, 3, 4],
      [1, 2, 4, 5],
      [3, 4, 6, 7],
      [4, 5, 7, 8],
    ],
  ]);
});

it('unfold steps, leaves gaps and adds zeros', () => {
  const x = tensor([[[1, 2, 3, 4, 5]]]);
  expect(unfold(x, { kernelSize: 2, stride: 2, dilation: 2, padding: 1 }).toArray()).toEqual([
    [
      [0, 2, 4],
      [2, 4, 0],
    ],
  ]);
});
