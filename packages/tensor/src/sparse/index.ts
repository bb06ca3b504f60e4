/**
 * Matrices of which only the entries are kept that are not 0 (compressed sparse rows), and their products with dense ones. An entry of its
 * own: who imports ops carries none of it.
 *
 * @packageDocumentation
 */
export type { CompressedRows, SparseOptions, TripletArrays, Triplets } from './build.ts';
export type { Csr } from './csr.ts';
export { csrOf } from './entries.ts';
export { isSparse } from './is-sparse.ts';
export type { SparseMatrixJson } from './json.ts';
export type { SparseNormOptions } from './reduce.ts';
export { sparseMatmul } from './sparse-matmul.ts';
export { SparseMatrix } from './sparse-matrix.ts';
export { hstack, vstack } from './stack.ts';
export type { CheckFactors, CheckNorm, CheckStack, Factors, MatrixOf, MatrixShape } from './types.ts';
