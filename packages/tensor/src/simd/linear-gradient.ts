import { subtractRows } from './columns.ts';
import { type Engine, engineFor } from './engine.ts';
import { gemm } from './gemm.ts';
import { ArrayLines, residentLines } from './lines.ts';
import { matvec } from './matvec.ts';

/** Gradients of fewer multiplications than this are faster in the plain loop. */
const crossing = 500;

/** More elements than this (32 MB) are not staged together: such rows are left to the plain loop. */
const mostElements = 1 << 22;

/**
 * Adds $R^\top X$ to G, where R is what `residuals` makes of $X W^\top$, `rows` rows at a time: they are staged once, less the shift, and
 * meet both products. False where the plain loop is to do it.
 */
export function linearGradientProducts(
  X: Float64Array,
  n: number,
  d: number,
  W: Float64Array,
  k: number,
  rows: number,
  residuals: (Z: Float64Array, from: number, to: number) => void,
  shift: readonly Float64Array[],
  G: Float64Array,
): boolean {
  const here = engineFor(n * d * k, crossing);
  const most = Math.min(n, rows);
  if (here === undefined || most * d > mostElements) return false;
  const { workspace } = here;
  const Z = new Float64Array(most * k);
  const multiply = k === 1 ? vectorProducts : matrixProducts;
  const mark = workspace.mark();
  try {
    const x = workspace.take((most + 4) * d * 8 + 128) + 64; // kernels read a little before and behind their lines
    for (let from = 0; from < n; from += rows) {
      const count = Math.min(most, n - from);
      workspace.float64.set(X.subarray(from * d, (from + count) * d), x / 8);
      if (!subtractRows(here, count, d, x, d * 8, shift)) return false;
      const some = Z.subarray(0, count * k);
      if (!multiply(here, x, count, d, W, k, some, () => residuals(some, from, from + count), G)) return false;
    }
    return true;
  } finally {
    workspace.reset(mark);
  }
}

/** The products of the rows at x, with `between` between them. */
type Products = (
  here: Engine,
  x: number,
  count: number,
  d: number,
  W: Float64Array,
  k: number,
  Z: Float64Array,
  between: () => void,
  G: Float64Array,
) => boolean;

const vectorProducts: Products = (here, x, count, d, W, _, Z, between, G) => {
  const weights = new ArrayLines(here.workspace, W, 0, d, 1);
  const rows = { lines: residentLines(x, d * 8, 8), count, vectors: weights, few: 1, k: d, y: Z, yOffset: 0 };
  if (!matvec(here, 'float64', rows)) return false;
  between();
  const vectors = new ArrayLines(here.workspace, Z, 0, count, 1);
  const lines = residentLines(x, 8, d * 8, true); // wide also where there is one column: only such lines add to y block by block
  return matvec(here, 'float64', { lines, count: d, vectors, few: 1, k: count, y: G, yOffset: 0, accumulate: true });
};

const matrixProducts: Products = (here, x, count, d, W, k, Z, between, G) => {
  const { workspace } = here;
  const mark = workspace.mark();
  try {
    const y = workspace.take(Math.max(count, d) * k * 8);
    const right = new ArrayLines(workspace, W, 0, d, 1);
    if (!gemm(here, 'float64', { m: count, n: k, k: d, left: residentLines(x, d * 8, 8), right, y, yStep: k })) return false;
    Z.set(workspace.float64.subarray(y / 8, y / 8 + Z.length));
    between();
    workspace.float64.set(G, y / 8);
    const left = new ArrayLines(workspace, Z, 0, 1, k);
    const done = gemm(here, 'float64', { m: k, n: d, k: count, left, right: residentLines(x, 8, d * 8), y, yStep: d, accumulate: true });
    G.set(workspace.float64.subarray(y / 8, y / 8 + G.length));
    return done;
  } finally {
    workspace.reset(mark);
  }
};
