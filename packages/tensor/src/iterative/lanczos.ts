import { wrap } from '../creation.ts';
import type { DType } from '../dtype.ts';
import { OptionError, ShapeError } from '../errors.ts';
import { leadingSign, scaleBy } from '../linalg/matrices.ts';
import { take } from '../ops/take.ts';
import { mT } from '../ops/transpose.ts';
import { withDefaults } from '../options.ts';
import { type Random, random } from '../random/random.ts';
import { shapeText } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { addMultiple, dotOf, euclidean } from '../vectors.ts';
import { KrylovBasis, type Ritz } from './krylov-basis.ts';
import { type FloatOf, isSymmetric, type LinearLike, type Products, productsOf, vectorTimes } from './operator.ts';
import { checkNumber, checkWhole, type IterationOptions, warnUnconverged } from './options.ts';

/** Which end of the spectrum {@link lanczos} looks for: the largest values, the smallest, or those of the largest size. */
export type Which = 'largest' | 'smallest' | 'largestMagnitude';

/** Options of {@link lanczos}. */
export interface LanczosOptions extends IterationOptions {
  /** Which eigenvalues. @defaultValue 'largestMagnitude' */
  readonly which?: Which;
  /** The residual that is small enough, relative to the largest size of an eigenvalue; at least 2⁻⁴⁶. @defaultValue 1e-12 */
  readonly tol?: number;
  /** After how many products with A no new round begins. @defaultValue 10 n, at least 1000 */
  readonly maxIter?: number | undefined;
  /** How many vectors are kept at a time: more than k, and in any case one or two more, where n allows. @defaultValue 2 k + 1, at least 20 */
  readonly nVectors?: number | undefined;
  /** The stream that the first vector is drawn from, which moves on. @defaultValue `random(0)` */
  readonly rng?: Random | undefined;
}

/** What {@link lanczos} gives. */
export interface Lanczos<D extends DType = DType> {
  /** The eigenvalues [k], ascending. */
  readonly values: Tensor<readonly [number], D>;
  /** Their vectors, the columns of V [n, k], orthonormal; the largest component of each is positive. */
  readonly vectors: Tensor<readonly [number, number], D>;
  /** How many products with A were made. */
  readonly iterations: number;
  /** The largest of the residuals $\lVert A v - \lambda v \rVert_2$, computed from the vectors. */
  readonly residual: number;
  /** Whether all residuals are small enough. */
  readonly converged: boolean;
}

const where = 'lanczos';

/** No tolerance is below this: products are rounded. */
const rounding = 2 ** -46;

/** The ends of the spectrum that are looked at: a value is wanted the more, the farther it lies towards one of them. */
const ends: Readonly<Record<Which, readonly number[]>> = { largest: [1], smallest: [-1], largestMagnitude: [1, -1] };

/** A random vector is taken to have no smaller component along another than this over √n, for which chances are about as small. */
const chance = 1e-8;

/**
 * A few eigenvalues of a symmetric matrix and their vectors, by Lanczos' method with thick restarts.
 *
 * $$ A V = V T + r e^\top, \qquad T = V^\top A V, \qquad T S = S \Theta, \qquad \lVert A V s_i - \theta_i V s_i \rVert = \lVert r \rVert\, |e^\top s_i| $$
 *
 * Every new vector is made orthogonal to all that are kept, twice. When `nVectors` of them are there, the wanted ones among the $V s_i$ and half of
 * the others are kept. Where an eigenvalue comes several times, a search from one vector finds it once: so the search goes on from another
 * random vector, until what is left is less wanted, but for a chance of about 1e-8; where that stays open, it has not converged.
 * Shapes: A [n, n], dense, sparse or an operator → values [k], vectors [n, k]. Dtype: that of A, integers and operators give float64; computed
 * in float64. That A is symmetric is checked where it is dense, else taken for granted: only $V^\top A V$ is looked at. No gradient.
 * Cost: a product with A and $O(n \cdot nVectors)$ for each iteration; small gaps take many. Values inside of the spectrum are not its business.
 *
 * @throws ShapeError for a matrix that is not square; OptionError unless $1 \le k \le n$; DataError when A is not symmetric or
 * something is not finite.
 * That it did not converge is a warning, and `converged`.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { lanczos } from '@hml/tensor/iterative';
 * const { values, vectors } = lanczos(tensor([[2, 1, 0], [1, 2, 1], [0, 1, 2]]), 1, { which: 'largest' });
 * values.toArray() // [3.41421356…]
 * vectors.toArray() // [[0.5000…], [0.7071…], [0.4999…]]
 * @see K. Wu and H. Simon, "Thick-restart Lanczos method for large symmetric eigenvalue problems", SIAM J. Matrix Anal. Appl. 22 (2000).
 */
