import { geluLanes, geluTanhLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { OptionError } from '../errors.ts';
import { erfcOf } from '../math/erf.ts';
import { expOf } from '../math/exp.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { add } from './add.ts';
import { clip } from './clip.ts';
import { erfc } from './erfc.ts';
import { exp } from './exp.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { sigmoid } from './sigmoid.ts';

/** Options of {@link gelu}. */
export interface GeluOptions {
  /** Whether the normal distribution is replaced by a hyperbolic tangent. @defaultValue 'none' */
  readonly approximate?: 'none' | 'tanh';
}

/**
 * The Gaussian error linear unit, element by element.
 *
 * $$ y = x\,\Phi(x) = \tfrac12\, x \operatorname{erfc}\Bigl(-\frac{x}{\sqrt2}\Bigr), \qquad \bar x = \bar y \bigl(\Phi(x) + x\,\varphi(x)\bigr) $$
 *
 * With `approximate: 'tanh'`, $y = \tfrac12\, x (1 + \tanh u) = x\,\sigma(2u)$ where $u = \sqrt{2 / \pi}\,(x + 0.044715\,x^3)$.
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: relative accuracy holds in the left tail, where $1 + \operatorname{erf}$ and $1 + \tanh$ would cancel. −∞ gives the limit −0, where
 * the formula reads ∞ · 0; the gradients there are limits too. Both forms are right to 1e-15; below −10 their gradients are to 2e-13.
 *
 * @throws OptionError for another approximation.
 * @example
 * import { gelu, tensor } from '@hml/tensor';
 * gelu(tensor([-10, 0, 1])).toArray() // [-7.6198530241605…e-23, 0, 0.84134474606854…]
 * gelu(tensor([0, 1]), { approximate: 'tanh' }).toArray() // [0, 0.8411919906082…]
 * @see Hendrycks and Gimpel, "Gaussian error linear units (GELUs)", 2016.
 */
export function gelu<S extends Shape, D extends DType>(x: TensorLike<S, D>, options?: GeluOptions): Tensor<S, Floating<D>>;
export function gelu(x: TensorLike, options?: GeluOptions): Tensor {
  const { approximate } = withDefaults('gelu', { approximate: 'none' }, options);
  if (approximate === 'none') return apply(geluOp, [x]);
  if (approximate === 'tanh') return apply(geluTanhOp, [x]);
  throw new OptionError({ where: 'gelu', what: 'approximate', expected: "'none' or 'tanh'", got: describeValue(approximate) });
}

/**
 * $\Phi(x)$ for $x \le 0$. The tail multiplies a relative error of $z = -x / \sqrt2$ by $2 z^2$, so what rounding took from z is
 * found exactly, from products of halves, and put back: $\operatorname{erfc}(z + \delta) \approx (1 - 2 z \delta) \operatorname{erfc} z$.
 */
function lowerTail(x: number): number {
  if (x < -40) return 0;
  const z = x * -Math.SQRT1_2;
  const high = Math.fround(x);
  const root = 0.7071067690849304; // 1/√2 in float32, and what is missing
  const delta = -(high * root) - z - (x - high) * root - x * 1.210161710447897e-8;
  return 0.5 * (1 - 2 * z * delta) * erfcOf(z);
}

const geluKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    const part = v < 0 ? lowerTail(v) : 0.5 * erfcOf(v * -Math.SQRT1_2);
    y[yOffset + i] = part === 0 ? -0 : v * part;
  }
};

const geluOp = unary({
  name: 'gelu',
  result: 'floating',
  definition: (x) => (x < -40 ? 0 : 0.5 * x * erfcOf(-x / Math.SQRT2)), // `Math` has no erfc; that of ours has its own tests
  kernel: geluKernel,
  simd: geluLanes,
  derivative: ({ x }) => {
    const z = clip(x, -1000, 1000); // beyond it Φ is 0 or 1, and an infinite factor would make NaN of 0
    const density = mul(exp(mul(mul(z, z), -0.5)), 0.3989422804014327);
    return add(mul(erfc(mul(z, -Math.SQRT1_2)), 0.5), mul(z, density));
  },
});

/** $\sqrt{8 / \pi}$ and 0.044715 times it: $2u = x (c + c_3 x^2)$. */
const c = 1.5957691216057308;
const c3 = 0.07135481627260025;

/**
 * $e^{2u}$ for $x \le 0$. The exponential makes of an absolute error of $2u$ a relative one, so $2u$ is carried in two numbers: factors
 * rounded to float32, whose products are exact, and what is missing from each.
 */
function expOf2u(x: number): number {
  if (x < -40) return 0;
  const xHigh = Math.fround(x);
  const xLow = x - xHigh;
  const square = Math.fround(x * x);
  const squareLow = xHigh * xHigh - square + 2 * xHigh * xLow + xLow * xLow;
  const cube = 0.07135481387376785 * square;
  const factor = Math.fround(cube + 1.5957691669464111);
  const factorLow = cube - factor + 1.5957691669464111 + (c3 * squareLow + 2.3988323959931355e-9 * square - 4.534068042105272e-8);
  const product = xHigh * factor;
  const rest = xHigh * factorLow + xLow * (factor + factorLow);
  const exponent = product + rest;
  return expOf(exponent, product - exponent + rest);
}

const geluTanhKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    const e = expOf2u(v > 0 ? -v : v);
    y[yOffset + i] = v > 0 ? v / (1 + e) : e === 0 ? -0 : (v * e) / (1 + e);
  }
};

const geluTanhOp = unary({
  name: 'geluTanh',
  result: 'floating',
  definition: (x) => (x < -40 ? 0 : x / (1 + Math.exp(-Math.sqrt(8 / Math.PI) * (x + 0.044715 * x ** 3)))),
  kernel: geluTanhKernel,
  simd: geluTanhLanes,
  derivative: ({ x }) => {
    const z = clip(x, -1000, 1000);
    const square = mul(z, z);
    const u2 = mul(z, add(mul(square, c3), c));
    const slope = mul(z, add(mul(square, 3 * c3), c));
    return mul(sigmoid(u2), add(mul(slope, sigmoid(neg(u2))), 1));
  },
});
