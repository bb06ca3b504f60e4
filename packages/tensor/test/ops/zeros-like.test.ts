import { DTypeError, fullLike, ones, onesLike, tensor, zeros, zerosLike } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(zerosLike, {
  cases: (draw) => ({ inputs: [draw.tensor()] }),
  reference: (x) => zeros(x.shape, { dtype: x.dtype }),
  // @ts-expect-error text is no tensor
  invalid: [[() => zerosLike('a'), DTypeError]],
});

describeOp(onesLike, {
  cases: (draw) => ({ inputs: [draw.tensor()] }),
  reference: (x) => ones(x.shape, { dtype: x.dtype }),
  // @ts-expect-error text is no tensor
  invalid: [[() => onesLike('a'), DTypeError]],
});

it('zerosLike and onesLike keep shape and dtype, and let no gradient through', () => {
  const x = tensor([[1, 2]], { dtype: 'float32' });
  expect([zerosLike(x).dtype, zerosLike(x).shape, onesLike(x).toArray()]).toEqual(['float32', [1, 2], [[1, 1]]]);
});

describeOp('fullLike', {
  cases: (draw) => ({ inputs: [draw.tensor()], call: (x) => fullLike(x, 1) }),
  reference: (x) => ones(x.shape, { dtype: x.dtype }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => fullLike('a', 1), DTypeError],
    [() => fullLike(tensor([1], { dtype: 'int32' }), 0.5), DTypeError],
  ],
});

it('fullLike keeps shape and dtype, and takes booleans for bools', () => {
  expect(fullLike(tensor([[1, 2]], { dtype: 'float32' }), 0.5).toArray()).toEqual([[0.5, 0.5]]);
  expect(fullLike(tensor([true, false]), true).toArray()).toEqual([true, true]);
});