export function lanczos<A extends LinearLike>(A: A, k: number, options?: LanczosOptions): Lanczos<FloatOf<A>>;
export function lanczos(A: LinearLike, k: number, options?: LanczosOptions): Lanczos {
  const defaults = {
    which: 'largestMagnitude',
    tol: 1e-12,
    maxIter: undefined,
    nVectors: undefined,
    rng: undefined,
    onWarning: undefined,
  } as const;
  const { which, tol, maxIter, nVectors, rng = random(0), onWarning } = withDefaults(where, defaults, options);
  const matrix = productsOf(where, A);
  const [n, columns] = matrix.shape;
  if (n !== columns) throw new ShapeError({ where, what: 'A is not square', expected: 'A [n, n]', got: shapeText(matrix.shape) });
  const symmetric = isSymmetric(where, A);
  if (!Object.hasOwn(ends, which)) {
    throw new OptionError({
      where,
      what: 'no such end of the spectrum',
      expected: Object.keys(ends).join(', '),
      got: describeValue(which),
    });
  }
  checkWhole(where, 'k', k, 1, n);
  checkNumber(where, 'tol', tol, 0);
  checkWhole(where, 'maxIter', maxIter ?? 1, 1);
  checkWhole(where, 'nVectors', nVectors ?? k + 1, k + 1);
  const goal = Math.max(tol, rounding);
  const size = Math.min(n, Math.max(nVectors ?? Math.max(20, 2 * k + 1), k + 1 + ends[which].length));
  const basis = new KrylovBasis(where, size, matrix, rng);
  const { ritz, wanted, ended } = search(basis, n, k, ends[which], goal, maxIter ?? Math.max(1000, 10 * n));
  const iterations = basis.products;
  const rows = basis.vectorsOf(wanted);
  const { values, residual } = refined(matrix, k, rows);
  const converged = ended && residual <= goal * ritz.scale;
  if (!converged) {
    const got = `${residual} after ${iterations} products`;
    const fix = `a larger maxIter, nVectors or tol${symmetric ? '' : ', if A is symmetric'}`;
    warnUnconverged({ onWarning }, where, `residuals of at most ${goal * ritz.scale}`, got, fix);
  }
  for (let j = 0; j < k; j++) scaleBy(leadingSign(n, rows, j * n, 1), rows.subarray(j * n, (j + 1) * n));
  const order = [...values.keys()].sort((i, j) => values[i] - values[j]); // rounding may have exchanged neighbours
  const vectors = mT(take(wrap(rows, [k, n]), order, 0)).reshape([n, k]);
  return { values: wrap(values.slice().sort()).cast(matrix.dtype), vectors: vectors.cast(matrix.dtype), iterations, residual, converged };
}

interface Found {
  readonly ritz: Ritz;
  /** Which of its values, ascending. */
  readonly wanted: readonly number[];
  /** Whether the search came to its end. */
  readonly ended: boolean;
}

/**
 * Restarts until the wanted values are exact enough, and a search from another random vector has not changed them: of a value that
 * comes several times, each search finds one more.
 */
function search(basis: KrylovBasis, n: number, k: number, signs: readonly number[], goal: number, maxIter: number): Found {
  const key = (value: number): number => Math.max(...signs.map((sign) => sign * value));
  let known: readonly number[] | undefined;
  let degrees: readonly number[] = [];
  for (;;) {
    const before = basis.products;
    const ritz = basis.fill();
    degrees = [...degrees, basis.products - before - (degrees.length === 0 ? 1 : 0)]; // the first vector is no product yet
    const { values, residuals, scale } = ritz;
    const order = [...values.keys()].sort((i, j) => key(values[j]) - key(values[i]));
    const wanted = order.slice(0, k).sort((i, j) => i - j);
    const enough = (goal * scale) / 4;
    const exact = basis.complete || wanted.every((i) => residuals[i] <= enough);
    const unchanged = known?.every((value, j) => Math.abs(values[wanted[j]] - value) <= goal * scale) ?? false;
    const [last, others] = [key(values[order[k - 1]]), order.slice(k)];
    const outermost = signs.map((sign) => others.reduce((best, i) => (sign * values[i] > sign * values[best] ? i : best), others[0]));
    const isSure = (): boolean =>
      signs.every((sign, e) => isSearched(ritz, outermost[e], last - sign * values[outermost[e]], enough, degrees, n));
    const ended = basis.complete || (exact && unchanged && isSure());
    if (ended || basis.products >= maxIter) return { ritz, wanted, ended };
    const fresh = exact && !unchanged;
    if (fresh) [known, degrees] = [wanted.map((i) => values[i]), []];
    const better = new Set([...order.slice(0, k + Math.floor(others.length / 2)), ...outermost]);
    basis.restart(ritz, fresh ? wanted : [...better], fresh);
  }
}

/**
 * Whether the search would have met a value λ ≥ `last` towards this end, had its first vector the component c along λ. The value θ that it has
 * got to there is as exact as the others, or too exact: a polynomial whose roots lie before θ brought it about, which takes nothing from c, so
 * that the residual would be $|c| (\lambda - \theta)$ or more. Or it is too far off: the Chebyshev polynomial of the same degree would have got
 * beyond it unless $|c|\, T(x) \le \sqrt{2 / (x - 1)}$ with $x = 1 + 2 (\lambda - \theta) / \text{range}$.
 */
function isSearched({ values, residuals }: Ritz, at: number, gap: number, enough: number, degrees: readonly number[], n: number): boolean {
  const c = chance / Math.sqrt(n);
  if (residuals[at] <= Math.max(enough, c * gap)) return true;
  const x = 1 + (2 * gap) / (values[values.length - 1] - values[0]);
  return gap > 0 && degrees.reduce((product, degree) => product * chebyshev(degree, x), c) > Math.sqrt(2 / (x - 1));
}

/** $T_n(x)$ */
function chebyshev(n: number, x: number): number {
  let [before, t] = [x, 1];
  for (let i = 0; i < n; i++) [before, t] = [t, 2 * x * t - before];
  return t;
}

/** Makes each vector one of length 1, from which restarts have led away, and takes from it the value that fits it best. */
function refined({ times }: Products, k: number, vectors: Float64Array): { values: Float64Array<ArrayBuffer>; residual: number } {
  const n = vectors.length / k;
  const values = new Float64Array(k);
  let residual = 0;
  for (let j = 0; j < k; j++) {
    const v = vectors.subarray(j * n, (j + 1) * n);
    scaleBy(1 / euclidean(v), v);
    const rest = vectorTimes(times, v).slice();
    values[j] = dotOf(v, rest);
    addMultiple(-values[j], v, rest);
    residual = Math.max(residual, euclidean(rest));
  }
  return { values, residual };
}
