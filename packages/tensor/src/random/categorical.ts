import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { OptionError } from '../errors.ts';
import { cast } from '../ops/cast.ts';
import { exp } from '../ops/exp.ts';
import { max } from '../ops/max.ts';
import { sub } from '../ops/sub.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { checkShape, type Shape, sizeOf } from '../shape.ts';
import type { Reduce } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import type { Key, Random } from './random.ts';
import { checkCategories, placeOf, startOf, uniformsOf } from './sample.ts';
import { addUp, firstAbove } from './weights.ts';

/** What the numbers that categories are drawn by mean: $w_k$ itself, or $\ln w_k$. */
export type WeightKind = 'logits' | 'weights';

/** Options of {@link categorical}. */
export interface CategoricalOptions<N extends number | undefined = number | undefined> {
  /** What the numbers are: the logarithms of weights, as a network gives them, or weights. Neither need be normalized. @defaultValue 'logits' */
  readonly kind?: WeightKind;
  /** How many draws to make from each row. @defaultValue one, without an axis for it */
  readonly size?: N;
}

/**
 * Independent draws of categories, one for each row of logits or weights.
 *
 * $$ P(y = k) = \frac{w_k}{\sum_j w_j} = \operatorname{softmax}(\ell)_k, \qquad w_k = e^{\ell_k} $$
 *
 * Shapes: [..., K] → [...], or [..., size]. Dtype: int32. Each draw moves the stream by one. Numerics: the weights are added up in float64
 * from left to right and the first sum above a uniform share of the total is taken; logits may be of any size, and a weight of 0 (a
 * logit of −∞) is never drawn. Cost: $O(K + \text{size} \log K)$ a row. No gradient.
 *
 * @throws DataError for weights that are negative, infinite, NaN or all 0; ShapeError when there is nothing to choose from; OptionError for
 * a kind that does not exist.
 * @example
 * import { categorical, random, tensor } from '@hml/tensor';
 * categorical(random(0), tensor([[-Infinity, 3], [9, -Infinity]])).toArray() // [1, 0]
 * const x = categorical(random(0), tensor([1, 3]), { kind: 'weights', size: 1000 });
 * Math.abs(x.mean().item() - 0.75) < 0.05 // true
 */
export function categorical<S extends Shape>(
  rng: Random,
  x: TensorLike<S>,
  options?: CategoricalOptions<undefined>,
): Tensor<Reduce<S, -1, false>, 'int32'>;
export function categorical<S extends Shape, const N extends number>(
  rng: Random,
  x: TensorLike<S>,
  options: CategoricalOptions<N>,
): Tensor<readonly [...Reduce<S, -1, false>, N], 'int32'>;
export function categorical(rng: Random, x: TensorLike, options?: CategoricalOptions): Tensor {
  const { kind, size } = withDefaults('categorical', { kind: 'logits', size: undefined }, options);
  if (kind !== 'logits' && kind !== 'weights')
    throw new OptionError({ where: 'categorical', what: 'kind', expected: "'logits' or 'weights'", got: String(kind) });
  const rows = asTensor('categorical', x);
  checkCategories('categorical', 'x', rows);
  return drawCategories('categorical', rng, kind === 'logits' ? relativeWeights(rows) : rows, size === undefined ? [] : [size]);
}

/** The weights of logits, in float64; the largest of each row is 1. */
function relativeWeights(logits: Tensor): Tensor {
  const x = cast(logits, 'float64');
  return exp(sub(x, max(x, -1, { keepDims: true })));
}

/** Draws `shape` of categories from each row of weights, on behalf of the function `where`. */
export function drawCategories(where: string, rng: Random, weights: Tensor, shape: Shape): Tensor {
  checkShape(where, shape);
  const whole = Object.freeze([...weights.shape.slice(0, -1), ...shape]);
  const start = rng.advance(sizeOf(whole));
  return apply(categoricalOp, [start, weights], { where, key: rng.key, shape: whole });
}

interface CategoricalAttrs {
  readonly where: string;
  readonly key: Key;
  readonly shape: Shape;
}

const categoricalOp = primitive<'counter' | 'weights', CategoricalAttrs>({
  name: 'categorical',
  inputs: ['counter', 'weights'],
  infer: (_, { shape }) => ({ shape, dtype: 'int32' }),
  run: ([counter, weights], { where, key }, { shape, dtype }) => {
    const uniforms = uniformsOf(key, 'float64');
    const start = startOf(counter);
    const { data, offset } = compact(weights);
    const K = weights.shape[weights.ndim - 1];
    const sums = new Float64Array(K);
    const y = allocate(dtype, sizeOf(shape));
    const perRow = (y.length * K) / weights.size;
    for (let i = 0; i < y.length; i++) {
      if (i % perRow === 0) addUp(where, data, offset + (i / perRow) * K, sums);
      y[i] = firstAbove(sums, uniforms(start + i) * sums[K - 1]);
    }
    return weights.like(y, shape, dtype);
  },
  definition: (index, [counter, weights], { key, shape }) => {
    const row = index.slice(0, weights.shape.length - 1);
    let total = 0;
    const sums = Array.from({ length: weights.shape[row.length] }, (_, k) => {
      total += weights(...row, k);
      return total;
    });
    const u = uniformsOf(key, 'float64')(counter() + placeOf(index, shape));
    return sums.findIndex((sum) => sum > u * total);
  },
});
