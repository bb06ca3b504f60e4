import { OptionError } from '../errors.ts';
import { less } from '../ops/less.ts';
import { withDefaults } from '../options.ts';
import { checkShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { Random } from './random.ts';
import { uniform } from './uniform.ts';

/** Options of {@link bernoulli}. */
export interface BernoulliOptions {
  /** The probability of true, from 0 to 1. @defaultValue 0.5 */
  readonly p?: number;
}

/**
 * Independent draws of true and false: coins that show heads with probability p.
 *
 * $$ y_i = [u_i < p], \qquad P(y_i = 1) = p $$
 *
 * Shapes: `shape`. Dtype: bool. Each element moves the stream by one. Probabilities 0 and 1 are kept to the letter. For probabilities
 * that differ, `less(uniform(rng, p.shape), p)`.
 *
 * @throws OptionError unless 0 ≤ p ≤ 1; ShapeError for sizes that are no whole numbers.
 * @example
 * import { bernoulli, random } from '@hml/tensor';
 * const heads = bernoulli(random(0), [1000], { p: 0.3 });
 * heads.dtype // 'bool'
 * Math.abs(heads.mean().item() - 0.3) < 0.05 // true
 */
export function bernoulli<const S extends Shape>(rng: Random, shape: S, options?: BernoulliOptions): Tensor<S, 'bool'>;
export function bernoulli(rng: Random, shape: Shape, options?: BernoulliOptions): Tensor {
  const { p } = withDefaults('bernoulli', { p: 0.5 }, options);
  if (!(p >= 0 && p <= 1)) throw new OptionError({ where: 'bernoulli', what: 'p', expected: 'a probability, from 0 to 1', got: String(p) });
  checkShape('bernoulli', shape);
  return less(uniform(rng, shape), p);
}
