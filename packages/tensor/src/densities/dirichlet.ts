import { add } from '../ops/add.ts';
import { div } from '../ops/div.ts';
import { gammaTerm } from '../ops/gamma-term.ts';
import { log } from '../ops/log.ts';
import { mul } from '../ops/mul.ts';
import { round } from '../ops/round.ts';
import { squeeze } from '../ops/squeeze.ts';
import { sub } from '../ops/sub.ts';
import { sum } from '../ops/sum.ts';
import { withDefaults } from '../options.ts';
import { asFloating } from '../prepare.ts';
import { checkCategories, checkTensor } from '../random/sample.ts';
import { untaped } from '../tape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { checkLastAxes } from './last-axes.ts';
import { onPositive } from './parameters.ts';

/** Options of {@link dirichletLogDensity}. */
export interface DirichletLogDensityOptions {
  /** The concentrations $\alpha$ [..., K], each > 0. */
  readonly alpha: TensorLike;
}

/**
 * The logarithm of the density of a Dirichlet distribution, row by row.
 *
 * $$ \ln p(x) = \ln\Gamma(A) + \sum_i \big( (\alpha_i - 1) \ln x_i - \ln\Gamma(\alpha_i) \big), \quad A = \sum_i \alpha_i, \quad x_i \ge 0, \sum_i x_i = 1 $$
 *
 * Shapes: x [..., K] and alpha [..., K], whose other axes broadcast → [...]. Dtype: the common floating one. Numerics: −∞ where an element of x is
 * negative; whether a row sums to 1 is not asked, and what rounding makes of it counts A times. Elements of alpha that are no parameters
 * give NaN. Gradients flow to x and alpha; where an element of x is
 * 0, that of its own α is −∞. `dirichlet` draws from it.
 *
 * @throws ShapeError when the rows have different lengths or none, or the shapes do not broadcast; OptionError for an alpha that is no tensor.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { dirichletLogDensity } from '@hml/tensor/densities';
 * dirichletLogDensity(tensor([0.25, 0.25, 0.5]), { alpha: tensor([1, 1, 2]) }).item() // 1.0986122886681…
 */
export function dirichletLogDensity(x: TensorLike, options: DirichletLogDensityOptions): Tensor {
  const { alpha: concentrations } = withDefaults('dirichletLogDensity', { alpha: undefined }, options);
  checkTensor('dirichletLogDensity', 'alpha', concentrations);
  const [at, alpha] = asFloating('dirichletLogDensity', [x, concentrations]);
  checkCategories('dirichletLogDensity', 'alpha', alpha, 'nothing to share');
  checkLastAxes('dirichletLogDensity', 'x and alpha', at, alpha);
  const A = sum(alpha, -1, { keepDims: true });
  const terms = onPositive(at, (positive) => gammaTerm(alpha, positive, A));
  // The terms count A x for every element, and (α − 1) ln A too much: both are taken back, where they do not cancel against large numbers.
  const constant = sub(mul(log(A), alpha.shape[alpha.ndim - 1] - 1), gammaTerm(add(A, 1), A));
  return add(sum(terms, -1), squeeze(add(constant, mul(A, sumLess1(at))), -1));
}

/** $\sum_i x_i - 1$ along the last axis: the leading bits of shares add up exactly, and what is left of them is too small to round much. */
function sumLess1(x: Tensor): Tensor {
  const leading = div(round(mul(untaped(x), 2 ** 20)), 2 ** 20);
  return add(sub(sum(leading, -1, { keepDims: true }), 1), sum(sub(x, leading), -1, { keepDims: true }));
}
