import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { expOf } from '../math/exp.ts';
import { concat } from '../ops/concat.ts';
import { slice } from '../ops/slice.ts';
import { mT } from '../ops/transpose.ts';
import { zerosLike } from '../ops/zeros-like.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { CheckSquare } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { gemmUpdate, panel } from './blocked.ts';
import { checkFinite, eachMatrix, largestSize, scaleBy, squareSize } from './matrices.ts';
import type { Room } from './room.ts';
import { eliminateAndSolve } from './solve.ts';

/**
 * The exponential of each matrix.
 *
 * $$ Y = e^A = \sum_{k \ge 0} \frac{A^k}{k!}, \qquad \bar A = \text{the upper right block of } \exp \begin{pmatrix} A^\top & \bar Y \\ 0 & A^\top \end{pmatrix} $$
 *
 * Shapes: a [..., n, n] → y [..., n, n]. Dtype: that of `a`, integers give float64; float32 is computed in float64 and rounded once.
 * Numerics: scaled by $2^{-s}$ until its norm is at most 5.4, or its powers are as small as those of such a matrix, a Padé approximant of
 * degree 13, then squared s times, with the exponentials of its elements on the diagonal of a triangular matrix. Elements that are far larger
 * than the eigenvalues keep their digits where powers stay small, as in a triangle, up to a norm of $10^{30}$; what cancels in the powers is lost,
 * unless $A^4 = 0$: the series has four terms then. Beside elements that overflow, those that do not depend on them are right, as in triangles
 * and blocks; what infinities of both signs add up to is NaN. Cost: $(16 + 2s) n^3$, the gradient's eight times that.
 *
 * @throws ShapeError for a matrix that is not square; DataError when it is not finite.
 * @example
 * import { expm, tensor } from '@hml/tensor';
 * expm(tensor([[0, 2], [0, 0]])).toArray() // [[1, 2], [0, 1]]
 * @see A. H. Al-Mohy, N. J. Higham, "A new scaling and squaring algorithm for the matrix exponential", SIAM J. Matrix Anal. Appl. 31 (2009),
 * theorem 4.2 and algorithm 5.1 with degree 13 alone; R. Mathias, "A chain rule for matrix functions and applications", SIAM J. Matrix Anal. Appl. 17 (1996), for the gradient.
 */
export function expm<S extends Shape, D extends DType>(a: TensorLike<S, D> & CheckSquare<S>): Tensor<S, Floating<D>>;
export function expm(a: TensorLike): Tensor {
  return apply(expmOp, [a]);
}

/** Higham's $\theta_{13}$: up to this norm the approximant's error is below rounding. */
const largestNorm = 5.371920351148152;

/** The coefficients of the numerator, $b_0$ to $b_{13}$; those of the denominator have alternating signs. */
const pade = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600, 670442572800, 33522128640,
  1323241920, 40840800, 960960, 16380, 182, 1,
];

function exponential(room: Room, n: number, a: Float64Array, y: Float64Array): void {
  checkFinite('expm', n, a);
  const diagonal = isTriangular(n, a) ? Float64Array.from({ length: n }, (_, i) => a[i * n + i]) : undefined;
  const early = halvings(norm(n, a), 2 ** 100); // so that no power leaves the range of numbers
  scaleBy(2 ** -early, a);
  const a2 = product(n, a, a);
  const a4 = product(n, a2, a2);
  const a6 = product(n, a4, a2);
  if (vanishes(a4, early, a)) polynomial(n, early, a, a2, y);
  else approximate(room, n, early, diagonal, [a, a2, a4, a6], y);
}

/** Whether $A^4 = 0$: in a matrix that was scaled down, its elements may only have become too small. */
function vanishes(a4: Float64Array, halvings: number, a: Float64Array): boolean {
  return largestSize(a4) === 0 && (halvings === 0 || a.every((value) => value === 0 || Math.abs(value) > 2 ** -250));
}

/** The exponential of $2^s A$, given $A$, $A^2$, $A^4$ and $A^6$, which are overwritten, and the diagonal of $2^s A$ if that is triangular. */
function approximate(
  room: Room,
  n: number,
  early: number,
  diagonal: Float64Array | undefined,
  powers: readonly [Float64Array, Float64Array, Float64Array, Float64Array],
  y: Float64Array,
): void {
  const [a, a2, a4, a6] = powers;
  const late = furtherHalvings(n, a, norm(n, a4), norm(n, a6));
  for (const [k, power] of powers.entries()) scaleBy(2 ** (-late * (2 * k || 1)), power);
  const half = (first: number): Float64Array => {
    const high = combine(n, [a2, a4, a6], first + 6, 0);
    const low = combine(n, [a2, a4, a6], first, pade[first]);
    return product(n, a6, high).map((value, i) => value + low[i]);
  };
  const even = half(0);
  const odd = product(n, a, half(1));
  const difference = room.doubles(n * n);
  for (let i = 0; i < n * n; i++) difference[i] = even[i] - odd[i];
  eliminateAndSolve(room, 'expm', n, n, difference, y, (x, i, row) => {
    for (let j = 0; j < n; j++) x[i * n + j] = even[row * n + j] + odd[row * n + j];
  });
  squareOften(n, early + late, diagonal, y);
}

/**
 * $Y \leftarrow Y^{2^s}$. Of a triangular matrix the diagonal of the logarithm in the end is given: squaring would double the errors of the
 * exponentials on it each time.
 */
