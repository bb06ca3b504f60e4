import { grad, gradCheck } from '@hml/autograd';
import { conv2d, DataError, DTypeError, OptionError, ShapeError, sum, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('conv2d', {
  cases: (draw) => {
    const pair = (min: number, max: number) => [draw.integer(min, max), draw.integer(min, max)] as const;
    const [stride, dilation, padding, kernel, groups] = [pair(1, 3), pair(1, 2), pair(0, 2), pair(1, 3), draw.integer(1, 2)];
    const plane = kernel.map((k, i) => Math.max(1, dilation[i] * (k - 1) + 1 - 2 * padding[i]) + draw.integer(0, 2));
    const [c, o] = [draw.integer(1, 2), draw.integer(1, 2)];
    const x = draw.tensor({ shape: [...(draw.boolean() ? [] : [draw.integer(0, 2)]), c * groups, ...plane] });
    const w = draw.tensor({ shape: [o * groups, c, ...kernel] });
    const options = { stride, dilation, padding, groups };
    if (draw.boolean()) return { inputs: [x, w], call: (u, v) => conv2d(u, v, options) };
    return { inputs: [x, w, draw.tensor({ shape: [o * groups] })], call: (u, v, bias) => conv2d(u, v, { ...options, bias }) };
  },
  specials: false,
  invalid: [
    [() => conv2d(zeros([1, 3, 4, 4]), zeros([2, 2, 3, 3])), ShapeError],
    [() => conv2d(zeros([4, 4]), zeros([1, 1, 3, 3])), ShapeError],
    [() => conv2d(zeros([1, 4, 4]), zeros([1, 3, 3])), ShapeError],
    [() => conv2d(zeros([1, 1, 2, 2]), zeros([1, 1, 3, 3])), ShapeError],
    [() => conv2d(zeros([1, 2, 4, 4]), zeros([3, 1, 3, 3]), { groups: 2 }), ShapeError],
    [() => conv2d(zeros([1, 1, 4, 4]), zeros([2, 1, 3, 3]), { bias: zeros([3]) }), ShapeError],
    [() => conv2d(zeros([1, 1, 4, 4]), zeros([1, 1, 3, 3]), { stride: 0 }), OptionError],
    [() => conv2d(zeros([1, 1, 4, 4]), zeros([1, 1, 3, 3]), { padding: [0, -1] }), OptionError],
    [() => conv2d(zeros([1, 1, 4, 4]), zeros([1, 1, 3, 3]), { dilation: 0.5 }), OptionError],
    [() => conv2d(zeros([1, 1, 4, 4]), zeros([1, 1, 3, 3]), { groups: 0 }), OptionError],
    [() => conv2d(tensor([[[2000000000]]], { dtype: 'int32' }), tensor([[[[2]]]], { dtype: 'int32' })), DataError],
    // @ts-expect-error text is no tensor
    [() => conv2d('a', zeros([1, 1, 1, 1])), DTypeError],
  ],
});

const x = tensor([
  [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ],
]);

it('conv2d works out by hand with stride, padding, dilation and groups', () => {
  const corners = tensor([
    [
      [
        [1, 0],
        [0, 1],
      ],
    ],
  ]);
  expect(conv2d(x, corners, { dilation: 2 }).toArray()).toEqual([[[10]]]);
  expect(conv2d(x, corners, { padding: 1, stride: 2 }).toArray()).toEqual([
    [
      [1, 3],
      [7, 14],
    ],
  ]);
  const two = tensor([[[1]], [[2]]]);
  expect(conv2d(two, tensor([[[[10]]], [[[100]]]]), { groups: 2 }).toArray()).toEqual([[[10]], [[200]]]);
  expect(conv2d(two, tensor([[[[10]], [[100]]]])).toArray()).toEqual([[[210]]]);
});

it('conv2d takes the padding for nothing: an infinite weight on it gives no NaN', () => {
  expect(conv2d(tensor([[[1]]]), tensor([[[[Infinity, 1]]]]), { padding: [0, 1] }).toArray()).toEqual([[[1, Infinity]]]);
});

it('conv2d of an empty batch is empty', () => {
  expect(conv2d(zeros([0, 1, 3, 3]), zeros([2, 1, 2, 2])).shape).toEqual([0, 2, 2, 2]);
});

it('the gradients of conv2d can be differentiated again', () => {
  const weight = tensor([
    [
      [
        [1, -2],
        [0.5, 3],
      ],
    ],
  ]);
  const options = { stride: 2, padding: 1 } as const;
  const energy = (y: Tensor): Tensor<readonly []> => sum(y.mul(y).mul(y));
  gradCheck((w) => grad((v: Tensor) => energy(conv2d(x, v, options)))(w), [weight]);
  gradCheck((u, w) => grad((v: Tensor) => energy(conv2d(v, w, options)))(u), [x, weight]);
});

it('conv2d says which channels it wants', () => {
  expect(() => conv2d(zeros([1, 3, 4, 4]), zeros([2, 2, 3, 3]))).toThrow(/x \[1, 3, 4, 4\], weight \[2, 2, 3, 3\] and groups 1/);
});
