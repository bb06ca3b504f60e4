import type { FloatDType } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { expOf } from '../math/exp.ts';
import { expm1Of } from '../math/expm1.ts';
import { log1pOf } from '../math/log1p.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { gaussian } from './gaussian.ts';
import type { Random } from './random.ts';
import { checkFinite, checkPositive, drawScaled, sampler, type Uniforms } from './sample.ts';

/** Options of {@link truncatedNormal}. */
export interface TruncatedNormalOptions<D extends FloatDType = FloatDType> {
  /** The mean $\mu$ before truncation. @defaultValue 0 */
  readonly mean?: number;
  /** The standard deviation $\sigma > 0$ before truncation. @defaultValue 1 */
  readonly std?: number;
  /** No value lies below; may be −∞. @defaultValue -2 */
  readonly low?: number;
  /** No value lies above; may be ∞. @defaultValue 2 */
  readonly high?: number;
  /** The element type. @defaultValue 'float64' */
  readonly dtype?: D;
}

/**
 * Independent draws from a normal distribution of which only the part between two ends is left.
 *
 * $$ p(y) \propto e^{-(y - \mu)^2 / 2 \sigma^2}, \qquad \text{low} \le y \le \text{high} $$
 *
 * Shapes: `shape`. The ends are values, not multiples of σ, as in PyTorch. Each element moves the stream by one. Numerics: normal draws are
 * repeated until one lies inside; where that would be rare, draws from $e^{-m z}$ inside, m the end nearer to the mean, are accepted
 * with probability $e^{-(z - m)^2 / 2}$. More than a third of all draws are accepted for any ends, however far in the tail or close together.
 * Computed in float64; float32 may round an end outwards.
 *
 * @throws OptionError unless low < high, mean finite, std finite and > 0; ShapeError for sizes that are no whole numbers.
 * @see C. Robert, "Simulation of truncated normal variables", Statistics and Computing 5 (1995).
 * @example
 * import { random, truncatedNormal } from '@hml/tensor';
 * const x = truncatedNormal(random(0), [1000], { std: 0.02, low: -0.04, high: 0.04 });
 * x.min().item() >= -0.04 && x.max().item() <= 0.04 // true
 */
export function truncatedNormal<const S extends Shape, D extends FloatDType = 'float64'>(
  rng: Random,
  shape: S,
  options?: TruncatedNormalOptions<D>,
): Tensor<S, NoInfer<D>>;
export function truncatedNormal(rng: Random, shape: Shape, options?: TruncatedNormalOptions): Tensor {
  const { mean, std, low, high, dtype } = withDefaults('truncatedNormal', { mean: 0, std: 1, low: -2, high: 2, dtype: 'float64' }, options);
  checkFinite('truncatedNormal', 'mean', mean);
  checkPositive('truncatedNormal', 'std', std);
  if (!(low < high && low < Infinity && high > -Infinity))
    throw new OptionError({ where: 'truncatedNormal', what: 'an empty range', expected: 'low < high', got: `low ${low}, high ${high}` });
  return drawScaled(truncatedNormalOp, rng, shape, dtype, { mean, std, low, high });
}

type Params = Required<Omit<TruncatedNormalOptions, 'dtype'>>;

/** How to draw: the nearer end's distance m ≥ 0 from the mean and the width, in deviations, and whether normal draws hit too rarely. */
function plan({ mean, std, low, high }: Params): { m: number; width: number; tilted: boolean } {
  const m = Math.max(0, (low - mean) / std, (mean - high) / std);
  const width = (high - low) / std;
  const mass = m === 0 ? width : -expm1Of(-m * width) / m; // of the tilted proposal
  return { m, width, tilted: expOf(-0.5 * m * m) * mass < Math.sqrt(2 * Math.PI) };
}

function byRejection(uniforms: Uniforms, at: number, { mean, std, low, high }: Params): number {
  for (let part = 0; ; part += 2) {
    const y = mean + std * gaussian(uniforms(at, part), uniforms(at, part + 1));
    if (y >= low && y <= high) return y;
  }
}

/** Draws the distance from the nearer end, from $e^{-m d}$ on [0, width]; with the mean inside, m is 0 and that is uniform. */
function byTilting(uniforms: Uniforms, at: number, { mean, std, low, high }: Params, m: number, width: number): number {
  const cut = expm1Of(-m * width);
  for (let part = 0; ; part += 2) {
    const u = uniforms(at, part);
    const d = m === 0 ? u * width : Math.min(-log1pOf(u * cut) / m, width);
    const y = high < mean ? Math.max(high - std * d, low) : Math.min(low + std * d, high);
    const z = m === 0 ? (y - mean) / std : d;
    if (uniforms(at, part + 1) < expOf(-0.5 * z * z)) return y;
  }
}

const truncatedNormalOp = sampler<Params>({
  name: 'truncatedNormal',
  fill: (y, uniforms, start, params) => {
    const { m, width, tilted } = plan(params);
    for (let i = 0; i < y.length; i++)
      y[i] = tilted ? byTilting(uniforms, start + i, params, m, width) : byRejection(uniforms, start + i, params);
  },
  definition: (i, uniforms, start, params) => {
    const { mean, std, low, high } = params;
    const { m, width, tilted } = plan(params);
    for (let part = 0; ; part += 2) {
      const [u, v] = [uniforms(start + i, part), uniforms(start + i, part + 1)];
      if (!tilted) {
        const y = mean + std * Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
        if (low <= y && y <= high) return y;
      } else {
        const d = m === 0 ? u * width : -Math.log(1 - u * (1 - Math.exp(-m * width))) / m;
        const y = high < mean ? high - std * d : low + std * d;
        if (v < Math.exp((m ** 2 - ((y - mean) / std) ** 2) / 2 + m * d)) return y;
      }
    }
  },
});
