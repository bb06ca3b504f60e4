import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { OptionError } from '../errors.ts';
import { asTensor, lift } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { cast } from './cast.ts';
import { greaterEqual } from './greater-equal.ts';
import { lessEqual } from './less-equal.ts';
import { logicalAnd } from './logical-and.ts';

/**
 * The elements, with those outside of a range moved to its nearest end.
 *
 * $$ y = \min(\max(x, l), u), \qquad \bar x = \bar y\,[l \le x \le u] $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`.
 * `min` and `max` are the ends $l$ and $u$; an end that is undefined is open. `minimum(maximum(x, l), u)` takes tensors for ends.
 * Numerics: NaN stays; if $l > u$, everything becomes $u$. The gradient at the ends is 1, as in PyTorch, which also knows this as `clamp`.
 *
 * @throws OptionError for an end that is NaN; DTypeError for an end that the tensor's type cannot hold.
 * @example
 * import { clip, tensor } from '@hml/tensor';
 * clip(tensor([-3, 0.5, 2]), -1, 1).toArray() // [-1, 0.5, 1]
 * clip(tensor([-3, 0.5, 2]), undefined, 1).toArray() // [-3, 0.5, 1]
 */
export function clip<S extends Shape, D extends DType>(x: TensorLike<S, D>, min?: number, max?: number): Tensor<S, D>;
export function clip(operand: TensorLike, min = -Infinity, max = Infinity): Tensor {
  const x = asTensor('clip', operand);
  for (const end of [min, max]) {
    if (Number.isNaN(end)) throw new OptionError({ where: 'clip', what: 'an end of the range', expected: 'a number', got: 'NaN' });
    if (Math.abs(end) !== Infinity) lift('clip', end, x, x.dtype); // integers refuse fractions
  }
  return apply(clipOp, [x], { min, max });
}

interface ClipAttrs {
  readonly min: number;
  readonly max: number;
}

const clipKernel: UnaryLoop<ClipAttrs> = (n, x, xOffset, xStride, y, yOffset, { min, max }) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = Math.min(Math.max(v, min), max);
  }
};

const clipOp = unary<ClipAttrs>({
  name: 'clip',
  result: 'same',
  definition: (x, { min, max }) => Math.min(Math.max(x, min), max),
  kernel: clipKernel,
  simd: (f, x, min, max) => f.min(f.max(x, min), max),
  parameters: ['min', 'max'],
  derivative: ({ x, attrs }) => cast(logicalAnd(greaterEqual(x, attrs.min), lessEqual(x, attrs.max)), x.dtype),
});
