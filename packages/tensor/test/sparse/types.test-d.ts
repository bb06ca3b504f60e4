import { type Mismatch, type Tensor, tensor, zeros } from '@hml/tensor';
import { type CheckFactors, csrOf, hstack, type MatrixShape, SparseMatrix, sparseMatmul, vstack } from '@hml/tensor/sparse';
import { expectTypeOf, test } from 'vitest';

const A = SparseMatrix.fromTriplets({ rows: [0], columns: [0], values: [1] }, [2, 3]);
declare const unknown: SparseMatrix;
declare const n: number;

test('literal shapes and dtypes are known', () => {
  expectTypeOf(A).toEqualTypeOf<SparseMatrix<readonly [2, 3], 'float64'>>();
  expectTypeOf(SparseMatrix.fromDense(zeros([4, 5], { dtype: 'float32' }))).toEqualTypeOf<SparseMatrix<readonly [4, 5], 'float32'>>();
  expectTypeOf(SparseMatrix.fromDense(tensor([[1]], { dtype: 'int32' })).dtype).toEqualTypeOf<'float64'>();
  expectTypeOf(SparseMatrix.fromRows([], 7)).toEqualTypeOf<SparseMatrix<readonly [number, 7], 'float64'>>();
  expectTypeOf(A.T).toEqualTypeOf<SparseMatrix<readonly [3, 2], 'float64'>>();
  expectTypeOf(A.cast('float32')).toEqualTypeOf<SparseMatrix<readonly [2, 3], 'float32'>>();
  expectTypeOf(A.toDense()).toEqualTypeOf<Tensor<readonly [2, 3], 'float64'>>();
  expectTypeOf(A.slice([0, 1])).toEqualTypeOf<SparseMatrix<MatrixShape, 'float64'>>();
  expectTypeOf(csrOf(A).data).toEqualTypeOf<Float64Array>();
  expectTypeOf(A).toExtend<SparseMatrix>();
  // @ts-expect-error a matrix has two axes
  SparseMatrix.fromTriplets({ rows: [], columns: [], values: [] }, [2, 3, 4]);
});

test('products whose inner sizes differ do not compile', () => {
  expectTypeOf(A.matmul(zeros([3, 4]))).toEqualTypeOf<Tensor<readonly [2, 4], 'float64'>>();
  expectTypeOf(A.matmul(zeros([3])).shape).toEqualTypeOf<readonly [2]>();
  expectTypeOf(sparseMatmul(A, zeros([3, 4])).shape).toEqualTypeOf<readonly [2, 4]>();
  expectTypeOf(sparseMatmul(zeros([5, 2]), A).shape).toEqualTypeOf<readonly [5, 3]>();
  expectTypeOf(sparseMatmul(zeros([2]), A).shape).toEqualTypeOf<readonly [3]>();
  expectTypeOf(unknown.matmul(zeros([9, 2])).shape).toEqualTypeOf<readonly [number, 2]>();
  expectTypeOf(A.matmul(zeros([n, 4])).shape).toEqualTypeOf<readonly [2, 4]>();
  // @ts-expect-error inner sizes 3 and 4 differ
  A.matmul(zeros([4, 3]));
  // @ts-expect-error inner sizes 3 and 2 differ
  sparseMatmul(A, zeros([2]));
  // @ts-expect-error inner sizes 3 and 2 differ
  sparseMatmul(zeros([5, 3]), A);
});

test('reductions and norms drop their axis', () => {
  expectTypeOf(A.sum(0)).toEqualTypeOf<Tensor<readonly [3], 'float64'>>();
  expectTypeOf(A.mean(-1, { keepDims: true })).toEqualTypeOf<Tensor<readonly [2, 1], 'float64'>>();
  expectTypeOf(A.sum()).toEqualTypeOf<Tensor<readonly [], 'float64'>>();
  expectTypeOf(A.norm()).toEqualTypeOf<Tensor<readonly [], 'float64'>>();
  expectTypeOf(A.norm({ axis: 1 })).toEqualTypeOf<Tensor<readonly [2], 'float64'>>();
  // @ts-expect-error there is no axis 2
  A.sum(2);
  A.norm({ ord: 1 });
  A.norm({ ord: 'fro', keepDims: true });
  A.norm({ ord: Infinity });
  A.norm({ ord: n });
  expectTypeOf(A.norm({ ord: 2, axis: 0 })).toEqualTypeOf<Tensor<readonly [3], 'float64'>>();
  // @ts-expect-error a matrix has no norm 7
  A.norm({ ord: 7 });
  // @ts-expect-error a matrix has no norm 2
  A.norm({ ord: 2 });
  // @ts-expect-error rows have no norm 'fro'
  A.norm({ ord: 'fro', axis: 1 });
});

test('factors are as many as rows or columns', () => {
  expectTypeOf(A.scaleRows(zeros([2]))).toEqualTypeOf<SparseMatrix<readonly [2, 3], 'float64'>>();
  expectTypeOf(A.scaleColumns([1, 2, 3])).toEqualTypeOf<SparseMatrix<readonly [2, 3], 'float64'>>();
  expectTypeOf<CheckFactors<2, readonly [3]>>().toEqualTypeOf<Mismatch<'3 factors for 2'>>();
  expectTypeOf<CheckFactors<2, readonly [1, 2]>>().toEqualTypeOf<Mismatch<'factors are a vector'>>();
  expectTypeOf<CheckFactors<2, readonly [number]>>().toEqualTypeOf<unknown>();
  // @ts-expect-error 3 factors for 2
  A.scaleRows(zeros([3]));
  // @ts-expect-error factors are a vector
  A.scaleColumns(zeros([1, 3]));
});

test('stacks keep the size they share', () => {
  expectTypeOf(vstack([A, A])).toEqualTypeOf<SparseMatrix<readonly [number, 3], 'float64'>>();
  expectTypeOf(hstack([A, A])).toEqualTypeOf<SparseMatrix<readonly [2, number], 'float64'>>();
  expectTypeOf(vstack([A, unknown])).toExtend<SparseMatrix>();
  // Sizes that are not known yet compile.
  const below = <N extends number>(a: SparseMatrix<readonly [3, N], 'float64'>, b: SparseMatrix<readonly [4, N], 'float64'>) =>
    vstack([a, b]);
  const beside = <M extends number>(a: SparseMatrix<readonly [M, 3], 'float64'>, b: SparseMatrix<readonly [M, 4], 'float64'>) =>
    hstack([a, b]);
  const all = <M extends number, N extends number>(list: readonly SparseMatrix<readonly [M, N], 'float64'>[]) => vstack(list);
  expectTypeOf([below, beside, all]).toExtend<readonly unknown[]>();

  // @ts-expect-error 3 and 2 columns
  vstack([A, A.T]);
  // @ts-expect-error 2 and 3 rows
  hstack([A, A.T]);
});
