import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { tanhOf } from '../math/tanh.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { mul } from './mul.ts';
import { tanh } from './tanh.ts';

/**
 * What the hyperbolic tangent takes away, element by element.
 *
 * $$ y = x - \tanh x, \qquad \bar x = \bar y \tanh^2 x $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: the difference cancels near 0, so up to 1 it is a convergent of $\tanh$'s continued fraction; relative accuracy holds everywhere.
 *
 * @example
 * import { tanhshrink, tensor } from '@hml/tensor';
 * tanhshrink(tensor([-1e-5, 0, Infinity])).toArray() // [-3.33333333320…e-16, 0, Infinity]
 */
export function tanhshrink<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function tanhshrink(x: TensorLike): Tensor {
  return apply(tanhshrinkOp, [x]);
}

/** $x - \tanh x$ for $|x| \le 1$, by the eighth convergent of Lambert's $\tanh x = x / (1 + x^2 / (3 + x^2 / (5 + \cdots)))$: all its terms are positive. */
function convergent(x: number): number {
  const z = x * x;
  const p = 11486475 + z * (810810 + z * (12870 + z * 44));
  const q = 34459425 + z * (16216200 + z * (945945 + z * (13860 + z * 45)));
  return x * ((z * p) / q);
}

const tanhshrinkKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = Math.abs(v) < 1 ? convergent(v) : v - tanhOf(v);
  }
};

const tanhshrinkOp = unary({
  name: 'tanhshrink',
  result: 'floating',
  definition: (x) => {
    let c = 0; // tanh x = x / (1 + c), c = x² / (3 + x² / (5 + …))
    for (let k = 61; k > 1; k -= 2) c = (x * x) / (k + c);
    return Math.abs(x) < 1 ? (x * c) / (1 + c) : x - Math.tanh(x);
  },
  kernel: tanhshrinkKernel,
  derivative: ({ x }) => {
    const t = tanh(x);
    return mul(t, t);
  },
});
