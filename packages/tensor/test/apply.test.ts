import { add, broadcastTo, matmul, neg, ones, sum, tensor, where } from '@hml/tensor';
import { expect, it } from 'vitest';

it('a result that memory has no room for is an error in the name of the op', () => {
  const huge = broadcastTo(tensor([[1]]), [10_000_000, 10_000_000]);
  const parts = (where: string) =>
    expect.objectContaining({ name: 'DataError', where, what: 'too large', got: '100000000000000 of float64' });
  expect(() => neg(huge)).toThrow(parts('neg'));
  expect(() => add(huge, 1)).toThrow(parts('add'));
  expect(() => where(huge, huge, 0)).toThrow('too large');
  expect(() => matmul(broadcastTo(ones([1, 1]), [10_000_000, 1]), broadcastTo(ones([1, 1]), [1, 10_000_000]))).toThrow(parts('matmul'));
  expect(() => sum(broadcastTo(tensor([[1]]), [100_000_000_000_000, 1]), 1)).toThrow(parts('sum'));
});
