/**
 * A sequence of plane rotations, of the columns `first` and `first + 1`, then `first + 1` and `first + 2`, and so on:
 *
 * $$ (q_k, q_{k+1}) \leftarrow (c_k q_k + s_k q_{k+1},\; c_k q_{k+1} - s_k q_k) $$
 */
export interface Rotations {
  /** The cosines; `c[k]` turns the columns k and k + 1. */
  readonly c: Float64Array;
  /** The sines. */
  readonly s: Float64Array;
}

/** Room for the rotations of one sweep over n columns. */
export function rotations(n: number): Rotations {
  return { c: new Float64Array(n), s: new Float64Array(n) };
}

/**
 * Applies the rotations `first` to `end` − 1 to the rows of a row-major matrix with n columns. All of them to four rows before the next four:
 * a column is read once, and what it becomes waits in a variable for the next rotation.
 */
export function rotateColumns(n: number, q: Float64Array, { c, s }: Rotations, first: number, end: number): void {
  const rows = q.length / n;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const r0 = i * n;
    const r1 = r0 + n;
    const r2 = r1 + n;
    const r3 = r2 + n;
    let x0 = q[r0 + first];
    let x1 = q[r1 + first];
    let x2 = q[r2 + first];
    let x3 = q[r3 + first];
    for (let k = first; k < end; k++) {
      const ck = c[k];
      const sk = s[k];
      const y0 = q[r0 + k + 1];
      const y1 = q[r1 + k + 1];
      const y2 = q[r2 + k + 1];
      const y3 = q[r3 + k + 1];
      q[r0 + k] = ck * x0 + sk * y0;
      q[r1 + k] = ck * x1 + sk * y1;
      q[r2 + k] = ck * x2 + sk * y2;
      q[r3 + k] = ck * x3 + sk * y3;
      x0 = ck * y0 - sk * x0;
      x1 = ck * y1 - sk * x1;
      x2 = ck * y2 - sk * x2;
      x3 = ck * y3 - sk * x3;
    }
    q[r0 + end] = x0;
    q[r1 + end] = x1;
    q[r2 + end] = x2;
    q[r3 + end] = x3;
  }
  for (; i < rows; i++) {
    let x = q[i * n + first];
    for (let k = first; k < end; k++) {
      const y = q[i * n + k + 1];
      q[i * n + k] = c[k] * x + s[k] * y;
      x = c[k] * y - s[k] * x;
    }
    q[i * n + end] = x;
  }
}

/**
 * The rotation with $c f + s g = r$ and $c g - s f = 0$, at place k of the sequence; returns r. Scaled, so that no square leaves the range of
 * numbers.
 */
export function makeRotation({ c, s }: Rotations, k: number, f: number, g: number): number {
  if (g === 0) {
    c[k] = 1;
    s[k] = 0;
    return f;
  }
  if (Math.abs(f) > Math.abs(g)) {
    const t = g / f;
    const u = Math.sqrt(1 + t * t);
    c[k] = 1 / u;
    s[k] = t / u;
    return f * u;
  }
  const t = f / g;
  const u = Math.sqrt(1 + t * t);
  c[k] = t / u;
  s[k] = 1 / u;
  return g * u;
}
