import { convolve, DTypeError, OptionError, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('convolve', {
  cases: (draw) => {
    const mode = draw.pick(['full', 'same', 'valid'] as const);
    const vector = () => draw.tensor({ shape: [draw.integer(1, 5)] }).reshape([-1]);
    return { inputs: [vector(), vector()], call: (a, b) => convolve(a.reshape([-1]), b.reshape([-1]), mode) };
  },
  specials: false,
  invalid: [
    [() => convolve(zeros([0]), tensor([1])), ShapeError],
    // @ts-expect-error a matrix is no vector
    [() => convolve(tensor([[1]]), tensor([1])), ShapeError],
    // @ts-expect-error no such mode
    [() => convolve(tensor([1]), tensor([1]), 'half'), OptionError],
    // @ts-expect-error text is no tensor
    [() => convolve('a', tensor([1])), DTypeError],
  ],
});

it('convolve multiplies polynomials, in either order', () => {
  const [a, b] = [tensor([1, 2, 1]), tensor([1, -1])];
  expect(convolve(a, b).toArray()).toEqual([1, 1, -1, -1]);
  expect(convolve(b, a).toArray()).toEqual([1, 1, -1, -1]);
});

it('convolve cuts the middle out as NumPy does, for kernels of even length too', () => {
  const a = tensor([1, 2, 3, 4, 5]);
  expect(convolve(a, tensor([1, 1, 1, 1]), 'same').toArray()).toEqual([3, 6, 10, 14, 12]);
  expect(convolve(tensor([1, 1]), a, 'same').toArray()).toEqual([1, 3, 5, 7, 9]);
  expect(convolve(tensor([1, 1]), a, 'valid').toArray()).toEqual([3, 5, 7, 9]);
});

it('convolve keeps integers', () => {
  expect(convolve(tensor([1, 2], { dtype: 'int32' }), tensor([3, 4], { dtype: 'int32' })).dtype).toBe('int32');
});
