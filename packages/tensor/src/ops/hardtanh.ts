import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { OptionError } from '../errors.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { cast } from './cast.ts';
import { greater } from './greater.ts';
import { less } from './less.ts';
import { logicalAnd } from './logical-and.ts';

/**
 * A hyperbolic tangent made of three lines, element by element.
 *
 * $$ y = \min(\max(x, l), u), \qquad \bar x = \bar y\,[l < x < u] $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * `min` is the lower limit $l$, −1 if none is given; `max` the upper limit $u$, 1 if none is given.
 * Numerics: NaN stays. The gradient at both limits is 0, as in PyTorch, where that of `clip` is 1.
 *
 * @throws OptionError unless min < max.
 * @example
 * import { hardtanh, tensor } from '@hml/tensor';
 * hardtanh(tensor([-3, 0.5, 2])).toArray() // [-1, 0.5, 1]
 * hardtanh(tensor([-3, 0.5, 2]), 0, 6).toArray() // [0, 0.5, 2]
 */
export function hardtanh<S extends Shape, D extends DType>(x: TensorLike<S, D>, min?: number, max?: number): Tensor<S, Floating<D>>;
export function hardtanh(x: TensorLike, min = -1, max = 1): Tensor {
  if (!(min < max)) throw new OptionError({ where: 'hardtanh', what: 'limits', expected: 'min < max', got: `min ${min}, max ${max}` });
  return apply(hardtanhOp, [x], { min, max });
}

interface HardtanhAttrs {
  readonly min: number;
  readonly max: number;
}

const hardtanhKernel: UnaryLoop<HardtanhAttrs> = (n, x, xOffset, xStride, y, yOffset, { min, max }) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = Math.min(Math.max(v, min), max);
  }
};

const hardtanhOp = unary<HardtanhAttrs>({
  name: 'hardtanh',
  result: 'floating',
  definition: (x, { min, max }) => Math.min(Math.max(x, min), max),
  kernel: hardtanhKernel,
  simd: (f, x, min, max) => f.min(f.max(x, min), max),
  parameters: ['min', 'max'],
  derivative: ({ x, attrs }) => cast(logicalAnd(greater(x, attrs.min), less(x, attrs.max)), x.dtype),
});
