import { engineFor } from './engine.ts';
import { gemm } from './gemm.ts';
import { ArrayLines, type Lines } from './lines.ts';
import type { Workspace } from './workspace.ts';

/** Products of fewer multiplications than this are faster in the plain loop. */
const crossing = 3000;

/** Columns of the result that are computed together, and of them only the rows from the diagonal on. */
const slab = 64;

/** Computes the lower half of XᵀWX; false where the plain loop is to do it. */
export function gramProduct(X: Float64Array, n: number, d: number, weights: Float64Array | undefined, total: Float64Array): boolean {
  const here = engineFor(n * d * d, crossing);
  if (here === undefined) return false;
  const { workspace } = here;
  const mark = workspace.mark();
  try {
    const y = workspace.take(d * Math.min(d, slab) * 8);
    for (let j = 0; j < d; j += slab) {
      const [high, wide] = [d - j, Math.min(slab, d - j)];
      const right = new ArrayLines(workspace, X, j, 1, d);
      const left = weights === undefined ? right : weightedColumns(workspace, X, j, d, weights);
      if (!gemm(here, 'float64', { m: high, n: wide, k: n, left, right, y, yStep: wide })) return false;
      const view = workspace.float64;
      for (let i = 0; i < high; i++) {
        const row = y / 8 + i * wide;
        total.set(view.subarray(row, row + Math.min(i + 1, wide)), (j + i) * d + j);
      }
    }
    return true;
  } finally {
    workspace.reset(mark);
  }
}

/** The columns of X from `column` on, each element times the weight of its row. */
function weightedColumns(workspace: Workspace, X: Float64Array, column: number, d: number, weights: Float64Array): Lines {
  return {
    wide: true,
    stage: (first, count, from, depth, place) => {
      const view = workspace.float64;
      let to = place / 8;
      for (let l = from; l < from + depth; l++) {
        const row = l * d + column + first;
        for (let i = row; i < row + count; i++) view[to++] = weights[l] * X[i];
      }
      return { place, step: 8, inner: count * 8 };
    },
  };
}
