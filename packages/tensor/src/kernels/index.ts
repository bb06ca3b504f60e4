/**
 * The inner loops of the classic algorithms, as functions on typed arrays of float64: each with a plain loop and a SIMD twin that
 * gives the same bits. Matrices are arrays of whole rows, one after the other.
 *
 * @packageDocumentation
 */
export { type ColumnSums, columnSums } from './column-sums.ts';
export { type CsrMatrix, csrTimesDense } from './csr-times-dense.ts';
export { gram, weightedGram } from './gram.ts';
export { type HistogramBins, histogramBins } from './histogram-bins.ts';
export { linearGradient, type Residuals } from './linear-gradient.ts';
export { type Nearest, nearest } from './nearest.ts';
export { pairwiseSquaredDistances } from './pairwise-squared-distances.ts';
export { type PolynomialKernelOptions, polynomialKernelRows } from './polynomial-kernel-rows.ts';
export { rbfKernelRows } from './rbf-kernel-rows.ts';