function squareOften(n: number, s: number, diagonal: Float64Array | undefined, y: Float64Array): void {
  const root = y.slice();
  for (const multiply of [product, productOfNonzero]) {
    y.set(root);
    for (let k = s; k >= 0; k--) {
      if (k < s) y.set(multiply(n, y, y));
      diagonal?.forEach((value, i) => {
        y[i * (n + 1)] = expOf(value * 2 ** -k);
      });
    }
    if (!y.some(Number.isNaN)) break;
  }
}

/** $I + B + B^2 / 2 + B^3 / 6$ for $B = 2^s A$ and $A^4 = 0$. */
function polynomial(n: number, s: number, a: Float64Array, a2: Float64Array, y: Float64Array): void {
  y.set(product(n, a2, a));
  const unit = 2 ** s; // its powers may be infinite, and those times 0 NaN
  for (let i = 0; i < n * n; i++) y[i] = a[i] * unit + ((a2[i] / 2) * unit * unit + (y[i] / 6) * unit * unit * unit);
  for (let i = 0; i < n; i++) y[i * (n + 1)] += 1;
}

/** Whether all elements below the diagonal are 0, or all above it. */
function isTriangular(n: number, a: Float64Array): boolean {
  const [below, above] = [(at: number) => at % n < Math.floor(at / n), (at: number) => at % n > Math.floor(at / n)];
  return [below, above].some((outside) => a.every((value, at) => value === 0 || !outside(at)));
}

/** How often a number is halved until it is at most `bound`. */
function halvings(size: number, bound: number): number {
  let count = 0;
  while (size * 2 ** -count > bound) count++;
  return count;
}

/**
 * How often a matrix is halved until the approximant serves: until its norm is small enough; or, for a matrix whose powers are smaller than
 * those of its norm, until they are, and the first neglected term of the error is below rounding. Squaring would lose the digits of
 * entries that are far larger than what their powers come to.
 */
function furtherHalvings(n: number, a: Float64Array, fourth: number, sixth: number): number {
  const enough = halvings(norm(n, a), largestNorm);
  let count = 0;
  for (; count < enough; count++) {
    const bound = largestNorm * 2 ** count;
    if (fourth <= bound ** 4 && sixth <= bound ** 6 && neglected(n, a, 2 ** -count) <= 2 ** -53) break;
  }
  return count;
}

/** $\lVert \lvert s A \rvert^{27} \rVert\, / \lVert s A \rVert$ times the coefficient of the first term that the approximant neglects. */
function neglected(n: number, a: Float64Array, s: number): number {
  let x = new Float64Array(n).fill(1);
  let first = 0;
  for (let power = 1; power <= 27; power++) {
    const next = new Float64Array(n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) next[j] += x[i] * Math.abs(s * a[i * n + j]);
    x = next;
    if (power === 1) first = Math.max(...x);
  }
  return Math.max(...x) / first / 1.1325077560602111e35; // (26! / 13!²) 27!
}

/** The largest sum of sizes of a column. */
function norm(n: number, a: Float64Array): number {
  let largest = 0;
  for (let j = 0; j < n; j++) {
    let total = 0;
    for (let i = 0; i < n; i++) total += Math.abs(a[i * n + j]);
    largest = Math.max(largest, total);
  }
  return largest;
}

/** $b_{k+2} A_2 + b_{k+4} A_4 + b_{k+6} A_6 + c I$ */
function combine(n: number, [a2, a4, a6]: readonly Float64Array[], k: number, c: number): Float64Array {
  const y = a2.map((value, i) => pade[k + 2] * value + pade[k + 4] * a4[i] + pade[k + 6] * a6[i]);
  for (let i = 0; i < n; i++) y[i * (n + 1)] += c;
  return y;
}

function product(n: number, a: Float64Array, b: Float64Array): Float64Array {
  const y = new Float64Array(n * n);
  gemmUpdate(n, n, n, panel(a, n), panel(b, n), panel(y, n));
  for (let i = 0; i < n * n; i++) y[i] = 0 - y[i]; // no −0
  return y;
}

/** The product without terms that have a 0, which an infinity beside it would make NaN: zeros of a triangle, and numbers that became so small. */
function productOfNonzero(n: number, a: Float64Array, b: Float64Array): Float64Array {
  const y = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k];
      for (let j = 0; j < n && factor !== 0; j++) if (b[k * n + j] !== 0) y[i * n + j] += factor * b[k * n + j];
    }
  }
  return y;
}

/** The derivative of the exponential at A along E: the upper right block of the exponential of [[A, E], [0, A]]. */
function along(a: Tensor, e: Tensor): Tensor {
  const n = a.shape[a.ndim - 1];
  const block = concat([concat([a, e], -1), concat([zerosLike(a), a], -1)], -2);
  return slice(expm(block), '...', [0, n], [n, 2 * n]);
}

const expmOp = primitive({
  name: 'expm',
  inputs: ['a'],
  prepare: asFloating,
  infer: ([a]) => {
    squareSize('expm', a);
    return { shape: a.shape, dtype: a.dtype };
  },
  run: ([a], _, out) => {
    const n = squareSize('expm', a);
    return eachMatrix([a], out, (y, matrix, room) => exponential(room, n, matrix, y), 2 * n * n);
  },
  vjp: { a: ({ a, dy }) => along(mT(a), dy) },
  jvp: { a: ({ a, dx }) => along(a, dx) },
});
