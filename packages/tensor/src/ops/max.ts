import { extremeLanes } from '#simd';
import { type ReduceAttrs, reduce, reduceAlong } from '../declare.ts';
import type { DType } from '../dtype.ts';
import { DataError } from '../errors.ts';
import type { Op } from '../op.ts';
import type { LineKernel } from '../reduction.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';
import { cast } from './cast.ts';

/**
 * The largest element along some axes, or of all.
 *
 * $$ y = \max_i x_i, \qquad \bar x_i = \frac{[x_i = y]}{\#\{j : x_j = y\}}\, \bar y $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`. Dtype: that of `x`.
 * Equal largest elements share the gradient evenly, as in PyTorch's `amax`. A NaN makes the result NaN.
 *
 * @throws ShapeError for an axis that does not exist; DataError when there is nothing to choose from.
 * @example
 * import { max, tensor } from '@hml/tensor';
 * const x = tensor([[1, 9, 3], [7, 2, 3]]);
 * max(x).item() // 9
 * max(x, 1).toArray() // [9, 7]
 */
export function max<S extends Shape, D extends DType, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S, D>,
  axis?: A & CheckAxes<S, A>,
  options?: ReduceOptions<K>,
): Tensor<Reduce<S, A, K>, D>;
export function max(operand: TensorLike, axis?: Axes, options?: ReduceOptions): Tensor {
  return reduceAlong(maxOp, operand, axis, options);
}

const maxKernel: LineKernel = (n, x, offset) => {
  let top = x[offset];
  for (let i = 1; i < n; i++) top = Math.max(top, x[offset + i]); // NaN if any is, and −0 below 0
  return top;
};

/** Throws where there is nothing to choose from. */
export function refuseEmpty(where: string): (n: number) => void {
  return (n) => {
    if (n === 0) throw new DataError({ where, what: 'nothing to choose from', expected: 'at least one element', got: 'an empty axis' });
  };
}

/** An op that picks the extreme element of a line. */
export function extreme(name: 'max' | 'min', definition: (line: readonly number[]) => number, kernel: LineKernel): Op<ReduceAttrs> {
  return reduce({
    name,
    dtype: (dtype) => dtype,
    definition,
    kernel,
    simd: extremeLanes(name),
    check: refuseEmpty(name),
    vjp: ({ x, y, axes, dy }) => shares(x, y, axes).mul(dy),
    jvp: ({ x, y, axes, keepDims, dx }) => shares(x, y, axes).mul(dx).sum(axes, { keepDims }),
  });
}

/** The share of each element in the extreme of its line: 1 divided by their number where it is reached, else 0. */
export function shares(x: Tensor, y: Tensor, axes: readonly number[]): Tensor {
  const reached = cast(x.equal(y.reshape(x.shape.map((n, i) => (axes.includes(i) ? 1 : n)))), x.dtype);
  return reached.div(reached.sum(axes, { keepDims: true }));
}

const maxOp = extreme('max', (line) => Math.max(...line), maxKernel);
