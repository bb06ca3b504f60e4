import { logSumExpLanes } from '#simd';
import { reduce, reduceAlong } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { floating } from '../dtype.ts';
import { expOf } from '../math/exp.ts';
import { logOf } from '../math/log.ts';
import { type LineKernel, sumTerms, type Terms } from '../reduction.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';
import { exp } from './exp.ts';
import { where } from './where.ts';

/**
 * The logarithm of the sum of the exponentials of the elements along some axes, or of all: a smooth maximum.
 *
 * $$ y = \log \sum_i e^{x_i}, \qquad \bar x_i = e^{x_i - y}\, \bar y $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`. Dtype: that of `x`; integers and bools give float64.
 * Numerics: evaluated as $m + \log \sum_i e^{x_i - m}$ with $m = \max_i x_i$, which cannot overflow. Of nothing, or of −∞ alone, it is −∞, with gradient 0.
 *
 * @throws ShapeError for an axis that does not exist.
 * @example
 * import { logSumExp, tensor } from '@hml/tensor';
 * logSumExp(tensor([1000, 1000])).item() // 1000.6931471805599
 * logSumExp(tensor([[0, -Infinity], [1e300, -1e300]]), 1).toArray() // [0, 1e300]
 */
export function logSumExp<S extends Shape, D extends DType, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S, D>,
  axis?: A & CheckAxes<S, A>,
  options?: ReduceOptions<K>,
): Tensor<Reduce<S, A, K>, Floating<D>>;
export function logSumExp(operand: TensorLike, axis?: Axes, options?: ReduceOptions): Tensor {
  return reduceAlong(logSumExpOp, operand, axis, options);
}

const exponentials: Terms = (n, x, offset, terms, m) => {
  for (let i = 0; i < n; i++) terms[i] = expOf(x[offset + i] - m);
};

const logSumExpKernel: LineKernel = (n, x, offset, _, scratch) => {
  let m = -Infinity;
  for (let i = 0; i < n; i++) {
    const v = x[offset + i];
    if (v > m) m = v;
    else if (Number.isNaN(v)) return v;
  }
  if (m === Infinity || m === -Infinity) return m;
  return m + logOf(sumTerms(exponentials, n, x, offset, scratch, m));
};

/** $e^{x_i - y}$, where −∞ less −∞ counts as −∞. */
function weights(x: Tensor, y: Tensor, axes: readonly number[]): Tensor {
  const kept = y.reshape(x.shape.map((n, i) => (axes.includes(i) ? 1 : n)));
  return exp(x.sub(where(kept.equal(-Infinity), 0, kept)));
}

const logSumExpOp = reduce({
  name: 'logSumExp',
  dtype: floating,
  definition: (line) => {
    const m = Math.max(...line);
    return Number.isFinite(m) ? m + Math.log(line.reduce((total, v) => total + Math.exp(v - m), 0)) : m;
  },
  kernel: logSumExpKernel,
  simd: logSumExpLanes(),
  vjp: ({ x, y, axes, dy }) => weights(x, y, axes).mul(dy),
  jvp: ({ x, y, axes, keepDims, dx }) => weights(x, y, axes).mul(dx).sum(axes, { keepDims }),
});
