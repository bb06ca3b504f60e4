import { abs } from '../ops/abs.ts';
import { add } from '../ops/add.ts';
import { div } from '../ops/div.ts';
import { gammaTerm } from '../ops/gamma-term.ts';
import { max } from '../ops/max.ts';
import { mul } from '../ops/mul.ts';
import { sub } from '../ops/sub.ts';
import { sum } from '../ops/sum.ts';
import { withDefaults } from '../options.ts';
import { asFloating } from '../prepare.ts';
import { checkCategories, checkTensor } from '../random/sample.ts';
import { untaped } from '../tape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { checkLastAxes } from './last-axes.ts';
import { countsOf, onCounts } from './poisson.ts';

/** Options of {@link multinomialLogDensity}. */
export interface MultinomialLogDensityOptions {
  /** How likely each category is, relative to the others: p [..., K], ≥ 0. */
  readonly p: TensorLike;
}

/**
 * The logarithm of the probabilities of a multinomial distribution, row by row: how $n = \sum_i k_i$ draws fall into K categories.
 *
 * $$ \ln P(k) = \ln n! + \sum_i \left( k_i \ln \frac{p_i}{\sum_j p_j} - \ln k_i! \right) $$
 *
 * Shapes: x (the counts k) [..., K] and p [..., K], whose other axes broadcast → [...]. Dtype: the common floating one. Numerics: −∞ where an
 * element is no count or falls into a category of probability 0; accurate also for many draws, where the terms of the formula would cancel,
 * and for weights of any size. NaN for p that are negative, infinite or all 0. Gradients flow to p, of which only the ratios count. `multinomial` draws from it.
 *
 * @throws ShapeError when the rows have different lengths or none, or the shapes do not broadcast; OptionError for a p that is no tensor.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { multinomialLogDensity } from '@hml/tensor/densities';
 * multinomialLogDensity(tensor([[1, 1], [2, 0]]), { p: tensor([0.5, 0.5]) }).toArray() // [-0.693147180559945…, -1.38629436111989…]
 */
export function multinomialLogDensity(x: TensorLike, options: MultinomialLogDensityOptions): Tensor {
  const { p } = withDefaults('multinomialLogDensity', { p: undefined }, options);
  checkTensor('multinomialLogDensity', 'p', p);
  const [k, weights] = asFloating('multinomialLogDensity', [x, p]);
  checkCategories('multinomialLogDensity', 'p', weights);
  checkLastAxes('multinomialLogDensity', 'x and p', k, weights);
  const n = sum(countsOf(k), -1, { keepDims: true });
  const shares = sharesOf(weights);
  const terms = onCounts(k, (counts) => gammaTerm(add(counts, 1), mul(n, shares)));
  return sub(sum(terms, -1), sum(gammaTerm(add(n, 1), mul(n, sum(shares, -1, { keepDims: true }))), -1));
}

/**
 * The weights of each row, times what makes their sum 1. Only their ratios count in what comes of them, so that the factor is a constant to
 * every derivative; by sizes, so that negative weights stay negative; in two steps, since the sum may leave the range of numbers.
 */
function sharesOf(weights: Tensor): Tensor {
  const near1 = div(weights, max(abs(untaped(weights)), -1, { keepDims: true }));
  return div(near1, sum(abs(untaped(near1)), -1, { keepDims: true }));
}
