import { DTypeError, ones, onesLike, tensor, zeros, zerosLike } from '@hml/tensor';
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
