import { convolve, DTypeError, fromFunction, OptionError, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('convolve', {
  cases: (draw) => {
    const mode = draw.pick(['full', 'same', 'valid'] as const);
    const vector = () => draw.tensor({ shape: [draw.integer(1, 5)] }).reshape([-1]);
    const reference = (a: Tensor, b: Tensor): Tensor => {
      const [u, v, full] = [reader(a), reader(b), a.size + b.size - 1];
      const [long, short] = [Math.max(a.size, b.size), Math.min(a.size, b.size)];
      const n = { full, same: long, valid: long - short + 1 }[mode];
      const start = { full: 0, same: (short - 1) >> 1, valid: short - 1 }[mode];
      return fromFunction([n], (i) => {
        let total = 0;
        for (let k = 0; k < a.size; k++) if (i + start - k >= 0 && i + start - k < b.size) total += u(k) * v(i + start - k);
        return total;
      });
    };
    return { inputs: [vector(), vector()], call: (a, b) => convolve(a.reshape([-1]), b.reshape([-1]), mode), reference };
  },
  tolerance: { rtol: 4e-15, atol: 1e-14 },
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
