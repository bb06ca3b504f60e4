import type { DType, Floating } from '../dtype.ts';
import { abs } from '../ops/abs.ts';
import { add } from '../ops/add.ts';
import { betaln } from '../ops/betaln.ts';
import { div } from '../ops/div.ts';
import { equal } from '../ops/equal.ts';
import { greater } from '../ops/greater.ts';
import { log } from '../ops/log.ts';
import { log1p } from '../ops/log1p.ts';
import { mul } from '../ops/mul.ts';
import { neg } from '../ops/neg.ts';
import { sqrt } from '../ops/sqrt.ts';
import { square } from '../ops/square.ts';
import { sub } from '../ops/sub.ts';
import { where } from '../ops/where.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { normalLogDensity } from './normal.ts';
import { asParameters, type Numbers, type Parameter } from './parameters.ts';

/** Options of {@link studentTLogDensity}. */
export interface StudentTLogDensityOptions {
  /** The degrees of freedom $\nu > 0$. */
  readonly df: Parameter;
  /** The centre $\mu$, which is the mean where $\nu > 1$. @defaultValue 0 */
  readonly loc?: Parameter;
  /** The scale $\sigma > 0$. @defaultValue 1 */
  readonly scale?: Parameter;
}

/**
 * The logarithm of the density of Student's t distribution, element by element.
 *
 * $$ \ln p(x) = -\frac{\nu + 1}{2} \ln\left(1 + \frac{t^2}{\nu}\right) - \ln \mathrm B(\tfrac12, \tfrac{\nu}{2}) - \frac12 \ln \nu - \ln \sigma, \qquad t = \frac{x - \mu}{\sigma} $$
 *
 * Shapes: x and the parameters broadcast. Dtype: their common floating one. Numerics: accurate for every ν, towards the normal distribution as
 * well, which it is for ν = ∞ in a tensor, and finite for every finite x − μ: neither t nor its square is formed where it would overflow. Elements of tensors that are no parameters give NaN.
 * Gradients flow to x and to parameters that are tensors. `studentT` draws from it.
 *
 * @throws OptionError for a number that is not finite, or a df or scale ≤ 0; ShapeError when the shapes do not broadcast.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { studentTLogDensity } from '@hml/tensor/densities';
 * studentTLogDensity(tensor([0, 1, 1e200]), { df: 1 }).toArray() // [-1.14472988584940…, -1.83787706640934…, -922.178767083467…]
 */
export function studentTLogDensity<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  options: Numbers<StudentTLogDensityOptions>,
): Tensor<S, Floating<D>>;
export function studentTLogDensity(x: TensorLike, options: StudentTLogDensityOptions): Tensor;
export function studentTLogDensity(x: TensorLike, options: StudentTLogDensityOptions): Tensor {
  const parameters = withDefaults('studentTLogDensity', { df: undefined, loc: 0, scale: 1 }, options);
  const [at, given, loc, scale] = asParameters('studentTLogDensity', x, parameters, ['df', 'scale']);
  const isNormal = equal(given, Infinity);
  const df = where(isNormal, 1, given);
  const constant = add(add(betaln(mul(df, 0.5), 0.5), mul(log(df), 0.5)), log(scale));
  const y = neg(add(mul(mul(add(df, 1), 0.5), logOfOneAndSquare(sub(at, loc), scale, df)), constant));
  return where(isNormal, normalLogDensity(where(isNormal, at, loc), { mean: loc, std: scale }), y);
}

/** $\ln(1 + w^2)$ for $w = x / (\sigma \sqrt\nu)$, which is $2 \ln |w|$ to the last digit where w is large, also where w itself would overflow. */
function logOfOneAndSquare(x: Tensor, scale: Tensor, df: Tensor): Tensor {
  const w = div(div(x, scale), sqrt(df));
  const large = greater(abs(w), 1e8);
  const logOfSquare = sub(mul(sub(log(abs(where(large, x, 1))), log(scale)), 2), log(df));
  return where(large, logOfSquare, log1p(square(where(large, 0, w))));
}
