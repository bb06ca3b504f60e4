/** How many columns are worked on at a time before the rest of the matrix is updated by one product. */
export const blockSize = 32;

/** A matrix within an array of doubles: element (i, j) lies at `at + i * row + j * column`. */
export interface Panel {
  /** The array. */
  readonly data: Float64Array;
  /** Where its first element lies. */
  readonly at: number;
  /** How far apart rows lie. */
  readonly row: number;
  /** How far apart columns lie. @defaultValue 1 */
  readonly column?: number;
}

/**
 * $C \leftarrow C - A B$: the product that all blocked factorizations wait for.
 *
 * A is m × k in any layout; the rows of B [k, n] and C [m, n] are neighbours in memory. Two rows of C take four rows of B at a
 * time, so that a number once loaded is used twice, and C is read and written once for eight products; some rows of B at a time
 * serve all rows of C, so that they come from the cache.
 */
export function gemmUpdate(m: number, n: number, k: number, a: Panel, b: Panel, c: Panel): void {
  if (n === 1) gemvUpdate(m, k, a, b, c);
  else for (let from = 0; from < k; from += blockSize) stripUpdate(m, n, from, Math.min(from + blockSize, k), a, b, c);
}

/** The rows of B from `from` to `end`, all rows of C. */
function stripUpdate(m: number, n: number, from: number, end: number, a: Panel, b: Panel, c: Panel): void {
  for (let i = 0; i < m; i += 2) {
    const second = i + 1 < m;
    let l = from;
    for (; second && l + 4 <= end; l += 4) fourRows(n, a, i, l, b, c);
    for (; l < end; l++) {
      oneRow(n, a, i, l, b, c);
      if (second) oneRow(n, a, i + 1, l, b, c);
    }
  }
}

/** Rows i and i + 1 of C less four products each. */
function fourRows(n: number, { data: as, at, row, column = 1 }: Panel, i: number, l: number, b: Panel, c: Panel): void {
  const first = at + i * row + l * column;
  const next = first + row;
  const a0 = as[first];
  const a1 = as[first + column];
  const a2 = as[first + 2 * column];
  const a3 = as[first + 3 * column];
  const e0 = as[next];
  const e1 = as[next + column];
  const e2 = as[next + 2 * column];
  const e3 = as[next + 3 * column];
  const bs = b.data;
  const cs = c.data;
  const b0 = b.at + l * b.row;
  const b1 = b0 + b.row;
  const b2 = b1 + b.row;
  const b3 = b2 + b.row;
  const c0 = c.at + i * c.row;
  const c1 = c0 + c.row;
  for (let j = 0; j < n; j++) {
    const x0 = bs[b0 + j];
    const x1 = bs[b1 + j];
    const x2 = bs[b2 + j];
    const x3 = bs[b3 + j];
    cs[c0 + j] = cs[c0 + j] - a0 * x0 - a1 * x1 - a2 * x2 - a3 * x3;
    cs[c1 + j] = cs[c1 + j] - e0 * x0 - e1 * x1 - e2 * x2 - e3 * x3;
  }
}

/** Row i of C less one product. */
function oneRow(n: number, { data, at, row, column = 1 }: Panel, i: number, l: number, b: Panel, c: Panel): void {
  const v = data[at + i * row + l * column];
  const from = b.at + l * b.row;
  const to = c.at + i * c.row;
  const bs = b.data;
  const cs = c.data;
  for (let j = 0; j < n; j++) cs[to + j] -= v * bs[from + j];
}

/** The same for a single column, where a sum for each row is what runs along memory. */
function gemvUpdate(m: number, k: number, { data, at, row, column = 1 }: Panel, b: Panel, c: Panel): void {
  for (let i = 0; i < m; i++) {
    let total = 0;
    for (let l = 0; l < k; l++) total += data[at + i * row + l * column] * b.data[b.at + l * b.row];
    c.data[c.at + i * c.row] -= total;
  }
}
