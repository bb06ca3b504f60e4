import { ShapeError } from '../errors.ts';
import { add } from '../ops/add.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { matmul } from '../ops/matmul.ts';
import { mul } from '../ops/mul.ts';
import { squeeze } from '../ops/squeeze.ts';
import { mT } from '../ops/transpose.ts';
import { withDefaults } from '../options.ts';
import { asFloating } from '../prepare.ts';
import { broadcastShapes, checkShape, type Shape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { normal } from './normal.ts';
import type { Random } from './random.ts';
import { checkTensor } from './sample.ts';
import { type Spread, scaleOf } from './spread.ts';

/** Options of {@link multivariateNormal}: the mean, and exactly one of the three others. */
export interface MultivariateNormalOptions extends Spread {
  /** The mean $\mu$ [..., d]. */
  readonly mean: TensorLike;
}

/**
 * Independent draws from a multivariate normal distribution.
 *
 * $$ y = \mu + L z, \qquad z_i \sim \mathcal N(0, 1), \quad L L^\top = \Sigma $$
 *
 * Shapes: mean [..., d] and the matrix [..., d, d] or std [..., d], whose other axes broadcast → [...shape, ..., d]. Dtype: the common floating
 * one. The stream moves by one for each element, rounded up to an even number. Gradients flow to the mean and the spread, whichever of the three it is.
 *
 * @throws OptionError unless exactly one of covariance, cholesky and std is given; DataError for a covariance that is not symmetric or not
 * positive definite; ShapeError when the sizes do not fit.
 * @example
 * import { multivariateNormal, random, tensor } from '@hml/tensor';
 * const x = multivariateNormal(random(0), [1000], { mean: tensor([0, 5]), covariance: tensor([[2, 1], [1, 2]]) });
 * x.shape // [1000, 2]
 * Math.abs(x.mean(0).at(1).item() - 5) < 0.2 // true
 */
export function multivariateNormal(rng: Random, shape: Shape, options: MultivariateNormalOptions): Tensor {
  const name = 'multivariateNormal';
  const { mean, ...spread } = withDefaults(name, { mean: undefined, covariance: undefined, cholesky: undefined, std: undefined }, options);
  checkShape(name, shape);
  checkTensor(name, 'mean', mean);
  const { scale, isStd } = scaleOf(name, spread);
  const [centre, L] = asFloating(name, [mean, scale]);
  const d = L.shape.at(-1);
  if (centre.shape.at(-1) !== d || (!isStd && L.shape.at(-2) !== d)) {
    const expected = isStd ? 'mean [..., d] and std [..., d]' : 'mean [..., d] and a matrix [..., d, d]';
    throw new ShapeError({ where: name, what: 'sizes do not fit', expected, got: `${shapeText(centre.shape)} and ${shapeText(L.shape)}` });
  }
  const batch = broadcastShapes(name, centre.shape, isStd ? L.shape : L.shape.slice(0, -1));
  const z = normal(rng, [...shape, ...batch], { dtype: L.dtype === 'float32' ? 'float32' : 'float64' });
  return add(isStd ? mul(z, L) : spreadOut(L, z), centre);
}

/** $L z$ for every row of z; with one matrix for all, as one product. */
function spreadOut(L: Tensor, z: Tensor): Tensor {
  return L.ndim === 2 && z.ndim > 1 ? matmul(z, mT(L)) : squeeze(matmul(L, expandDims(z, -1)), -1);
}
