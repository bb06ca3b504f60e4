import { varianceLanes } from '#simd';
import { apply } from '../apply.ts';
import { type ReduceAttrs, reduce } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { floating } from '../dtype.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxes, type Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { deviation, type VarAttrs, type VarOptions, varKernel, varOf } from './variance.ts';
import { where } from './where.ts';

/**
 * The standard deviation of the elements along some axes, or of all: the square root of the variance.
 *
 * $$ y = \sqrt{\frac{1}{n - \text{ddof}} \sum_i (x_i - \mu)^2}, \qquad \bar x_i = \frac{x_i - \mu}{(n - \text{ddof})\, y}\, \bar y $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`. Dtype: that of `x`; integers and bools give float64.
 * Numerics: as for the variance, whose squares vanish for differences below 1e-161: they count as none. Where all elements are equal the
 * gradient is 0, as in PyTorch.
 *
 * @throws ShapeError for an axis that does not exist.
 * @example
 * import { std, tensor } from '@hml/tensor';
 * std(tensor([1, 3, 1, 3])).item() // 1
 * std(tensor([[1, 1], [2, 8]]), 1).toArray() // [0, 3]
 */
export function std<S extends Shape, D extends DType, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S, D>,
  axis?: A & CheckAxes<S, A>,
  options?: VarOptions<K>,
): Tensor<Reduce<S, A, K>, Floating<D>>;
export function std(operand: TensorLike, axis?: Axes, options?: VarOptions): Tensor {
  const { ddof, keepDims } = withDefaults('std', { ddof: 0, keepDims: false }, options);
  const x = asTensor('std', operand);
  return apply(stdOp, [x], { axes: normalizeAxes('std', axis, x.ndim), keepDims, ddof });
}

/** $\partial y / \partial x_i$: where y = 0 every deviation is 0, or below 1e-161 as its square is 0, and dividing by 1 leaves it. */
function slope(x: Tensor, y: Tensor, { axes }: ReduceAttrs, ddof: number): Tensor {
  const kept = y.reshape(x.shape.map((n, i) => (axes.includes(i) ? 1 : n)));
  return deviation(x, axes, ddof).div(where(kept.equal(0), 1, kept));
}

const stdOp = reduce<VarAttrs>({
  name: 'std',
  dtype: floating,
  definition: (line, { ddof }) => Math.sqrt(varOf(line, ddof)),
  kernel: (n, x, offset, attrs, scratch) => Math.sqrt(varKernel(n, x, offset, attrs, scratch)),
  simd: varianceLanes(Math.sqrt),
  vjp: ({ x, y, dy, ddof, ...attrs }) => slope(x, y, attrs, ddof).mul(dy),
  jvp: ({ x, y, dx, ddof, ...attrs }) => slope(x, y, attrs, ddof).mul(dx).sum(attrs.axes, { keepDims: attrs.keepDims }),
});
