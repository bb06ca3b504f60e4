import { FloatLanes } from '../assembler/index.ts';
import { engineFor, type Family } from './engine.ts';
import { integers, repeated } from './repeated.ts';
import type { Workspace } from './workspace.ts';

/** Products of fewer multiplications than this are faster in the plain loop. */
const crossing = 3000;

/** Fewer columns than this do not fill registers. */
const fewColumns = 4;

/** Registers side by side: strips of sixteen columns, then of eight, then of two. */
const widths = [8, 4, 1];

/** Bytes of the dense matrix that lie in the workspace at a time. */
const denseBytes = 1 << 24;
/** Entries that are staged together, unless a row has more. */
const entries = 1 << 12;

/** A sparse matrix by its rows. */
interface Rows {
  readonly data: Float64Array;
  readonly indices: Int32Array;
  readonly indptr: Int32Array;
}

const family: Family<'multiply'> = {
  name: 'csr-float64',
  functions: ['multiply'],
  write: (module) => {
    // One row: `end - data` bytes of entries, whose places say how many bytes behind b the row of B lies; `bytes` of y, an even number of elements.
    module.func('multiply', integers(6), (fn, data, end, places, b, y, bytes) => {
      const f = new FloatLanes(fn, 'float64');
      const [entry, place] = [fn.local('i32'), fn.local('i32')];
      for (const width of widths) {
        fn.while(bytes.ge(16 * width), () => {
          const sums = f.variable(repeated(f.const(0), width));
          entry.set(data);
          place.set(places);
          fn.while(entry.lt(end), () => {
            const row = fn.let(fn.load('i32', place).add(b));
            sums.set(f.mulAdd(f.loadSplat(entry), f.load(row, 0, width), sums));
            entry.inc(8);
            place.inc(4);
          });
          f.store(y, sums);
          b.inc(16 * width);
          y.inc(16 * width);
          bytes.inc(-16 * width);
        });
      }
    });
  },
};

/** Computes a product with B [inner, n]; false where the plain loop is to do it. */
export function csrProduct(A: Rows, m: number, B: Float64Array, inner: number, n: number, y: Float64Array): boolean {
  const strip = Math.min(n + (n % 2), Math.floor(denseBytes / (8 * inner)) & -8); // all columns, or as many eights as there is place for
  const steps = A.data.length * n;
  const here = strip < 2 ? undefined : engineFor(n < fewColumns ? Math.min(steps, crossing - 1) : steps, crossing);
  const kernel = here?.kernels(family)?.multiply;
  if (here === undefined || kernel === undefined) return false;
  const { workspace } = here;
  const mark = workspace.mark();
  try {
    const step = strip * 8;
    const [b, row] = [workspace.take(inner * step), workspace.take(step)];
    const start = workspace.mark();
    for (let j = 0; j < n; j += strip) {
      const columns = Math.min(strip, n - j);
      const bytes = (columns + (columns % 2)) * 8;
      stageDense(workspace, B, inner, n, j, columns, strip, b);
      for (let i = 0; i < m; ) {
        const end = blockEnd(A.indptr, i, m);
        workspace.reset(start);
        const [data, places] = stageRows(workspace, A, A.indptr[i], A.indptr[end], step);
        const view = workspace.float64;
        for (const first = A.indptr[i]; i < end; i++) {
          const from = A.indptr[i] - first;
          kernel(data + from * 8, data + (A.indptr[i + 1] - first) * 8, places + from * 4, b, row, bytes);
          for (let c = 0; c < columns; c++) y[i * n + j + c] = view[row / 8 + c];
        }
      }
    }
    return true;
  } finally {
    workspace.reset(mark);
  }
}

/** Where the rows end that are staged together with row i: as many as have few entries, but at least one. */
function blockEnd(indptr: Int32Array, i: number, m: number): number {
  let end = i + 1;
  while (end < m && indptr[end + 1] - indptr[i] <= entries) end++;
  return end;
}

/** Some columns of B, `strip` elements from one row to the next. */
function stageDense(
  { float64 }: Workspace,
  B: Float64Array,
  inner: number,
  n: number,
  j: number,
  columns: number,
  strip: number,
  place: number,
): void {
  const to = place / 8;
  if (columns === n && strip === n) float64.set(B, to);
  else for (let k = 0; k < inner; k++) for (let c = 0; c < columns; c++) float64[to + k * strip + c] = B[k * n + j + c];
}

/** Entries as they are, and for each how far its row of B lies from the first. */
function stageRows(workspace: Workspace, { data, indices }: Rows, from: number, end: number, step: number): readonly [number, number] {
  const [values, places] = [workspace.take((end - from) * 8), workspace.take((end - from) * 4)];
  workspace.float64.set(data.subarray(from, end), values / 8);
  const { int32 } = workspace; // fetched once: the engine would ask the workspace for each element
  for (let e = from, to = places / 4; e < end; e++, to++) int32[to] = indices[e] * step;
  return [values, places];
}
