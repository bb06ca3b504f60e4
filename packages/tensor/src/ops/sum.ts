import { sumLanes } from '#simd';
import { type ReduceAttrs, reduce, reduceAlong } from '../declare.ts';
import type { DType, SumOf } from '../dtype.ts';
import { isFloat } from '../dtype.ts';
import { DataError } from '../errors.ts';
import { asTensor } from '../prepare.ts';
import { type LineKernel, sumLine } from '../reduction.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';

/**
 * The sum of the elements along some axes, or of all.
 *
 * $$ y = \sum_i x_i, \qquad \bar x_i = \bar y $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`. Dtype: that of `x`; integers and bools are added up in int32.
 * Numerics: blocks of 1024 elements with eight running sums, block sums added pairwise, so the error grows with $\log n$;
 * the order depends on the length only, never on the layout. The sum of nothing is 0.
 *
 * @throws ShapeError for an axis that does not exist; DataError when an integer sum leaves the range of int32.
 * @example
 * import { sum, tensor } from '@hml/tensor';
 * const x = tensor([[1, 2, 3], [4, 5, 6]]);
 * sum(x).item() // 21
 * sum(x, 0).toArray() // [5, 7, 9]
 * sum(x, -1, { keepDims: true }).toArray() // [[6], [15]]
 */
export function sum<S extends Shape, D extends DType, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S, D>,
  axis?: A & CheckAxes<S, A>,
  options?: ReduceOptions<K>,
): Tensor<Reduce<S, A, K>, SumOf<D>>;
export function sum(operand: TensorLike, axis?: Axes, options?: ReduceOptions): Tensor {
  return sumFor('sum', operand, axis, options);
}

/** {@link sum} for a function of another name. */
export function sumFor(where: string, operand: TensorLike, axis: Axes, options?: ReduceOptions): Tensor {
  const x = asTensor(where, operand);
  return isFloat(x.dtype) ? reduceAlong(sumOp, x, axis, options) : reduceAlong(integerSumOp, x, axis, options, { where });
}

const sumOp = reduce({
  name: 'sum',
  dtype: (dtype) => dtype,
  definition: (line) => line.reduce((total, v) => total + v, 0),
  kernel: sumLine,
  simd: sumLanes(),
  vjp: ({ x, dy }) => dy.broadcastTo(x.shape),
  jvp: ({ axes, keepDims, dx }) => sum(dx, axes, { keepDims }),
});

/** An integer result as it is, if int32 can hold it: what it cannot hold is an error, not another number. */
export function inInt32(where: string, value: number): number {
  if (value === (value | 0)) return value;
  throw new DataError({
    where,
    what: 'an integer result left the range of int32',
    expected: 'a number from -2147483648 to 2147483647',
    got: String(value),
    fix: `${where}(cast(x, 'float64')) is exact up to 2^53`,
  });
}

interface IntegerSumAttrs extends ReduceAttrs {
  /** The name that the user typed. */
  readonly where: string;
}

/** Sums of integers are exact in float64. */
const integerSumLine: LineKernel<IntegerSumAttrs> = (n, x, offset, { where }) => inInt32(where, sumLine(n, x, offset));

const integerSumOp = reduce<IntegerSumAttrs>({
  name: 'sum',
  dtype: () => 'int32',
  definition: (line) => line.reduce((total, v) => total + v, 0),
  kernel: integerSumLine,
});
