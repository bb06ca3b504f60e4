import { varianceLanes } from '#simd';
import { apply } from '../apply.ts';
import { type ReduceAttrs, reduce } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { floating } from '../dtype.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { type LineKernel, sumLine, sumTerms, type Terms } from '../reduction.ts';
import { normalizeAxes, type Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';
import { mean } from './mean.ts';

/** Options of {@link variance} and `std`. */
export interface VarOptions<Keep extends boolean = boolean> extends ReduceOptions<Keep> {
  /** What is subtracted from the number of elements: 1 gives the unbiased estimate from a sample. @defaultValue 0 */
  readonly ddof?: number;
}

/** What a variance is told. */
export interface VarAttrs extends ReduceAttrs {
  /** What is subtracted from the number of elements. */
  readonly ddof: number;
}

/**
 * The variance of the elements along some axes, or of all.
 *
 * $$ y = \frac{1}{n - \text{ddof}} \sum_i (x_i - \mu)^2, \quad \mu = \frac1n \sum_i x_i, \qquad \bar x_i = \frac{2\,(x_i - \mu)}{n - \text{ddof}}\, \bar y $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`. Dtype: that of `x`; integers and bools give float64.
 * Numerics: first the mean, then the squares of what differs from it, less what the mean was off: a large common offset costs no digits.
 * With no more elements than `ddof` the result is NaN, or infinite. NumPy's and PyTorch's `var`, which is a reserved word here.
 *
 * @throws ShapeError for an axis that does not exist.
 * @example
 * import { tensor, variance } from '@hml/tensor';
 * variance(tensor([1e8, 1e8 + 1, 1e8 + 2])).item() // 0.6666666666666666
 * variance(tensor([[1, 3], [2, 6]]), 1, { ddof: 1 }).toArray() // [2, 8]
 */
export function variance<S extends Shape, D extends DType, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S, D>,
  axis?: A & CheckAxes<S, A>,
  options?: VarOptions<K>,
): Tensor<Reduce<S, A, K>, Floating<D>>;
export function variance(operand: TensorLike, axis?: Axes, options?: VarOptions): Tensor {
  const { ddof, keepDims } = withDefaults('variance', { ddof: 0, keepDims: false }, options);
  const x = asTensor('variance', operand);
  return apply(varOp, [x], { axes: normalizeAxes('variance', axis, x.ndim), keepDims, ddof });
}

const deviations: Terms = (n, x, offset, terms, mu) => {
  for (let i = 0; i < n; i++) terms[i] = x[offset + i] - mu;
};

const squaredDeviations: Terms = (n, x, offset, terms, mu) => {
  for (let i = 0; i < n; i++) {
    const d = x[offset + i] - mu;
    terms[i] = d * d;
  }
};

export const varKernel: LineKernel<VarAttrs> = (n, x, offset, { ddof }, scratch) => {
  const mu = sumLine(n, x, offset) / n;
  const off = sumTerms(deviations, n, x, offset, scratch, mu);
  const squares = sumTerms(squaredDeviations, n, x, offset, scratch, mu);
  return Math.max(squares - (off * off) / n, 0) / Math.max(n - ddof, 0);
};

/** The textbook formula. */
export function varOf(line: readonly number[], ddof: number): number {
  const mu = line.reduce((total, v) => total + v, 0) / line.length;
  return line.reduce((total, v) => total + (v - mu) ** 2, 0) / Math.max(line.length - ddof, 0);
}

/** $(x_i - \mu) / (n - \text{ddof})$ */
export function deviation(x: Tensor, axes: readonly number[], ddof: number): Tensor {
  const n = axes.reduce((size, axis) => size * x.shape[axis], 1);
  return x.sub(mean(x, axes, { keepDims: true })).div(Math.max(n - ddof, 0));
}

const varOp = reduce<VarAttrs>({
  name: 'variance',
  dtype: floating,
  definition: (line, { ddof }) => varOf(line, ddof),
  kernel: varKernel,
  simd: varianceLanes(),
  vjp: ({ x, axes, ddof, dy }) => deviation(x, axes, ddof).mul(2).mul(dy),
  jvp: ({ x, axes, ddof, keepDims, dx }) => deviation(x, axes, ddof).mul(2).mul(dx).sum(axes, { keepDims }),
});
