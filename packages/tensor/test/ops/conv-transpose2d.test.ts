import { conv2d, convTranspose2d, DTypeError, OptionError, ShapeError, sum, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('convTranspose2d', {
  cases: (draw) => {
    const pair = (min: number, max: number) => [draw.integer(min, max), draw.integer(min, max)] as const;
    const [stride, dilation, padding, kernel, groups] = [pair(1, 3), pair(1, 2), pair(0, 1), pair(1, 3), draw.integer(1, 2)];
    const outputPadding = [draw.integer(0, stride[0] - 1), draw.integer(0, stride[1] - 1)] as const;
    const plane = kernel.map((_, i) => draw.integer(1, 2) + 2 * padding[i]);
    const [c, o] = [draw.integer(1, 2), draw.integer(1, 2)];
    const x = draw.tensor({ shape: [...(draw.boolean() ? [] : [draw.integer(0, 2)]), c * groups, ...plane] });
    const w = draw.tensor({ shape: [c * groups, o, ...kernel] });
    const bias = draw.tensor({ shape: [o * groups] });
    const options = { stride, dilation, padding, groups, outputPadding };
    return { inputs: [x, w, bias], call: (u, v, b) => convTranspose2d(u, v, { ...options, bias: b }) };
  },
  specials: false,
  invalid: [
    [() => convTranspose2d(zeros([1, 3, 4, 4]), zeros([2, 2, 3, 3])), ShapeError],
    [() => convTranspose2d(zeros([1, 1, 1, 1]), zeros([1, 1, 1, 1]), { padding: 1 }), ShapeError],
    [() => convTranspose2d(zeros([1, 3, 4, 4]), zeros([3, 2, 3, 3]), { groups: 2 }), ShapeError],
    [() => convTranspose2d(zeros([1, 1, 4, 4]), zeros([1, 1, 3, 3]), { outputPadding: 1 }), OptionError],
    [() => convTranspose2d(zeros([1, 1, 4, 4]), zeros([1, 1, 3, 3]), { stride: -1 }), OptionError],
    // @ts-expect-error text is no tensor
    [() => convTranspose2d('a', zeros([1, 1, 1, 1])), DTypeError],
  ],
});

it('convTranspose2d puts a multiple of the kernel for each element, and adds where they meet', () => {
  const ones = tensor([
    [
      [
        [1, 1],
        [1, 1],
      ],
    ],
  ]);
  const x = tensor([
    [
      [1, 2],
      [3, 4],
    ],
  ]);
  expect(convTranspose2d(x, ones).toArray()).toEqual([
    [
      [1, 3, 2],
      [4, 10, 6],
      [3, 7, 4],
    ],
  ]);
  expect(convTranspose2d(x, ones, { padding: 1 }).toArray()).toEqual([[[10]]]);
  expect(convTranspose2d(x, ones, { stride: 3, outputPadding: 2 }).shape).toEqual([1, 7, 7]);
});

it('convTranspose2d is the adjoint of conv2d', () => {
  const w = tensor(Array.from({ length: 12 }, (_, i) => ((i * 5) % 7) - 3)).reshape([2, 1, 2, 3]);
  const x: Tensor = tensor(Array.from({ length: 30 }, (_, i) => ((i * 11) % 13) - 6)).reshape([1, 1, 5, 6]);
  const options = { stride: [2, 1], padding: 1 } as const;
  const y = conv2d(x, w, options);
  const u = tensor(Array.from({ length: y.size }, (_, i) => ((i * 3) % 5) - 2)).reshape(y.shape);
  expect(sum(y.mul(u)).item()).toBe(sum(x.mul(convTranspose2d(u, w, { ...options, outputPadding: [1, 0] }))).item());
});
