import { grad, gradCheck } from '@hml/autograd';
import { cumprod, DataError, DTypeError, fromFunction, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('cumprod', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1 });
    const axis = draw.axis(x.ndim);
    const along = (axis + x.ndim) % x.ndim;
    const reference = (v: Tensor): Tensor =>
      fromFunction(v.shape, (...i) => {
        let total = 1;
        for (let k = 0; k <= i[along]; k++) total = total * reader(v)(...i.with(along, k));
        return total;
      });
    return { inputs: [x], call: (v) => cumprod(v, axis), reference };
  },
  specials: false,
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => cumprod(tensor([1, 2]), 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => cumprod('a'), DTypeError],
  ],
});

it('cumprod has the right gradient with zeros in the line', () => {
  const x = tensor([2, 0, 3, 0, 5]);
  expect(grad((v: typeof x) => cumprod(v, 0).sum())(x).toArray()).toEqual([1, 8, 0, 0, 0]);
  gradCheck((v) => grad((w: typeof x) => cumprod(w, 0).sum())(v), [x]);
});

it('cumprod starts with the first element, whatever it is', () => {
  expect(cumprod(tensor([Infinity, 2, -1])).toArray()).toEqual([Infinity, Infinity, -Infinity]);
});

it('cumprod of integers is int32, and leaving its range is an error', () => {
  expect(cumprod(tensor([true, false])).dtype).toBe('int32');
  expect(() => cumprod(tensor([65536, 65536], { dtype: 'int32' }), 0)).toThrow(DataError);
});
