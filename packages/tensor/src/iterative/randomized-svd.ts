import { wrap } from '../creation.ts';
import type { DType } from '../dtype.ts';
import { copyOf } from '../elementwise.ts';
import { leadingSign } from '../linalg/matrices.ts';
import { qr } from '../linalg/qr.ts';
import { svd } from '../linalg/svd.ts';
import { matmul } from '../ops/matmul.ts';
import { slice } from '../ops/slice.ts';
import { mT } from '../ops/transpose.ts';
import { withDefaults } from '../options.ts';
import { normal } from '../random/normal.ts';
import { type Random, random } from '../random/random.ts';
import type { Tensor } from '../tensor.ts';
import { largestSize } from '../vectors.ts';
import { type FloatOf, type LinearLike, type Products, productsOf } from './operator.ts';
import { checkFiniteProduct, checkWhole } from './options.ts';

/** Options of {@link randomizedSvd}. */
export interface RandomizedSvdOptions {
  /** How many directions are looked at beyond those that are asked for. @defaultValue 10 */
  readonly oversampling?: number;
  /** How often the range is multiplied by $A A^\top$, which lets what is small fade. @defaultValue 4 */
  readonly powerIterations?: number;
  /** The stream that the first directions are drawn from, which moves on. @defaultValue `random(0)` */
  readonly rng?: Random | undefined;
}

/** What {@link randomizedSvd} gives. */
export interface RandomizedSvd<D extends DType = DType> {
  /** The left singular vectors, the columns of U [m, k]. */
  readonly u: Tensor<readonly [number, number], D>;
  /** The largest singular values [k], descending. */
  readonly s: Tensor<readonly [number], D>;
  /** The right singular vectors, the rows of Vᵀ [k, n]. */
  readonly vh: Tensor<readonly [number, number], D>;
}

const where = 'randomizedSvd';

/**
 * The largest singular values and their vectors, found in the range of A as random directions show it.
 *
 * $$ Q = \operatorname{qr}\big( (A A^\top)^q A\, \Omega \big), \qquad Q^\top A = \tilde U \Sigma V^\top, \qquad U = Q \tilde U $$
 *
 * with Ω [n, k + oversampling] normal and an orthogonalization after every product. Shapes: A [m, n], dense, sparse or an operator with
 * `applyTransposed` that takes matrices → u [m, k], s [k], vh [k, n]. Dtype: that of A, integers and operators give float64; computed in
 * float64. Signs: the largest component of each column of U is positive. Numerics: where the values beyond k + oversampling are 0, exact up to
 * rounding; else the error falls as $(\sigma_{k + p + 1} / \sigma_k)^{2 q + 1}$. No gradient.
 * Cost: 2 (q + 1) products with k + p columns, and $O((m + n)(k + p)^2)$ for each.
 *
 * @throws OptionError unless $1 \le k \le \min(m, n)$; DataError when something is not finite.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { randomizedSvd } from '@hml/tensor/iterative';
 * const { s, u } = randomizedSvd(tensor([[3, 0], [0, 4], [0, 0]]), 1);
 * s.toArray() // [4.0000…]
 * u.shape // [3, 1]
 * @see N. Halko, P.-G. Martinsson, J. Tropp, "Finding structure with randomness", SIAM Review 53 (2011), algorithms 4.4 and 5.1.
 */
export function randomizedSvd<A extends LinearLike>(A: A, k: number, options?: RandomizedSvdOptions): RandomizedSvd<FloatOf<A>>;
export function randomizedSvd(A: LinearLike, k: number, options?: RandomizedSvdOptions): RandomizedSvd {
  const defaults = { oversampling: 10, powerIterations: 4, rng: undefined };
  const { oversampling, powerIterations, rng = random(0) } = withDefaults(where, defaults, options);
  const matrix = productsOf(where, A);
  const [m, n] = matrix.shape;
  checkWhole(where, 'k', k, 1, Math.min(m, n));
  checkWhole(where, 'oversampling', oversampling, 0);
  checkWhole(where, 'powerIterations', powerIterations, 0);
  const directions = normal(rng, [n, Math.min(k + oversampling, m, n)]);
  const q = rangeOf(matrix, directions, powerIterations);
  // Qᵀ A is wide: its transpose is what the products give, and has the vectors of U on its right.
  const parts = svd(finite(matrix.transposedTimes(q)));
  const u = matmul(q, mT(parts.vh));
  const signs = signsOf(u, k);
  const { dtype } = matrix;
  return {
    u: slice(u, ':', [0, k]).mul(signs).reshape([m, k]).cast(dtype),
    s: slice(parts.s, [0, k]).reshape([k]).cast(dtype),
    vh: mT(slice(parts.u, ':', [0, k]).mul(signs))
      .reshape([k, n])
      .cast(dtype),
  };
}

/** An orthonormal basis of what $(A A^\top)^q A$ makes of the directions. */
function rangeOf({ times, transposedTimes }: Products, directions: Tensor, powerIterations: number): Tensor {
  let q: Tensor = qr(finite(times(directions))).q;
  for (let i = 0; i < powerIterations; i++) q = qr(finite(times(qr(finite(transposedTimes(q))).q))).q;
  return q;
}

function finite(x: Tensor): Tensor {
  checkFiniteProduct(where, largestSize(Float64Array.from(copyOf(x))));
  return x;
}

/** What makes the largest component of each of the first k columns positive. */
function signsOf(u: Tensor, k: number): Tensor {
  const [m, columns] = u.shape;
  const elements = Float64Array.from(copyOf(u));
  return wrap(Float64Array.from({ length: k }, (_, j) => leadingSign(m, elements, j, columns)));
}
