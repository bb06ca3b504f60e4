import type { Matrix, Random } from '@hml/tensor';
import { exp, matmul, mT, mul, normal, qr, wrap } from '@hml/tensor';

/**
 * A random matrix whose singular values fall off like a bell about `effectiveRank`, with a tail that does not: `tailStrength` is its share.
 *
 * $$ U \operatorname{diag}\big((1 - \tau) e^{-(i/r)^2} + \tau e^{-i / 10 r}\big) V^{\top} $$
 */
export function lowRankMatrix(
  nSamples: number,
  nFeatures: number,
  effectiveRank: number,
  tailStrength: number,
  rng: Random,
): Matrix<'float64'> {
  const n = Math.min(nSamples, nFeatures);
  const { q: u } = qr(normal(rng.split(0), [nSamples, n]));
  const { q: v } = qr(normal(rng.split(1), [nFeatures, n]));
  const profile = (exponent: (i: number) => number): Float64Array =>
    exp(wrap(Float64Array.from({ length: n }, (_, i) => exponent(i)))).toTypedArray();
  const bell = profile((i) => -((i / effectiveRank) ** 2));
  const tail = profile((i) => (-0.1 * i) / effectiveRank);
  const s = wrap(bell.map((value, i) => (1 - tailStrength) * value + tailStrength * tail[i]));
  return matmul(mul(u, s), mT(v));
}
