import { type Panel, panel, transposedPanel } from './blocked.ts';
import { makeReflector, type Reflectors } from './householder.ts';
import type { Room } from './room.ts';
import { addRows, rowDots, takeTwoProducts } from './rows.ts';

/** An upper bidiagonal matrix $B = U^\top A V$, and the reflectors of U and of V; those of V leave the first axis alone. */
export interface Bidiagonal {
  /** The diagonal. */
  readonly d: Float64Array;
  /** What stands above it. */
  readonly e: Float64Array;
  /** Reflectors of U. */
  readonly left: Reflectors;
  /** Reflectors of all axes of V but the first. */
  readonly right: Reflectors;
}

/**
 * Reduces an m × n matrix with m ≥ n to bidiagonal form, in place: a reflection of the rows empties a column, one of the columns the
 * row beside it. What the columns' reflection takes from the matrix, $t u^\top$, stays owed until the next reflection of the rows is known:
 * both are then taken in one pass.
 *
 * @see G. H. Golub, W. Kahan, "Calculating the singular values and pseudo-inverse of a matrix", SIAM J. Numer. Anal. 2 (1965).
 */
export function bidiagonalize(room: Room, m: number, n: number, a: Float64Array): Bidiagonal {
  const d = new Float64Array(n);
  const e = new Float64Array(Math.max(n - 1, 0));
  const left = new Float64Array(n);
  const right = new Float64Array(e.length);
  const [t, u, w] = [m, n, n].map((size) => panel(room.doubles(size), 1));
  for (let k = 0; k < n; k++) {
    const first = k * n + k;
    for (let i = k; i < m; i++) a[i * n + k] -= t.data[i] * u.data[k]; // the column's part of what is owed
    left[k] = makeReflector(m - k, a, first, n);
    d[k] = a[first];
    if (k + 1 === n) break;
    a[first] = 1; // of the reflector, while it is applied
    takeBoth(m - k, n - k - 1, left[k], panel(a, n, first), [t, k], [u, k + 1], [w, k + 1]);
    a[first] = d[k];
    right[k] = makeReflector(n - k - 1, a, first + 1, 1);
    e[k] = a[first + 1];
    u.data.set(a.subarray(first + 1, (k + 1) * n), k + 1);
    u.data[k + 1] = 1;
    rowDots(m - k - 1, n - k - 1, panel(a, n, first + n + 1), from(u, k + 1), from(t, k + 1));
    for (let i = k + 1; i < m; i++) t.data[i] *= right[k];
  }
  return {
    d,
    e,
    left: { rows: m, v: panel(a, n), tau: left },
    right: { rows: e.length, v: transposedPanel(a, n, 1), tau: right },
  };
}

/** A vector as a panel, and where in it what is meant begins. */
type Part = readonly [vector: Panel, start: number];

function from(vector: Panel, start: number): Panel {
  return { ...vector, at: start };
}

/** $A \leftarrow A - (t u^\top + v w^\top)$ for A [m, n] beside the column v, with $w = \tau (A - t u^\top)^\top v$. */
function takeBoth(m: number, n: number, tau: number, v: Panel, [ts, p]: Part, [us, q]: Part, [ws, r]: Part): void {
  const [t, u, w] = [from(ts, p), from(us, q), from(ws, r)];
  const beside = { ...v, at: v.at + 1 };
  let inner = 0;
  for (let i = 0; i < m; i++) inner += t.data[p + i] * v.data[v.at + i * v.row];
  w.data.fill(0, r, r + n);
  addRows(m, n, v, beside, w);
  for (let j = 0; j < n; j++) w.data[r + j] = tau * (w.data[r + j] - inner * u.data[q + j]);
  takeTwoProducts(m, n, t, u, v, w, beside);
}
