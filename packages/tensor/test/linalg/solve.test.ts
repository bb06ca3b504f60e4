import { DataError, DTypeError, diag, expandDims, matmul, ones, ShapeError, solve, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { expectNear, gaussian, graded, largest, withDiagonal } from './matrices.ts';

describeOp('solve', {
  cases: (draw) => {
    const [n, k] = [draw.integer(0, 3), draw.integer(0, 3)];
    const [batchA, batchB] = draw.broadcastable(2, { maxRank: 2 });
    const b = draw.tensor({ shape: draw.boolean() ? [n] : [...batchB, n, k] });
    return { inputs: [draw.tensor({ shape: [...batchA, n, n] }), b], call: (a, side) => solve(withDiagonal(a), side) };
  },
  residual: (x, a, b) => matmul(withDiagonal(a), b.ndim === 1 ? expandDims(x, -1) : x).sub(b.ndim === 1 ? expandDims(b, -1) : b),
  dtypes: ['float32'],
  specials: false,
  invalid: [
    // @ts-expect-error a matrix of 2 rows and 3 columns is not square
    [() => solve(zeros([2, 3]), zeros([2])), ShapeError],
    // @ts-expect-error a has 2 rows and b 3
    [() => solve(zeros([2, 2]), zeros([3])), ShapeError],
    [() => solve(zeros([2, 2]), zeros([2])), DataError],
    // @ts-expect-error text is no tensor
    [() => solve('a', tensor([1])), DTypeError],
  ],
});

it('solve leaves a residual of the size of rounding, whatever the condition', () => {
  for (const a of [gaussian(300, 300), graded(40, 40), gaussian(9, 9).mul(1e-300)]) {
    const b = gaussian(a.shape[0], 2, 7).mul(largest(a));
    const x = solve(a, b);
    expectNear(matmul(a, x), b, largest(a) * largest(x));
  }
});

it('solve names the pivot that is 0 also where it is found by halves, and solves for many columns', () => {
  const values = new Float64Array(100).fill(2);
  const b = gaussian(100, 70, 3);
  expectNear(solve(diag(tensor(values)), b), b.div(2));
  values[77] = 0;
  expect(() => solve(diag(tensor(values)), b)).toThrow(/pivot 78 is 0/);
});

it('solve names the pivot that is 0', () => {
  const a = tensor([
    [1, 2, 3],
    [2, 4, 6],
    [1, 0, 1],
  ]);
  expect(() => solve(a, zeros([3]))).toThrow(/pivot 3 is 0/);
});

it('solve says of a first column of zeros that it is 0, of others what they depend on', () => {
  expect(() => solve(zeros([2, 2]), ones([2]))).toThrow(/pivot 1 is 0: column 0 is 0\n/);
  expect(() => solve(ones([2, 2]), ones([2]))).toThrow(/pivot 2 is 0: column 1 depends on those before it\n/);
});
