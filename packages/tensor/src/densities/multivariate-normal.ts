import { inNameOf } from '../in-name-of.ts';
import { solveTriangular } from '../linalg/solve-triangular.ts';
import { abs } from '../ops/abs.ts';
import { add } from '../ops/add.ts';
import { diagonal } from '../ops/diagonal.ts';
import { div } from '../ops/div.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { log } from '../ops/log.ts';
import { mul } from '../ops/mul.ts';
import { square } from '../ops/square.ts';
import { squeeze } from '../ops/squeeze.ts';
import { sub } from '../ops/sub.ts';
import { sum } from '../ops/sum.ts';
import { mT } from '../ops/transpose.ts';
import { withDefaults } from '../options.ts';
import { asFloating } from '../prepare.ts';
import { checkTensor } from '../random/sample.ts';
import { type Spread, scaleOf } from '../random/spread.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { checkLastAxes } from './last-axes.ts';
import { halfLogTwoPi } from './normal.ts';

/** Options of {@link multivariateNormalLogDensity}: the mean, and exactly one of the three others. */
export interface MultivariateNormalLogDensityOptions extends Spread {
  /** The mean $\mu$ [..., d]. */
  readonly mean: TensorLike;
}

/**
 * The logarithm of the density of a multivariate normal distribution, row by row.
 *
 * $$ \ln p(x) = -\frac12 \lVert z \rVert^2 - \sum_i \ln |L_{ii}| - \frac d2 \ln 2\pi, \qquad L z = x - \mu, \quad L L^\top = \Sigma $$
 *
 * Shapes: x [..., d], mean [..., d] and the matrix [..., d, d] or std [..., d], whose other axes broadcast → [...]. Dtype: the common floating
 * one. Gradients flow to x, mean and the spread. Cost: one factorization of each covariance, and $O(d^2)$ a row; rows that share a matrix (its
 * last other axis is missing or 1) are solved for together. `multivariateNormal` draws from it.
 *
 * @throws OptionError unless exactly one of covariance, cholesky and std is given; DataError for a covariance that is not symmetric or not
 * positive definite; ShapeError when the rows have different lengths or the shapes do not broadcast.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { multivariateNormalLogDensity } from '@hml/tensor/densities';
 * const x = tensor([[0, 0], [1, 2]]);
 * multivariateNormalLogDensity(x, { mean: tensor([0, 0]), covariance: tensor([[2, 1], [1, 2]]) }).toArray() // [-2.38718321074340…, -3.38718321074340…]
 * multivariateNormalLogDensity(x, { mean: tensor([0, 0]), std: tensor([1, 2]) }).toArray() // [-2.53102424696929…, -3.53102424696929…]
 */
export function multivariateNormalLogDensity(x: TensorLike, options: MultivariateNormalLogDensityOptions): Tensor {
  const name = 'multivariateNormalLogDensity';
  const { mean, ...spread } = withDefaults(name, { mean: undefined, covariance: undefined, cholesky: undefined, std: undefined }, options);
  checkTensor(name, 'mean', mean);
  const { scale, isStd } = scaleOf(name, spread);
  const [at, centre, L] = asFloating(name, [x, mean, scale]);
  checkLastAxes(name, 'x and mean', at, centre);
  checkLastAxes(name, isStd ? 'x and std' : 'x and a matrix [..., n, n]: x', at, L);
  const off = sub(at, centre);
  const z = isStd ? div(off, L) : inNameOf(name, () => whitened(L, off));
  const logScale = sum(log(isStd ? L : abs(diagonal(L, 0, -2, -1))), -1);
  return sub(mul(sum(square(z), -1), -0.5), add(logScale, halfLogTwoPi * off.shape[off.ndim - 1]));
}

/** $L^{-1} x$ for every row of x; rows that share a matrix are the columns of one system. */
function whitened(L: Tensor, x: Tensor): Tensor {
  if (x.ndim > 1 && (L.ndim === 2 || L.shape[L.ndim - 3] === 1)) {
    const shared = L.ndim === 2 ? L : squeeze(L, -3);
    return mT(solveTriangular(shared, mT(x), { lower: true }));
  }
  return squeeze(solveTriangular(L, expandDims(x, -1), { lower: true }), -1);
}
