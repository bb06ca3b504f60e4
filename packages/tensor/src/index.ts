// Values

export { isTensor } from './base.ts';
export { Cell } from './cell.ts';
export { type Adopted, type CreationOptions, type DTypeOf, full, ones, tensor, wrap, zeros } from './creation.ts';
export type { ArrayOf, DType, FloatDType, Floating, Promote, SumOf, TypedArray, ValueOf } from './dtype.ts';
// Errors
export { DataError, DTypeError, type ErrorParts, HmlError, NotDifferentiableError, OptionError, ShapeError } from './errors.ts';
// Products and linear algebra
export { cholesky } from './linalg/cholesky.ts';
export { type SolveTriangularOptions, solveTriangular } from './linalg/solve-triangular.ts';
export type { Values } from './nested.ts';
// Elementwise
export { add } from './ops/add.ts';
// Reductions
export { argmax } from './ops/argmax.ts';
// Movement and indexing
export { broadcastTo } from './ops/broadcast-to.ts';
export { cast } from './ops/cast.ts';
export { concat } from './ops/concat.ts';
export { div } from './ops/div.ts';
export { equal } from './ops/equal.ts';
export { exp } from './ops/exp.ts';
export { greater } from './ops/greater.ts';
export { greaterEqual } from './ops/greater-equal.ts';
export { indexAdd } from './ops/index-add.ts';
export { less } from './ops/less.ts';
export { lessEqual } from './ops/less-equal.ts';
export { log } from './ops/log.ts';
export { matmul } from './ops/matmul.ts';
export { mean } from './ops/mean.ts';
export { mul } from './ops/mul.ts';
export { neg } from './ops/neg.ts';
export { notEqual } from './ops/not-equal.ts';
export { reshape } from './ops/reshape.ts';
export { sigmoid } from './ops/sigmoid.ts';
export { type Range, slice } from './ops/slice.ts';
export { sqrt } from './ops/sqrt.ts';
export { sub } from './ops/sub.ts';
export { sum } from './ops/sum.ts';
export { take } from './ops/take.ts';
export { mT, transpose } from './ops/transpose.ts';
export { tril } from './ops/tril.ts';
export { triu } from './ops/triu.ts';
export { where } from './ops/where.ts';
export { onesLike, zerosLike } from './ops/zeros-like.ts';
// Randomness
export { type NormalOptions, normal } from './random/normal.ts';
export { type Key, Random, random } from './random/random.ts';
export { type UniformOptions, uniform } from './random/uniform.ts';
export type { Shape } from './shape.ts';
export type {
  Axes,
  Broadcast,
  CheckBroadcast,
  CheckMatmul,
  Matmul,
  Mismatch,
  Nested,
  NestedArray,
  Permute,
  Reduce,
  Reshape,
  Reverse,
  ShapeOf,
  SwapLastTwo,
} from './shape-types.ts';
export type { Matrix, ReduceOptions, Tensor, TensorLike, Vector } from './tensor.ts';
