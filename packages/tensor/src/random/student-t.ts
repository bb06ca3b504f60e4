import type { FloatDType } from '../dtype.ts';
import { logOf } from '../math/log.ts';
import { add } from '../ops/add.ts';
import { cast } from '../ops/cast.ts';
import { exp } from '../ops/exp.ts';
import { mul } from '../ops/mul.ts';
import { sub } from '../ops/sub.ts';
import { withDefaults } from '../options.ts';
import { checkShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { gammaOp } from './gamma.ts';
import { normal } from './normal.ts';
import type { Random } from './random.ts';
import { checkFinite, checkFloating, checkPositive, drawWith } from './sample.ts';

/** Options of {@link studentT}. */
export interface StudentTOptions<D extends FloatDType = FloatDType> {
  /** The degrees of freedom $\nu > 0$. */
  readonly df: number;
  /** The centre $\mu$, which is the mean where $\nu > 1$. @defaultValue 0 */
  readonly loc?: number;
  /** The scale $\sigma > 0$. @defaultValue 1 */
  readonly scale?: number;
  /** The element type. @defaultValue 'float64' */
  readonly dtype?: D;
}

/**
 * Independent draws from Student's t distribution, from those of a normal and a gamma distribution.
 *
 * $$ y = \mu + \sigma z \sqrt{\frac{\nu}{2 g}}, \quad z \sim \mathcal N(0, 1), \; g \sim \Gamma(\tfrac{\nu}{2}), \qquad p(y) \propto \left(1 + \frac{(y - \mu)^2}{\nu \sigma^2}\right)^{-\frac{\nu + 1}{2}} $$
 *
 * Shapes: `shape`. The stream moves by one for each element, rounded up to an even number, for the normal draws, and by one more for each. Numerics:
 * the logarithm of the gamma draw does not underflow, but for a small ν the result may be ±∞. Computed in float64 whatever its dtype.
 *
 * @throws OptionError unless df and scale are finite and > 0 and loc is finite; ShapeError for sizes that are no whole numbers.
 * @example
 * import { random, studentT } from '@hml/tensor';
 * const x = studentT(random(0), [1000], { df: 5, loc: 2 });
 * Math.abs(x.mean().item() - 2) < 0.2 // true
 */
export function studentT<const S extends Shape, D extends FloatDType = 'float64'>(
  rng: Random,
  shape: S,
  options: StudentTOptions<D>,
): Tensor<S, NoInfer<D>>;
export function studentT(rng: Random, shape: Shape, options: StudentTOptions): Tensor {
  const { df, loc, scale, dtype } = withDefaults('studentT', { df: undefined, loc: 0, scale: 1, dtype: 'float64' }, options);
  checkPositive('studentT', 'df', df);
  checkFinite('studentT', 'loc', loc);
  checkPositive('studentT', 'scale', scale);
  checkFloating('studentT', dtype);
  checkShape('studentT', shape);
  const z = normal(rng, shape);
  const logGamma = drawWith(gammaOp, rng, shape, 'float64', { alpha: df / 2, log: true });
  const t = mul(z, exp(mul(sub(logOf(df / 2), logGamma), 0.5)));
  return cast(add(mul(t, scale), loc), dtype);
}
