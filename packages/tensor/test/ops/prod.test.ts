import { grad, gradCheck } from '@hml/autograd';
import { DataError, DTypeError, prod, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('prod', {
  cases: (draw) => {
    const x = draw.tensor();
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => prod(v, axes, { keepDims }) };
  },
  specials: false,
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => prod(tensor([1, 2]), 1), ShapeError],
    [() => prod(tensor([[1, 2]]), [0, -2]), ShapeError],
    // @ts-expect-error text is no tensor
    [() => prod('a'), DTypeError],
  ],
});

it('prod has the right gradient with one zero, with two, and with none', () => {
  const x = tensor([
    [2, 0, 5],
    [0, 3, 0],
    [2, 3, 5],
  ]);
  expect(grad((v: typeof x) => prod(v, 1).sum())(x).toArray()).toEqual([
    [0, 10, 0],
    [0, 0, 0],
    [15, 10, 6],
  ]);
});

it('prod of nothing is 1, of integers int32, and leaving its range is an error', () => {
  expect(prod(zeros([0, 2]), 0).toArray()).toEqual([1, 1]);
  expect(prod(tensor([true, false])).dtype).toBe('int32');
  expect(() => prod(tensor([65536, 65536], { dtype: 'int32' }))).toThrow(DataError);
});

it('prod has a second derivative, with zeros too', () => {
  gradCheck((x) => grad((v: typeof x) => prod(v))(x), [tensor([1, 0, 4, 0, 2])]);
});
