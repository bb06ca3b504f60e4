import { DTypeError, matmul, nullSpace, OptionError, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { collection, expectNear, expectOrthonormal, largest, ofRank } from './matrices.ts';

describeOp('nullSpace', {
  cases: (draw) => {
    const [m, n] = [draw.integer(0, 3), draw.integer(0, 3)];
    return { inputs: [draw.tensor({ shape: [m, n] })], call: (x) => nullSpace(x) };
  },
  valueDependent: true,
  derivative: false,
  residual: (y, x) => matmul(x, y),
  dtypes: ['float32'],
  invalid: [
    [() => nullSpace(zeros([2])), ShapeError],
    [() => nullSpace(zeros([2, 2, 2])), ShapeError],
    [() => nullSpace(zeros([2, 2]), { rcond: -1 }), OptionError],
    // @ts-expect-error text is no tensor
    [() => nullSpace('a'), DTypeError],
  ],
});

it.each(collection)('nullSpace of %s is orthonormal and mapped to 0', (_, a) => {
  const y = nullSpace(a);
  expectOrthonormal(y);
  expectNear(matmul(a, y), zeros([a.shape[0], y.shape[1]]), largest(a));
});

it('nullSpace has as many columns as the rank leaves', () => {
  expect(nullSpace(ofRank(3, 9, 7)).shape).toEqual([7, 4]);
  expect(nullSpace(ofRank(3, 4, 7)).shape).toEqual([7, 4]);
  expect(nullSpace(zeros([0, 2])).toArray()).toEqual([
    [1, 0],
    [0, 1],
  ]);
});

it('nullSpace makes the largest component of each column positive', () => {
  expectNear(nullSpace(tensor([[1, 1]])), tensor([[1], [-1]]).mul(Math.SQRT1_2));
});
