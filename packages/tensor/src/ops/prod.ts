import { reduce, reduceAlong } from '../declare.ts';
import { type DType, isFloat, type SumOf } from '../dtype.ts';
import { asTensor } from '../prepare.ts';
import type { LineKernel } from '../reduction.ts';
import { type Shape, sizeOf } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';
import { recurrence, shifted } from './cumprod.ts';
import { embed, slice } from './slice.ts';
import { inInt32 } from './sum.ts';
import { transpose } from './transpose.ts';
import { onesLike } from './zeros-like.ts';

/**
 * The product of the elements along some axes, or of all.
 *
 * $$ y = \prod_i x_i, \qquad \bar x_i = \bar y \prod_{j \ne i} x_j $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`. Dtype: that of `x`; integers and bools are multiplied in int32.
 * Numerics: the product of the others is that of those before times that of those after; no division, so zeros do no harm. The product of nothing is 1.
 *
 * @throws ShapeError for an axis that does not exist; DataError when an integer product leaves the range of int32.
 * @example
 * import { prod, tensor } from '@hml/tensor';
 * const x = tensor([[1, 2, 3], [4, 5, 6]]);
 * prod(x).item() // 720
 * prod(x, 0).toArray() // [4, 10, 18]
 */
export function prod<S extends Shape, D extends DType, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S, D>,
  axis?: A & CheckAxes<S, A>,
  options?: ReduceOptions<K>,
): Tensor<Reduce<S, A, K>, SumOf<D>>;
export function prod(operand: TensorLike, axis?: Axes, options?: ReduceOptions): Tensor {
  const x = asTensor('prod', operand);
  return reduceAlong(isFloat(x.dtype) ? prodOp : integerProdOp, x, axis, options);
}

const prodKernel: LineKernel = (n, x, offset, _attrs, _scratch, before = 1) => {
  let product = before;
  for (let i = 0; i < n; i++) product *= x[offset + i];
  return product;
};

/** For each element the product of the others that are reduced with it: $\prod_{j < i} x_j \cdot \prod_{j > i} x_j$ */
function others(x: Tensor, axes: readonly number[]): Tensor {
  const order = [...[...x.shape.keys()].filter((i) => !axes.includes(i)), ...axes];
  const moved = transpose(x, order);
  const kept = moved.shape.slice(0, x.ndim - axes.length);
  const lines = moved.reshape([...kept, sizeOf(moved.shape.slice(kept.length))]);
  const products = [false, true].map((reverse) => {
    const start = reverse ? ([-1, null] as const) : ([0, 1] as const);
    const one = embed(onesLike(slice(lines, '...', start)), lines.shape, ['...', start]);
    const attrs = { axis: kept.length, reverse };
    return recurrence(shifted(lines, attrs), one, attrs);
  });
  return transpose(
    products[0].mul(products[1]).reshape(moved.shape),
    order.map((_, i) => order.indexOf(i)),
  );
}

const definition = (line: readonly number[]) => line.reduce((product, v) => product * v, 1);

const prodOp = reduce({
  name: 'prod',
  dtype: (dtype) => dtype,
  definition,
  kernel: prodKernel,
  order: 'fold',
  vjp: ({ x, axes, dy }) => others(x, axes).mul(dy),
  jvp: ({ x, axes, keepDims, dx }) => others(x, axes).mul(dx).sum(axes, { keepDims }),
});

const integerProdOp = reduce({
  name: 'prod',
  dtype: () => 'int32',
  definition,
  kernel: (n, x, offset, attrs, scratch) => inInt32('prod', prodKernel(n, x, offset, attrs, scratch)),
});
