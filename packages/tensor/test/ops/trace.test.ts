import { DTypeError, eye, ShapeError, tensor, trace, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('trace', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 2, maxRank: 3 });
    const offset = draw.integer(-2, 2);
    return { inputs: [x], call: (v) => trace(v, offset) };
  },
  specials: false, // sums of infinities and extremes are the business of sum
  invalid: [
    [() => trace(tensor([1])), ShapeError],
    [() => trace(zeros([2, 2]), 0, 1, 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => trace('a'), DTypeError],
  ],
});

it('trace of integers is an integer, of nothing 0', () => {
  expect([trace(eye(3, 3, { dtype: 'uint8' })).dtype, trace(eye(3, 3, { dtype: 'bool' })).item()]).toEqual(['int32', 3]);
  expect(trace(zeros([0, 3])).item()).toBe(0);
});
