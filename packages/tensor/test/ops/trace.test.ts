import { DTypeError, eye, fromFunction, ShapeError, type Tensor, tensor, trace, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('trace', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 2, maxRank: 3 });
    const offset = draw.integer(-2, 2);
    const reference = (v: Tensor): Tensor =>
      fromFunction(v.shape.slice(2), (...rest) => {
        let total = 0;
        for (let i = 0; i < v.shape[0]; i++) if (i + offset >= 0 && i + offset < v.shape[1]) total += reader(v)(i, i + offset, ...rest);
        return total;
      });
    return { inputs: [x], call: (v) => trace(v, offset), reference };
  },
  specials: false, // sums of infinities and extremes are the business of sum
  tolerance: { rtol: 4e-15, atol: 1e-14 },
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
