import type { DType, Floating, Promote } from '../dtype.ts';
import { withDefaults } from '../options.ts';
import { asFloating } from '../prepare.ts';
import { broadcastShapes, normalizeAxis, type Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast, Reduce } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { abs } from './abs.ts';
import { div } from './div.ts';
import { equal } from './equal.ts';
import { max } from './max.ts';
import { maximum } from './maximum.ts';
import { mul } from './mul.ts';
import { sqrt } from './sqrt.ts';
import { sum } from './sum.ts';
import { where } from './where.ts';

/** Options of {@link cosineSimilarity}. */
export interface CosineSimilarityOptions {
  /** The least length by which a vector is divided. @defaultValue 1e-8 */
  readonly eps?: number;
}

/**
 * The cosine of the angle between vectors.
 *
 * $$ y = \frac{a \cdot b}{\max(\lVert a \rVert, \varepsilon)\, \max(\lVert b \rVert, \varepsilon)}, \qquad
 *    \bar a = \frac{\bar y}{\lVert a \rVert} \left( \frac{b}{\lVert b \rVert} - y\, \frac{a}{\lVert a \rVert} \right) $$
 *
 * Shapes: a and b broadcast; `axis` of the common shape, the last if not given, holds the components and disappears.
 * Dtype: the common one; integers give float64.
 * Numerics: lengths are taken in units of the largest component, so that squares neither overflow nor underflow; a vector of zeros has cosine 0
 * with all others.
 *
 * @throws ShapeError when the shapes do not broadcast or the axis does not exist; DataError for an axis without components.
 * @example
 * import { cosineSimilarity, tensor } from '@hml/tensor';
 * cosineSimilarity(tensor([3, 4]), tensor([[3, 4], [-3, -4], [8, -6], [0, 0]])).toArray() // [1, -1, 0, 0]
 */
export function cosineSimilarity<A extends Shape, B extends Shape, D extends DType, E extends DType, const X extends number = -1>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
  axis?: X,
  options?: CosineSimilarityOptions,
): Tensor<Reduce<Broadcast<A, B>, X, false>, Floating<Promote<D, E>>>;
export function cosineSimilarity(left: TensorLike, right: TensorLike, axis = -1, options?: CosineSimilarityOptions): Tensor {
  const { eps } = withDefaults('cosineSimilarity', { eps: 1e-8 }, options);
  const [a, b] = asFloating('cosineSimilarity', [left, right]);
  const shape = broadcastShapes('cosineSimilarity', a.shape, b.shape);
  const along = normalizeAxis('cosineSimilarity', axis, shape.length);
  return sum(mul(unit(a.broadcastTo(shape), along, eps), unit(b.broadcastTo(shape), along, eps)), along);
}

/** The vectors divided by their lengths, or by `eps` where those are less. */
function unit(x: Tensor, axis: number, eps: number): Tensor {
  const largest = max(abs(x), axis, { keepDims: true });
  const zero = equal(largest, 0);
  const scale = where(zero, 1, largest);
  const scaled = div(x, scale);
  const squares = sum(mul(scaled, scaled), axis, { keepDims: true });
  const length = where(zero, 0, sqrt(where(zero, 1, squares))); // sqrt has no derivative at 0
  return div(scaled, maximum(length, div(eps, scale)));
}
