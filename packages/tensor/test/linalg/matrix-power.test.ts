import {
  DataError,
  DTypeError,
  eye,
  inv,
  matmul,
  matrixPower,
  OptionError,
  ones,
  ShapeError,
  type Tensor,
  tensor,
  zeros,
} from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { gaussian, withDiagonal } from './matrices.ts';

/** The product of |n| copies, one after the other. */
function byProducts(a: Tensor, n: number): Tensor {
  const factor = n < 0 ? inv(a) : a;
  let y: Tensor = eye(a.shape[a.ndim - 1], undefined, { dtype: a.dtype }).broadcastTo(a.shape);
  for (let k = 0; k < Math.abs(n); k++) y = matmul(y, factor);
  return y;
}

describeOp('matrixPower', {
  cases: (draw) => {
    const k = draw.integer(0, 3);
    return { inputs: [draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), k, k] })], call: (x) => matrixPower(withDiagonal(x), 5) };
  },
  reference: (x) => byProducts(withDiagonal(x), 5),
  tolerance: { rtol: 1e-13, atol: 1e-13 },
  dtypes: ['float32'],
  specials: false,
  invalid: [
    // @ts-expect-error a matrix of 2 rows and 3 columns is not square
    [() => matrixPower(zeros([2, 3]), 2), ShapeError],
    [() => matrixPower(zeros([2, 2]), 0.5), OptionError],
    [() => matrixPower(zeros([2, 2]), -1), DataError],
    // @ts-expect-error text is no tensor
    [() => matrixPower('a', 1), DTypeError],
  ],
});

it('matrixPower is the product of as many copies', () => {
  for (let n = -5; n <= 20; n++) {
    const a = withDiagonal(gaussian(4, 4, n + 10));
    assertClose(matrixPower(a, n), byProducts(a, n), { rtol: 1e-12, atol: 1e-12 });
  }
});

it('matrixPower of Fibonacci is exact', () => {
  const fibonacci = tensor([
    [1, 1],
    [1, 0],
  ]);
  expect(matrixPower(fibonacci, 70).at(0, 1).item()).toBe(190392490709135);
  expect(matrixPower(fibonacci.cast('int32'), 3).dtype).toBe('float64');
});

it('matrixPower of a singular matrix names itself', () => {
  expect(() => matrixPower(ones([2, 2]), -1)).toThrow(/^matrixPower: the matrix is singular/);
});
