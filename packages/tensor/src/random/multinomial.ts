import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { OptionError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { checkShape, type Shape, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { binomialDraw } from './binomial-draw.ts';
import type { Key, Random } from './random.ts';
import { checkCategories, checkTensor, startOf, uniformsOf } from './sample.ts';
import { addUp } from './weights.ts';

/** Options of {@link multinomial}. */
export interface MultinomialOptions<P extends Shape = Shape> {
  /** How many are drawn for each row, from 0 to 2³¹ − 1. */
  readonly n: number;
  /** How likely each category is, relative to the others: p [..., K], ≥ 0, not all 0. */
  readonly p: TensorLike<P>;
}

/**
 * Independent draws from a multinomial distribution: how many of n fall into each of K categories.
 *
 * $$ P(k) = n! \prod_i \frac{p_i^{k_i}}{k_i!}, \qquad k_i \sim \operatorname{Bin}\Big(n - \sum_{j<i} k_j,\; \frac{p_i}{\sum_{j \ge i} p_j}\Big) $$
 *
 * Shapes: p [..., K] → [...shape, ..., K], `shape` draws for each row of p. Dtype: int32. Each element moves the stream by one. A category of
 * probability 0 is never drawn. Cost: $O(K)$ a row, whatever n. No gradient.
 *
 * @throws OptionError for an n that is no whole number from 0 to 2³¹ − 1; DataError for p that are negative, infinite, NaN or all 0; ShapeError
 * when there is nothing to choose from.
 * @example
 * import { multinomial, random, tensor } from '@hml/tensor';
 * const dice = multinomial(random(0), [2], { n: 6000, p: tensor([1, 1, 1, 1, 1, 1]) });
 * dice.shape // [2, 6]
 * dice.sum(1).toArray() // [6000, 6000]
 */
export function multinomial<const S extends Shape, P extends Shape>(
  rng: Random,
  shape: S,
  options: MultinomialOptions<P>,
): Tensor<readonly [...S, ...P], 'int32'>;
export function multinomial(rng: Random, shape: Shape, options: MultinomialOptions): Tensor {
  const { n, p } = withDefaults('multinomial', { n: undefined, p: undefined }, options);
  if (!Number.isInteger(n) || n < 0 || n > 2147483647) {
    throw new OptionError({ where: 'multinomial', what: 'n', expected: 'a whole number from 0 to 2147483647', got: String(n) });
  }
  checkShape('multinomial', shape);
  checkTensor('multinomial', 'p', p);
  const weights = asTensor('multinomial', p);
  checkCategories('multinomial', 'p', weights);
  const whole = Object.freeze([...shape, ...weights.shape]);
  const start = rng.advance(sizeOf(whole));
  return apply(multinomialOp, [start, weights], { key: rng.key, shape: whole, n });
}

const multinomialOp = primitive<'counter' | 'p', { readonly key: Key; readonly shape: Shape; readonly n: number }>({
  name: 'multinomial',
  inputs: ['counter', 'p'],
  infer: (_, { shape }) => ({ shape, dtype: 'int32' }),
  run: ([counter, p], { key, n }, { shape, dtype }) => {
    const uniforms = uniformsOf(key, 'float64');
    const start = startOf(counter);
    const { data, offset } = compact(p);
    const K = p.shape[p.ndim - 1];
    const rests = new Float64Array(K);
    const y = allocate(dtype, sizeOf(shape));
    for (let i = 0; i < y.length; i += K) {
      const row = offset + (i % p.size);
      addUp('multinomial', data, row, rests); // checks the weights
      for (let k = K - 1, rest = 0; k >= 0; k--) rests[k] = rest += data[row + k];
      let left = n;
      for (let k = 0; left > 0 && rests[k] > 0; k++) {
        y[i + k] = rests[k] === data[row + k] ? left : binomialDraw(uniforms, start + i + k, left, data[row + k] / rests[k]);
        left -= y[i + k];
      }
    }
    return p.like(y, shape, dtype);
  },
  definition: (index, [counter, p], { key, shape, n }) => {
    const uniforms = uniformsOf(key, 'float64');
    const K = shape[shape.length - 1];
    const row = index.slice(index.length - p.shape.length, -1);
    const weights = Array.from({ length: K }, (_, k) => p(...row, k));
    const first = counter() + index.slice(0, -1).reduce((at, place, axis) => at * shape[axis] + place, 0) * K;
    let left = n;
    for (let k = 0; ; k++) {
      const rest = weights.slice(k).reduceRight((sum, w) => sum + w, 0);
      const count = left === 0 || rest === 0 ? 0 : rest === weights[k] ? left : binomialDraw(uniforms, first + k, left, weights[k] / rest);
      if (k === index[index.length - 1]) return count;
      left -= count;
    }
  },
});
