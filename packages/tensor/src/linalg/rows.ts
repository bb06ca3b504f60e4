import { addRowsLanes, rotateRowsLanes, rowDotsLanes, takeProductLanes, takeTwoProductsLanes } from '#simd';
import type { Panel } from './blocked.ts';

// The passes over a matrix that factorizations are made of. Vectors are panels too: elements of x and y lie `row` apart, those of w and z
// beside each other. Each plain loop computes what the kernel in simd/rows.ts computes, to the last bit.

/** $w \leftarrow w + x^\top A$ for A [m, n], one row after the other. */
export function addRows(m: number, n: number, x: Panel, a: Panel, w: Panel): void {
  if (addRowsLanes(m, n, x, a, w)) return;
  for (let i = 0; i < m; i++) {
    const factor = x.data[x.at + i * x.row];
    const row = a.at + i * a.row;
    for (let j = 0; j < n; j++) w.data[w.at + j] += factor * a.data[row + j];
  }
}

/** $A \leftarrow A - x w^\top$ */
export function takeProduct(m: number, n: number, x: Panel, w: Panel, a: Panel): void {
  if (takeProductLanes(m, n, x, w, a)) return;
  for (let i = 0; i < m; i++) {
    const factor = x.data[x.at + i * x.row];
    const row = a.at + i * a.row;
    for (let j = 0; j < n; j++) a.data[row + j] -= factor * w.data[w.at + j];
  }
}

/** $A \leftarrow A - (x w^\top + y z^\top)$; exactly symmetric again where A is, x is z and y is w. */
export function takeTwoProducts(m: number, n: number, x: Panel, w: Panel, y: Panel, z: Panel, a: Panel): void {
  if (takeTwoProductsLanes(m, n, x, w, y, z, a)) return;
  for (let i = 0; i < m; i++) {
    const first = x.data[x.at + i * x.row];
    const second = y.data[y.at + i * y.row];
    const row = a.at + i * a.row;
    for (let j = 0; j < n; j++) a.data[row + j] -= first * w.data[w.at + j] + second * z.data[z.at + j];
  }
}

/** $y \leftarrow A x$ for A [m, n] and vectors without gaps. Eight sums, of every eighth product each, run side by side. */
export function rowDots(m: number, n: number, a: Panel, x: Panel, y: Panel): void {
  if (rowDotsLanes(m, n, a, x, y)) return;
  for (let i = 0; i < m; i++) y.data[y.at + i] = dot(n, a.data, a.at + i * a.row, x.data, x.at);
}

function dot(n: number, a: Float64Array, p: number, b: Float64Array, q: number): number {
  let [s0, s1, s2, s3, s4, s5, s6, s7] = [0, 0, 0, 0, 0, 0, 0, 0];
  let j = 0;
  for (; j + 8 <= n; j += 8) {
    s0 += a[p + j] * b[q + j];
    s1 += a[p + j + 1] * b[q + j + 1];
    s2 += a[p + j + 2] * b[q + j + 2];
    s3 += a[p + j + 3] * b[q + j + 3];
    s4 += a[p + j + 4] * b[q + j + 4];
    s5 += a[p + j + 5] * b[q + j + 5];
    s6 += a[p + j + 6] * b[q + j + 6];
    s7 += a[p + j + 7] * b[q + j + 7];
  }
  for (; j + 2 <= n; j += 2) {
    s0 += a[p + j] * b[q + j];
    s1 += a[p + j + 1] * b[q + j + 1];
  }
  const total = s0 + s2 + (s4 + s6) + (s1 + s3 + (s5 + s7));
  return j < n ? total + a[p + j] * b[q + j] : total;
}

/**
 * A sequence of `count` plane rotations, of the rows 0 and 1 of q, then 1 and 2, and so on:
 *
 * $$ (q_k, q_{k+1}) \leftarrow (c_k q_k + s_k q_{k+1},\; c_k q_{k+1} - s_k q_k) $$
 *
 * All of them on four columns before the next four: what becomes of a row waits in variables for the next rotation.
 */
export function rotateRows(count: number, n: number, q: Panel, c: Panel, s: Panel): void {
  if (rotateRowsLanes(count, n, q, c, s)) return;
  let j = 0;
  for (; j + 4 <= n; j += 4) rotateFour(count, q, j, c, s);
  for (; j < n; j++) {
    let at = q.at + j;
    let x = q.data[at];
    for (let k = 0; k < count; k++, at += q.row) {
      const [cosine, sine, y] = [c.data[c.at + k], s.data[s.at + k], q.data[at + q.row]];
      q.data[at] = cosine * x + sine * y;
      x = cosine * y - sine * x;
    }
    q.data[at] = x;
  }
}

function rotateFour(count: number, { data, at, row }: Panel, j: number, c: Panel, s: Panel): void {
  let i = at + j;
  let x0 = data[i];
  let x1 = data[i + 1];
  let x2 = data[i + 2];
  let x3 = data[i + 3];
  for (let k = 0; k < count; k++) {
    const cosine = c.data[c.at + k];
    const sine = s.data[s.at + k];
    const next = i + row;
    const y0 = data[next];
    const y1 = data[next + 1];
    const y2 = data[next + 2];
    const y3 = data[next + 3];
    data[i] = cosine * x0 + sine * y0;
    data[i + 1] = cosine * x1 + sine * y1;
    data[i + 2] = cosine * x2 + sine * y2;
    data[i + 3] = cosine * x3 + sine * y3;
    x0 = cosine * y0 - sine * x0;
    x1 = cosine * y1 - sine * x1;
    x2 = cosine * y2 - sine * x2;
    x3 = cosine * y3 - sine * x3;
    i = next;
  }
  data[i] = x0;
  data[i + 1] = x1;
  data[i + 2] = x2;
  data[i + 3] = x3;
}
