import { convTranspose1d, DTypeError, fromFunction, OptionError, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('convTranspose1d', {
  cases: (draw) => {
    const [stride, padding, k, groups] = [draw.integer(1, 3), draw.integer(0, 1), draw.integer(1, 3), draw.integer(1, 2)];
    const outputPadding = draw.integer(0, stride - 1);
    const x = draw.tensor({ shape: [...(draw.boolean() ? [] : [draw.integer(0, 2)]), groups, draw.integer(1, 2) + 2 * padding] });
    const inputs = [x, draw.tensor({ shape: [groups, 2, k] }), draw.tensor({ shape: [2 * groups] })];
    const reference = (u: Tensor, w: Tensor, bias: Tensor): Tensor => {
      const [at, weight, b] = [reader(u), reader(w), reader(bias)];
      const l = u.shape[u.ndim - 1];
      const n = (l - 1) * stride - 2 * padding + k + outputPadding;
      return fromFunction([...u.shape.slice(0, -2), 2 * groups, n], (...i) => {
        const [item, o, place] = [i.slice(0, -2), i[i.length - 2], i[i.length - 1] + padding];
        const group = o >> 1; // of one channel in and two out
        let total = b(o);
        for (let j = 0; j < l; j++) {
          const t = place - j * stride;
          if (t >= 0 && t < k) total += weight(group, o % 2, t) * at(...item, group, j);
        }
        return total;
      });
    };
    return { inputs, call: (u, w, bias) => convTranspose1d(u, w, { stride, padding, groups, outputPadding, bias }), reference };
  },
  tolerance: { rtol: 4e-15, atol: 1e-14 },
  specials: false,
  invalid: [
    [() => convTranspose1d(zeros([1, 3, 4]), zeros([2, 2, 3])), ShapeError],
    [() => convTranspose1d(zeros([4]), zeros([1, 1, 3])), ShapeError],
    [() => convTranspose1d(zeros([1, 1, 4]), zeros([1, 1, 3]), { outputPadding: 1 }), OptionError],
    // @ts-expect-error text is no tensor
    [() => convTranspose1d('a', zeros([1, 1, 1])), DTypeError],
  ],
});

it('convTranspose1d puts a multiple of the kernel for each element', () => {
  const x = tensor([[1, 2]]);
  expect(convTranspose1d(x, tensor([[[1, 10]]]), { stride: 2 }).toArray()).toEqual([[1, 10, 2, 20]]);
  expect(convTranspose1d(x, tensor([[[1, 10]]]), { padding: 1 }).toArray()).toEqual([[12]]);
  expect(convTranspose1d(x, tensor([[[1]]]), { stride: 3, outputPadding: 2 }).toArray()).toEqual([[1, 0, 0, 2, 0, 0]]);
});
