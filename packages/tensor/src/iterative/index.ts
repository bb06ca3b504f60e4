/**
 * Iterative algorithms for large matrices, dense, sparse or known by their products alone: linear systems, least squares, and a few
 * singular values or eigenvalues.
 *
 * @packageDocumentation
 */
export { ConvergenceWarning, type OnWarning, Warning, warnOnConsole } from '../warning.ts';
export { type ConjugateGradients, type ConjugateGradientsOptions, conjugateGradients } from './conjugate-gradients.ts';
export { type Lanczos, type LanczosOptions, lanczos, type Which } from './lanczos.ts';
export { type Lsqr, type LsqrOptions, type LsqrReason, lsqr } from './lsqr.ts';
export type { CheckRightHand, FloatOf, LinearLike, LinearOperator } from './operator.ts';
export type { IterationOptions } from './options.ts';
export { type RandomizedSvd, type RandomizedSvdOptions, randomizedSvd } from './randomized-svd.ts';
