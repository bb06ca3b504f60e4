import type { FloatDType } from '../dtype.ts';
import { expOf } from '../math/exp.ts';
import { logOf } from '../math/log.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { gaussian } from './gaussian.ts';
import type { Random } from './random.ts';
import { checkPositive, drawScaled, sampler, type Uniforms } from './sample.ts';

/** Options of {@link gamma}. */
export interface GammaOptions<D extends FloatDType = FloatDType> {
  /** The shape parameter $\alpha > 0$. */
  readonly alpha: number;
  /** The scale $\theta > 0$, one over the rate. @defaultValue 1 */
  readonly scale?: number;
  /** The element type. @defaultValue 'float64' */
  readonly dtype?: D;
}

/**
 * Independent draws from a gamma distribution, by the method of Marsaglia and Tsang.
 *
 * $$ y = \theta d v, \quad v = (1 + z / \sqrt{9 d})^3, \quad d = \alpha - \tfrac13, \qquad p(y) = \frac{y^{\alpha - 1} e^{-y / \theta}}{\Gamma(\alpha)\, \theta^{\alpha}} $$
 *
 * Shapes: `shape`. Each element moves the stream by one; a normal z is accepted if $\ln u < z^2 / 2 + d (1 - v + \ln v)$, 19 times in 20.
 * Numerics: for $\alpha < 1$ a draw for $\alpha + 1$ times $u^{1 / \alpha}$, which rounds to 0 where it is below 5e-324. Computed in float64
 * whatever the dtype of the result.
 *
 * @throws OptionError unless alpha and scale are finite and > 0; ShapeError for sizes that are no whole numbers.
 * @see G. Marsaglia and W. Tsang, "A simple method for generating gamma variables", ACM Transactions on Mathematical Software 26 (2000).
 * @example
 * import { gamma, random } from '@hml/tensor';
 * const x = gamma(random(0), [1000], { alpha: 4, scale: 0.5 });
 * Math.abs(x.mean().item() - 2) < 0.1 // true
 */
export function gamma<const S extends Shape, D extends FloatDType = 'float64'>(
  rng: Random,
  shape: S,
  options: GammaOptions<D>,
): Tensor<S, NoInfer<D>>;
export function gamma(rng: Random, shape: Shape, options: GammaOptions): Tensor {
  const { alpha, scale, dtype } = withDefaults('gamma', { alpha: undefined, scale: 1, dtype: 'float64' }, options);
  checkPositive('gamma', 'alpha', alpha);
  checkPositive('gamma', 'scale', scale);
  return drawScaled(gammaOp, rng, shape, dtype, { alpha, log: false }, scale);
}

/** Draws for $\alpha \ge 1$. Part 0 is left out: it is the u of α < 1. */
function marsagliaTsang(uniforms: Uniforms, at: number, alpha: number): number {
  const d = alpha - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let part = 1; ; part += 3) {
    const z = gaussian(uniforms(at, part), uniforms(at, part + 1));
    const root = 1 + c * z;
    const v = root * root * root;
    const u = 1 - uniforms(at, part + 2);
    if (v > 0 && u < 1 - 0.0331 * z * z * z * z) return d * v; // lies within the second test, and spares the logarithms
    if (v > 0 && logOf(u) < 0.5 * z * z + d * (1 - v + logOf(v))) return d * v;
  }
}

/** One draw, or its logarithm. */
export function gammaDraw(uniforms: Uniforms, at: number, alpha: number, log: boolean): number {
  const small = alpha < 1;
  const x = marsagliaTsang(uniforms, at, small ? alpha + 1 : alpha);
  const logFactor = small ? logOf(1 - uniforms(at)) / alpha : 0;
  return log ? logOf(x) + logFactor : x * expOf(logFactor);
}

/**
 * What shape parameters are multiplied by when only shares of gamma draws are asked for: where the largest of them is that small, all shares
 * are 0 but one, for which only the ratios of the parameters count, and the logarithms of the draws would overflow.
 */
export function unitFor(largest: number): number {
  return largest < 2 ** -300 ? 2 ** 300 : 1;
}

/** Draws, or their logarithms, which do not underflow where α is small. */
export const gammaOp = sampler<{ readonly alpha: number; readonly log: boolean }>({
  name: 'gamma',
  fill: (y, uniforms, start, { alpha, log }) => {
    for (let i = 0; i < y.length; i++) y[i] = gammaDraw(uniforms, start + i, alpha, log);
  },
  definition: (i, uniforms, start, { alpha, log }) => {
    const d = (alpha < 1 ? alpha + 1 : alpha) - 1 / 3;
    const factor = alpha < 1 ? (1 - uniforms(start + i)) ** (1 / alpha) : 1;
    for (let part = 1; ; part += 3) {
      const [u, angle, w] = [0, 1, 2].map((k) => uniforms(start + i, part + k));
      const z = Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * angle);
      const v = (1 + z / Math.sqrt(9 * d)) ** 3;
      if (Math.log(1 - w) < z ** 2 / 2 + d - d * v + d * Math.log(v)) return log ? Math.log(d * v) + Math.log(factor) : d * v * factor;
    }
  },
});
