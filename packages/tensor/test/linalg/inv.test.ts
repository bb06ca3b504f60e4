import { cholesky, DataError, DTypeError, eye, inv, matmul, ShapeError, solve, solveTriangular, stack, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { expectNear, gaussian, largest, withDiagonal } from './matrices.ts';

describeOp('inv', {
  cases: (draw) => {
    const n = draw.integer(0, 3);
    return { inputs: [draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), n, n] })], call: (a) => inv(withDiagonal(a)) };
  },
  residual: (y, a) => matmul(withDiagonal(a), y).sub(eye(y.shape[y.ndim - 1])),
  dtypes: ['float32'],
  specials: false,
  invalid: [
    // @ts-expect-error a matrix of 2 rows and 3 columns is not square
    [() => inv(zeros([2, 3])), ShapeError],
    [() => inv(zeros([2, 2])), DataError],
    // @ts-expect-error text is no tensor
    [() => inv('a'), DTypeError],
  ],
});

it('inv is an inverse from both sides', () => {
  const a = gaussian(70, 70);
  const y = inv(a);
  expectNear(matmul(a, y), eye(70), largest(a) * largest(y));
  expectNear(matmul(y, a), eye(70), largest(a) * largest(y));
});

it('inv names itself and the pivot that is 0', () => {
  expect(() =>
    inv(
      tensor([
        [1, 2],
        [2, 4],
      ]),
    ),
  ).toThrow(/^inv: the matrix is singular[\s\S]*pivot 2 is 0/);
});

it('inv and its kin say which matrix of a batch they cannot take', () => {
  const batch = stack([stack([eye(2), eye(2), eye(2)]), stack([eye(2), eye(2), zeros([2, 2])])]);
  const got = /in matrix \[1, 2\] of the batch/;
  for (const f of [
    (): unknown => inv(batch),
    (): unknown => solve(batch, eye(2)),
    (): unknown => cholesky(batch),
    (): unknown => solveTriangular(batch, eye(2)),
  ]) {
    expect(f).toThrow(got);
    expect(f).toThrow(DataError);
  }
  expect(() => inv(zeros([2, 2]))).not.toThrow(/batch/);
});
