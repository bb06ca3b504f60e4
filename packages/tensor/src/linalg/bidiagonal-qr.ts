import { notConverged } from './matrices.ts';
import type { Room } from './room.ts';
import { makeRotation, type Rotations, rotations, turn } from './rotations.ts';

/** Two matrices whose rows turn with the bidiagonal one. */
export interface Bases {
  /** What becomes the transpose of U: [.., rows]. */
  readonly u: Float64Array;
  /** How many elements a column of U has. */
  readonly rows: number;
  /** What becomes the transpose of V: [n, n]. */
  readonly v: Float64Array;
}

/** How small an element beside the diagonal must be, relative to the singular values that it touches, to be dropped. */
const tolerance = 2 ** -47;

/** An element that is dropped in any case: rounding at the least numbers, $2^{-1074}$, would keep it from becoming small beside others. */
const least = 2 ** -960;

/**
 * The singular values of an upper bidiagonal matrix, in place of its diagonal, in no order and of any sign, by implicit QR; the bases are
 * turned along, if given. Elements are dropped only where no singular value notices, and while the smallest one is tiny the shift is 0,
 * which loses none of its digits: small singular values come out with as many digits as large ones.
 *
 * @throws DataError when the iteration does not end.
 * @see J. Demmel, W. Kahan, "Accurate singular values of bidiagonal matrices", SIAM J. Sci. Stat. Comput. 11 (1990).
 */
export function diagonalizeBidiagonal(room: Room, where: string, d: Float64Array, e: Float64Array, bases?: Bases): void {
  const n = d.length;
  const [left, right] = [rotations(room, n), rotations(room, n)];
  let sweeps = 0;
  for (let hi = n - 1; hi > 0; ) {
    const lo = startOfBlock(d, e, hi);
    if (lo === hi) {
      hi--;
      continue;
    }
    if (++sweeps > 30 * n) throw notConverged(where, sweeps);
    const shift = shiftOf(d, e, lo, hi);
    if (shift === 0) sweepWithoutShift(d, e, lo, hi, left, right);
    else sweep(d, e, lo, hi, shift, left, right);
    if (bases === undefined) continue;
    turn(left, lo, hi, bases.rows, bases.u);
    turn(right, lo, hi, n, bases.v);
  }
}

/**
 * The first row of the block that ends in row `hi`. An element beside the diagonal is dropped where it is small beside a lower bound of
 * the singular values below it, or above it: the recurrences of Demmel and Kahan's section 3.
 */
function startOfBlock(d: Float64Array, e: Float64Array, hi: number): number {
  let lo = hi;
  for (let bound = Math.abs(d[hi]); lo > 0; lo--) {
    const beside = Math.abs(e[lo - 1]);
    if (beside <= Math.max(tolerance * bound, least)) break;
    bound = Math.abs(d[lo - 1]) * (bound / (bound + beside));
  }
  let start = lo;
  let bound = Math.abs(d[lo]);
  for (let i = lo; i < hi; i++) {
    const beside = Math.abs(e[i]);
    const next = Math.abs(d[i + 1]);
    const drop = beside <= Math.max(tolerance * bound, least);
    if (drop) start = i + 1;
    bound = drop ? next : next * (bound / (bound + beside));
  }
  if (start > 0) e[start - 1] = 0;
  return start;
}

/**
 * The smaller singular value of the last 2 × 2 block; or 0, where the smallest of all is so small that a shift would cost it digits, or the
 * shift makes no difference.
 */
function shiftOf(d: Float64Array, e: Float64Array, lo: number, hi: number): number {
  const first = Math.abs(d[lo]);
  let bound = first;
  let smallest = first;
  let largest = first;
  for (let i = lo; i < hi; i++) {
    const next = Math.abs(d[i + 1]);
    bound = next * (bound / (bound + Math.abs(e[i])));
    smallest = Math.min(smallest, bound);
    largest = Math.max(largest, next, Math.abs(e[i]));
  }
  if (!(d.length * tolerance * smallest > 2 ** -53 * largest)) return 0;
  const shift = smallerValue(Math.abs(d[hi - 1]), Math.abs(e[hi - 1]), Math.abs(d[hi]));
  return (shift / first) ** 2 < 2 ** -53 ? 0 : shift;
}

/** The smaller singular value of [[f, g], [0, h]]: $f h$ over the larger one, each term without cancellation. */
function smallerValue(f: number, g: number, h: number): number {
  const low = Math.min(f, h);
  const high = Math.max(f, h);
  const top = Math.max(high, g);
  if (low === 0) return 0;
  const [a, b, c] = [low / top, high / top, g / top];
  const larger = (Math.sqrt((a + b) * (a + b) + c * c) + Math.sqrt((b - a) * (b - a) + c * c)) / 2;
  return (a / larger) * b * top;
}

function sweepWithoutShift(d: Float64Array, e: Float64Array, lo: number, hi: number, left: Rotations, right: Rotations): void {
  let c = 1;
  let before = 1;
  for (let i = lo; i < hi; i++) {
    const r = makeRotation(right, i, d[i] * c, e[i]);
    if (i > lo) e[i - 1] = left.s[i - 1] * r;
    c = right.c[i];
    d[i] = makeRotation(left, i, before * r, d[i + 1] * right.s[i]);
    before = left.c[i];
  }
  const last = d[hi] * c;
  e[hi - 1] = last * left.s[hi - 1];
  d[hi] = last * before;
}

function sweep(d: Float64Array, e: Float64Array, lo: number, hi: number, shift: number, left: Rotations, right: Rotations): void {
  let f = (Math.abs(d[lo]) - shift) * (Math.sign(d[lo]) + shift / d[lo]);
  let g = e[lo];
  for (let i = lo; i < hi; i++) {
    const r = makeRotation(right, i, f, g);
    if (i > lo) e[i - 1] = r;
    const c = right.c[i];
    const s = right.s[i];
    f = c * d[i] + s * e[i];
    e[i] = c * e[i] - s * d[i];
    g = s * d[i + 1];
    d[i + 1] *= c;
    d[i] = makeRotation(left, i, f, g);
    f = left.c[i] * e[i] + left.s[i] * d[i + 1];
    d[i + 1] = left.c[i] * d[i + 1] - left.s[i] * e[i];
    if (i + 1 === hi) break;
    g = left.s[i] * e[i + 1];
    e[i + 1] *= left.c[i];
  }
  e[hi - 1] = f;
}
