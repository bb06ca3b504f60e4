import { hasColumns, shiftedColumns } from './columns.ts';
import { type Engine, engineFor } from './engine.ts';
import { gemm } from './gemm.ts';
import { ArrayLines, type Lines } from './lines.ts';

/** Products of fewer multiplications than this are faster in the plain loop. */
const crossing = 3000;

/** Columns of the result that are computed together, and of them only the rows from the diagonal on. */
const slab = 64;

/** Computes the lower half of XᵀWX, where the rows of the shift have been taken from those of X; false where the plain loop is to do it. */
export function gramProduct(
  X: Float64Array,
  n: number,
  d: number,
  weights: Float64Array | undefined,
  shift: readonly Float64Array[],
  total: Float64Array,
): boolean {
  const here = engineFor(n * d * d, crossing);
  if (here === undefined || (shift.length > 0 && !hasColumns(here))) return false;
  const { workspace } = here;
  const mark = workspace.mark();
  try {
    const y = workspace.take(d * Math.min(d, slab) * 8);
    for (let j = 0; j < d; j += slab) {
      const [high, wide] = [d - j, Math.min(slab, d - j)];
      // Wide also where there is one column: shifts and weights belong to rows.
      const right = shiftedColumns(here, new ArrayLines(workspace, X, j, 1, d, true), j, shift);
      const left = weights === undefined ? right : weighted(here, right, weights);
      if (!gemm(here, 'float64', { m: high, n: wide, k: n, left, right, y, yStep: wide, lower: true })) return false;
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

/** The same columns, each element times the weight of its row. */
function weighted({ workspace }: Engine, lines: Lines, weights: Float64Array): Lines {
  return {
    wide: true,
    stage: (first, count, from, depth, place) => {
      const staged = lines.stage(first, count, from, depth, place);
      const view = workspace.float64;
      for (let l = 0, p = staged.place / 8; l < depth; l++) for (let i = 0; i < count; i++, p++) view[p] *= weights[from + l];
      return staged;
    },
  };
}
