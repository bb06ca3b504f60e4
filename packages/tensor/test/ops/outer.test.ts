import { DTypeError, fromFunction, outer, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(outer, {
  cases: (draw) => ({ inputs: [draw.tensor({ maxRank: 2 }), draw.tensor({ maxRank: 2 })] }),
  reference: (a, b) => {
    const [u, v] = [a.toTypedArray(), b.toTypedArray()];
    return fromFunction([u.length, v.length], (i, j) => u[i] * v[j]);
  },
  invalid: [
    // @ts-expect-error text is no tensor
    [() => outer('a', tensor([1])), DTypeError],
  ],
});

it('outer multiplies every element with every other', () => {
  expect(outer(tensor([1, 2]), tensor([3, 4, 5])).toArray()).toEqual([
    [3, 4, 5],
    [6, 8, 10],
  ]);
});

it('outer reads other ranks as vectors, and keeps an empty side', () => {
  expect(outer(zeros([2, 3]), tensor(1)).shape).toEqual([6, 1]);
  expect(outer(zeros([0]), zeros([3])).shape).toEqual([0, 3]);
});
