import { conv1d, DTypeError, fromFunction, OptionError, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('conv1d', {
  cases: (draw) => {
    const [stride, dilation, padding, k, groups] = [
      draw.integer(1, 3),
      draw.integer(1, 2),
      draw.integer(0, 2),
      draw.integer(1, 3),
      draw.integer(1, 2),
    ];
    const l = Math.max(1, dilation * (k - 1) + 1 - 2 * padding) + draw.integer(0, 2);
    const x = draw.tensor({ shape: [...(draw.boolean() ? [] : [draw.integer(0, 2)]), 2 * groups, l] });
    const inputs = [x, draw.tensor({ shape: [groups, 2, k] }), draw.tensor({ shape: [groups] })];
    const reference = (u: Tensor, w: Tensor, bias: Tensor): Tensor => {
      const [at, weight, b] = [reader(u), reader(w), reader(bias)];
      const n = Math.floor((l + 2 * padding - dilation * (k - 1) - 1) / stride) + 1;
      return fromFunction([...u.shape.slice(0, -2), groups, n], (...i) => {
        const [item, o, place] = [i.slice(0, -2), i[i.length - 2], i[i.length - 1] * stride - padding];
        let total = b(o);
        for (let c = 0; c < 2; c++)
          for (let j = place, t = 0; t < k; j += dilation, t++) if (j >= 0 && j < l) total += weight(o, c, t) * at(...item, 2 * o + c, j);
        return total;
      });
    };
    return { inputs, call: (u, w, bias) => conv1d(u, w, { stride, dilation, padding, groups, bias }), reference };
  },
  tolerance: { rtol: 4e-15, atol: 1e-14 },
  specials: false,
  invalid: [
    [() => conv1d(zeros([1, 3, 4]), zeros([2, 2, 3])), ShapeError],
    [() => conv1d(zeros([4]), zeros([1, 1, 3])), ShapeError],
    [() => conv1d(zeros([1, 1, 2]), zeros([1, 1, 3])), ShapeError],
    [() => conv1d(zeros([1, 1, 4]), zeros([1, 1, 3]), { stride: 0 }), OptionError],
    // @ts-expect-error text is no tensor
    [() => conv1d('a', zeros([1, 1, 1])), DTypeError],
  ],
});

it('conv1d slides the kernel without turning it around', () => {
  const x = tensor([[1, 2, 4, 8]]);
  expect(conv1d(x, tensor([[[1, 10]]]), { padding: 1 }).toArray()).toEqual([[10, 21, 42, 84, 8]]);
  expect(conv1d(x, tensor([[[1, 10]]]), { dilation: 2, stride: 1 }).toArray()).toEqual([[41, 82]]);
  expect(conv1d(x, tensor([[[1]]]), { stride: 2, bias: tensor([100]) }).toArray()).toEqual([[101, 104]]);
});

it('errors of conv1d carry its name', () => {
  expect(() => conv1d(zeros([1, 1, 2]), zeros([1, 1, 3]))).toThrow(/^conv1d: the window is larger/);
});
