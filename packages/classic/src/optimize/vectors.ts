/** $a^{\top} b$, added up from left to right. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** The largest absolute component; NaN where there is one. */
export function maxNorm(a: Float64Array): number {
  let norm = 0;
  for (let i = 0; i < a.length; i++) {
    const size = Math.abs(a[i]);
    if (!(size <= norm)) norm = size;
  }
  return norm;
}

/** $y \leftarrow y + c\,x$ */
export function addScaled(y: Float64Array, c: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] += c * x[i];
}
