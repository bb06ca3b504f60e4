import { largestSize } from './matrices.ts';
import type { Eigenvalues } from './schur.ts';

/** Vectors of complex numbers, one per column: real and imaginary parts, row-major. */
export interface ComplexColumns {
  /** The real parts [n, n]. */
  readonly real: Float64Array;
  /** The imaginary parts [n, n]. */
  readonly imag: Float64Array;
}

/**
 * The eigenvectors of a matrix in real Schur form, by back substitution: $(T - \lambda I) x = 0$ with x ending where λ stands. Of a conjugate
 * pair the second column is that of the first, conjugated. A difference of eigenvalues that vanishes counts as rounding instead.
 */
export function schurVectors(n: number, t: Float64Array, values: Eigenvalues): ComplexColumns {
  const vectors = { real: new Float64Array(n * n), imag: new Float64Array(n * n) };
  const least = leastDivisor(t);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    if (values.imag[k] < 0) continue;
    const pair = values.imag[k] > 0;
    const end = pair ? k + 1 : k;
    x.fill(0);
    y.fill(0);
    x[end] = 1;
    if (pair) {
      // (a − λ) x + b = 0 in the block's first row.
      const [p, q] = divide(-t[k * n + end], 0, t[k * n + k] - values.real[k], -values.imag[k]);
      x[k] = p;
      y[k] = q;
    }
    substitute(n, t, k - 1, end, values.real[k], values.imag[k], x, y, least);
    writeColumn(n, k, pair, x, y, vectors);
  }
  return vectors;
}

/** Makes x + iy column k, and of a pair its conjugate the next one. */
export function writeColumn(n: number, k: number, pair: boolean, x: Float64Array, y: Float64Array, { real, imag }: ComplexColumns): void {
  for (let i = 0; i < n; i++) {
    real[i * n + k] = x[i];
    imag[i * n + k] = y[i];
    if (pair) real[i * n + k + 1] = x[i];
    if (pair) imag[i * n + k + 1] = -y[i];
  }
}

/** What counts as rounding in a matrix. */
export function leastDivisor(t: Float64Array): number {
  return Math.max(2 ** -53 * largestSize(t), 2 ** -1000);
}

/**
 * Rows `from` to 0 of $(T - \lambda I)(x + iy) = b$, of which the components behind are known, up to `end`; b stands where the others come,
 * and is scaled with them.
 */
export function substitute(
  n: number,
  t: Float64Array,
  from: number,
  end: number,
  real: number,
  imag: number,
  x: Float64Array,
  y: Float64Array,
  least: number,
): void {
  for (let i = from; i >= 0; i--) {
    const [r, s] = rest(n, t, i, i, end, x, y);
    const own = awayFromZero(t[i * n + i] - real, imag, least);
    if (i === 0 || t[i * n + i - 1] === 0) {
      [x[i], y[i]] = divide(r, s, own, -imag);
    } else {
      // Rows i − 1 and i belong together: [[a, b], [c, d]] − λ, by Cramer's rule.
      const [p, q] = rest(n, t, i - 1, i, end, x, y);
      const above = t[(i - 1) * n + i - 1] - real;
      const [b, c, d] = [t[(i - 1) * n + i], t[i * n + i - 1], t[i * n + i] - real];
      const determinant = awayFromZero(above * d - imag * imag - b * c, -imag * (above + d), least * least);
      const below = -imag * (above + d);
      [x[i - 1], y[i - 1]] = divide(p * d + q * imag - b * r, q * d - p * imag - b * s, determinant, below);
      [x[i], y[i]] = divide(above * r + imag * s - c * p, above * s - imag * r - c * q, determinant, below);
      i--;
    }
    keepInRange(i, x, y);
  }
}

/** $b_i - \sum_{j > after} t_{ij} x_j$, real and imaginary part. */
function rest(n: number, t: Float64Array, i: number, after: number, end: number, x: Float64Array, y: Float64Array): [number, number] {
  let real = x[i];
  let imag = y[i];
  for (let j = after + 1; j <= end; j++) {
    real -= t[i * n + j] * x[j];
    imag -= t[i * n + j] * y[j];
  }
  return [real, imag];
}

/** The real part of a divisor, moved away from 0 where all of it is too small to divide by. */
function awayFromZero(real: number, imag: number, least: number): number {
  return Math.abs(real) + Math.abs(imag) < least ? least : real;
}

/** $(a + ib) / (c + id)$ without squares that leave the range of numbers. @see R. L. Smith, "Algorithm 116: complex division" (1962). */
function divide(a: number, b: number, c: number, d: number): [number, number] {
  if (Math.abs(c) >= Math.abs(d)) {
    const ratio = d / c;
    const size = c + d * ratio;
    return [(a + b * ratio) / size, (b - a * ratio) / size];
  }
  const ratio = c / d;
  const size = c * ratio + d;
  return [(a * ratio + b) / size, (b * ratio - a) / size];
}

/** Scales a vector down before it overflows: its length does not matter. */
function keepInRange(i: number, x: Float64Array, y: Float64Array): void {
  const size = Math.max(Math.abs(x[i]), Math.abs(y[i]), Math.abs(x[i + 1] ?? 0), Math.abs(y[i + 1] ?? 0));
  if (!(size > 1e100)) return;
  for (let j = 0; j < x.length; j++) {
    x[j] /= size;
    y[j] /= size;
  }
}
