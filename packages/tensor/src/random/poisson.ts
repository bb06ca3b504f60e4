import { OptionError } from '../errors.ts';
import { expOf } from '../math/exp.ts';
import { lgammaOf } from '../math/gamma.ts';
import { logOf } from '../math/log.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { Random } from './random.ts';
import { drawWith, sampler, type Uniforms } from './sample.ts';

/** Options of {@link poisson}. */
export interface PoissonOptions {
  /** The mean $\lambda$, from 0 to 2e9. @defaultValue 1 */
  readonly lambda?: number;
}

/**
 * Independent draws from a Poisson distribution: how many events come, when λ come on average.
 *
 * $$ P(y = k) = \frac{\lambda^k e^{-\lambda}}{k!} $$
 *
 * Shapes: `shape`. Dtype: int32. Each element moves the stream by one. Numerics: below $\lambda = 10$ the distribution function is added up
 * until it passes a uniform number; from there on by Hörmann's transformed rejection, at a cost that does not grow with λ.
 *
 * @throws OptionError unless 0 ≤ lambda ≤ 2e9, beyond which int32 would not hold the draws; ShapeError for sizes that are no whole numbers.
 * @see W. Hörmann, "The transformed rejection method for generating Poisson random variables", Insurance: Mathematics and Economics 12
 * (1993), algorithm PTRS.
 * @example
 * import { poisson, random } from '@hml/tensor';
 * const x = poisson(random(0), [1000], { lambda: 4 });
 * Math.abs(x.mean().item() - 4) < 0.2 // true
 */
export function poisson<const S extends Shape>(rng: Random, shape: S, options?: PoissonOptions): Tensor<S, 'int32'>;
export function poisson(rng: Random, shape: Shape, options?: PoissonOptions): Tensor {
  const { lambda } = withDefaults('poisson', { lambda: 1 }, options);
  if (!(lambda >= 0 && lambda <= 2e9))
    throw new OptionError({ where: 'poisson', what: 'lambda', expected: 'a number from 0 to 2e9', got: String(lambda) });
  return drawWith(poissonOp, rng, shape, 'int32', { lambda });
}

/** The first k whose distribution function passes u; the sum stops growing some 1e-16 below 1. */
function byInversion(u: number, lambda: number): number {
  let p = expOf(-lambda);
  let sum = p;
  for (let k = 0; ; ) {
    if (u < sum) return k;
    k++;
    p *= lambda / k;
    if (sum + p === sum) return k;
    sum += p;
  }
}

/** The letters are Hörmann's. Most draws are accepted by the first test, which lies within the second. */
function byTransformedRejection(uniforms: Uniforms, at: number, lambda: number): number {
  const logLambda = logOf(lambda);
  const b = 0.931 + 2.53 * Math.sqrt(lambda);
  const a = -0.059 + 0.02483 * b;
  const logAlpha = logOf(1.1239 + 1.1328 / (b - 3.4));
  for (let part = 0; ; part += 2) {
    const u = uniforms(at, part) - 0.5;
    const v = uniforms(at, part + 1);
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + lambda + 0.43);
    if (us >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (logOf(v) + logAlpha - logOf(a / (us * us) + b) <= k * logLambda - lambda - lgammaOf(k + 1)) return k;
  }
}

const poissonOp = sampler<{ readonly lambda: number }>({
  name: 'poisson',
  fill: (y, uniforms, start, { lambda }) => {
    for (let i = 0; i < y.length; i++)
      y[i] = lambda < 10 ? byInversion(uniforms(start + i), lambda) : byTransformedRejection(uniforms, start + i, lambda);
  },
  definition: (i, uniforms, start, { lambda }) => {
    const logP = (k: number): number => {
      let sum = -lambda;
      for (let j = 1; j <= k; j++) sum += Math.log(lambda / j);
      return sum;
    };
    if (lambda < 10) {
      const shares = Array.from({ length: 99 }, (_, k) => Math.exp(logP(k)));
      return shares.findIndex((_, k) => shares.slice(0, k + 1).reduce((sum, p) => sum + p) > uniforms(start + i));
    }
    const b = 0.931 + 2.53 * Math.sqrt(lambda);
    const a = -0.059 + 0.02483 * b;
    for (let part = 0; ; part += 2) {
      const [u, v] = [uniforms(start + i, part) - 0.5, uniforms(start + i, part + 1)];
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + lambda + 0.43);
      if (k < 0 || (us < 0.013 && v > us)) continue; // never accepted, and too large to add up to
      if (v * (1.1239 + 1.1328 / (b - 3.4)) <= Math.exp(logP(k)) * (a / us ** 2 + b)) return k;
    }
  },
});
