import { grad, gradCheck } from '@hml/autograd';
import { cumprod, DataError, DTypeError, fromFunction, prod, ShapeError, type Tensor, tensor } from '@hml/tensor';
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

it('cumprod keeps the sign of a product that is 0, as prod does', () => {
  for (const dtype of ['float64', 'float32'] as const) {
    const x = tensor([[-0, 1, -3, 4], [0, -1, 2, -5], [2, -0, -1, -1], [0, 0, 0, 0]], { dtype }); // biome-ignore format: rows
    const rows = [[-0, -0, 0, 0], [0, -0, -0, 0], [2, -0, 0, -0], [0, 0, 0, 0]]; // biome-ignore format: rows
    expect(cumprod(x, 1).toArray()).toEqual(rows);
    expect(cumprod(x.T, 0).T.toArray()).toEqual(rows);
    expect(prod(x, 1).toArray()).toEqual(rows.map((row) => row[3]));
  }
});
