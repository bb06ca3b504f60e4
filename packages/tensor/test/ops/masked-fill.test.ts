import { broadcastTo, DTypeError, fromFunction, maskedFill, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('maskedFill', {
  cases: (draw) => {
    const x = draw.tensor();
    const missing = draw.integer(0, x.ndim);
    const mask = draw.tensor({ shape: x.shape.slice(missing).map((n) => (draw.boolean() ? n : 1)), dtype: 'bool' });
    const reference = (v: Tensor, m: Tensor): Tensor => {
      const [at, masked] = [reader(v), reader(broadcastTo(m, v.shape))];
      return fromFunction(v.shape, (...i) => (masked(...i) === 0 ? at(...i) : 1));
    };
    return { inputs: [x, mask], call: (v, m) => maskedFill(v, m, 1), reference };
  },
  invalid: [
    [() => maskedFill(tensor([1]), tensor([true, false]), 0), ShapeError],
    // @ts-expect-error 2 and 3 differ
    [() => maskedFill(zeros([2]), zeros([3], { dtype: 'bool' }), 0), ShapeError],
    [() => maskedFill(tensor([1], { dtype: 'int32' }), tensor([true]), 0.5), DTypeError],
    // @ts-expect-error text is no tensor
    [() => maskedFill('a', tensor([true]), 0), DTypeError],
  ],
});

it('maskedFill hides what stood there, NaN included, and keeps the type', () => {
  const y = maskedFill(tensor([Number.NaN, 2], { dtype: 'float32' }), tensor([true, false]), -1);
  expect([y.toArray(), y.dtype]).toEqual([[-1, 2], 'float32']);
});
