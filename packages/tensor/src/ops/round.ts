import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * The nearest whole number; halves go to the even neighbour.
 *
 * $$ y = \operatorname*{arg\,min}_{k \in \mathbb{Z}} |x - k|, \qquad \bar x = 0 $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers are unchanged.
 * Numerics: exact, as `rint` of NumPy and C; JavaScript's `Math.round` takes halves upwards instead. −0 for −0 and what rounds to 0
 * from below. The gradient is 0, also at the jumps.
 *
 * @example
 * import { round, tensor } from '@hml/tensor';
 * round(tensor([0.5, 1.5, 2.5, -2.6])).toArray() // [0, 2, 2, -3]
 */
export function round<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, D>;
export function round(x: TensorLike): Tensor {
  return apply(roundOp, [x]);
}

/** $2^{52}$: above it all numbers are whole, and adding it to a smaller one rounds that one. */
const whole = 4503599627370496;

const roundKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    const size = Math.abs(v) + whole - whole;
    y[yOffset + i] = Math.abs(v) < whole && v !== 0 ? (v < 0 ? -size : size) : v; // −0 for what rounds to 0 from below
  }
};

const roundOp = unary({
  name: 'round',
  result: 'same',
  definition: (x) => {
    const up = Math.round(x);
    return up - x === 0.5 && up % 2 !== 0 ? up - 1 : up;
  },
  kernel: roundKernel,
  simd: (f, x) => f.nearest(x),
  derivative: () => 0,
});
