import { type Mismatch, type Tensor, zeros } from '@hml/tensor';
import { type CheckRightHand, conjugateGradients, type LinearOperator, lanczos, lsqr, randomizedSvd } from '@hml/tensor/iterative';
import { SparseMatrix } from '@hml/tensor/sparse';
import { expectTypeOf, test } from 'vitest';

const A = SparseMatrix.fromRows([], 3, { dtype: 'float32' });
const operator: LinearOperator = { shape: [4, 4], apply: (x) => x };

test('solutions have the type of the right-hand side', () => {
  expectTypeOf(conjugateGradients(zeros([2, 2]), zeros([2])).x).toEqualTypeOf<Tensor<readonly [number], 'float64'>>();
  expectTypeOf(lsqr(A, zeros([9], { dtype: 'float32' })).x).toEqualTypeOf<Tensor<readonly [number], 'float32'>>();
  expectTypeOf(lsqr(operator, zeros([4], { dtype: 'int32' })).x).toEqualTypeOf<Tensor<readonly [number], 'float64'>>();
});

test('right-hand sides of another length do not compile', () => {
  expectTypeOf<CheckRightHand<2, readonly [3]>>().toEqualTypeOf<Mismatch<'3 elements for 2 rows'>>();
  expectTypeOf<CheckRightHand<2, readonly [2, 1]>>().toEqualTypeOf<Mismatch<'the right-hand side is a vector'>>();
  // @ts-expect-error 3 elements for 2 rows
  conjugateGradients(zeros([2, 2]), zeros([3]));
  // @ts-expect-error 2 elements for 5 rows
  lsqr(SparseMatrix.fromDense(zeros([5, 2])), zeros([2]));
  // @ts-expect-error the right-hand side is a vector
  lsqr(zeros([2, 2]), zeros([2, 1]));
});

test('values and vectors have the type of the matrix', () => {
  expectTypeOf(lanczos(A, 1).values).toEqualTypeOf<Tensor<readonly [number], 'float32'>>();
  expectTypeOf(lanczos(operator, 1).vectors).toEqualTypeOf<Tensor<readonly [number, number], 'float64'>>();
  expectTypeOf(randomizedSvd(zeros([2, 3], { dtype: 'int32' }), 1).u).toEqualTypeOf<Tensor<readonly [number, number], 'float64'>>();
  // @ts-expect-error three axes are no matrix
  lanczos(zeros([2, 2, 2]), 1);
});
