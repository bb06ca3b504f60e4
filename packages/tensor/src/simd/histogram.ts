import { FloatLanes } from '../assembler/index.ts';
import { engineFor, type Family } from './engine.ts';
import { integers } from './repeated.ts';
import type { Workspace } from './workspace.ts';

/** Fewer samples than this are faster in the plain loop. */
const crossing = 500;

/** Samples that are staged together. */
const block = 1 << 16;

/** The bytes of a column are copied as they lie, chosen or not: where less than one in so many is, the plain loop is faster. */
const sparsest = 8;

const family: Family<'accumulate'> = {
  name: 'histogram-float64',
  functions: ['accumulate'],
  write: (module) => {
    // One register holds the gradient and the hessian of a sample, and the two sums of a bin.
    module.func('accumulate', integers(6), (fn, bins, rows, pairs, n, sums, counts) => {
      const f = new FloatLanes(fn, 'float64');
      const end = fn.let(rows.add(n.shl(2)));
      fn.while(rows.lt(end), () => {
        const bin = fn.loadByte(fn.load('i32', rows).add(bins));
        const sum = fn.let(sums.add(bin.shl(4)));
        f.store(sum, f.add(f.load(sum), f.load(pairs)));
        const count = fn.let(counts.add(bin.shl(2)));
        fn.store(count, fn.load('i32', count).add(1));
        rows.inc(4);
        pairs.inc(16);
      });
    });
  },
};

/** Adds the chosen samples to the histograms of all features; false where the plain loop is to do it. */
export function accumulateBins(
  bins: Uint8Array,
  nSamples: number,
  nFeatures: number,
  nBins: number,
  rows: Int32Array,
  gradients: Float64Array,
  hessians: Float64Array,
  result: { readonly sums: Float64Array; readonly counts: Int32Array },
): boolean {
  const here = engineFor(rows.length, Math.max(crossing, nSamples / sparsest));
  const kernel = here?.kernels(family)?.accumulate;
  if (here === undefined || kernel === undefined) return false;
  const { workspace } = here;
  const mark = workspace.mark();
  try {
    const size = Math.min(block, rows.length);
    const places = [size * 4, size * 16, nBins * 16, nBins * 4].map((bytes) => workspace.take(bytes));
    const [chosen, pairs, sums, counts] = places;
    const start = workspace.mark();
    for (let from = 0; from < rows.length; from += size) {
      workspace.reset(start);
      const n = Math.min(size, rows.length - from);
      const [first, span] = spanOf(rows, from, n);
      const column = workspace.take(span);
      stage(workspace, rows, from, n, first, gradients, hessians, chosen, pairs);
      const { uint8, float64, int32 } = workspace;
      for (let f = 0; f < nFeatures; f++) {
        const [at, end] = [f * nBins, (f + 1) * nBins];
        uint8.set(bins.subarray(f * nSamples + first, f * nSamples + first + span), column);
        float64.set(result.sums.subarray(2 * at, 2 * end), sums / 8);
        int32.set(result.counts.subarray(at, end), counts / 4);
        kernel(column, chosen, pairs, n, sums, counts);
        result.sums.set(float64.subarray(sums / 8, sums / 8 + 2 * nBins), 2 * at);
        result.counts.set(int32.subarray(counts / 4, counts / 4 + nBins), at);
      }
    }
    return true;
  } finally {
    workspace.reset(mark);
  }
}

/** The first of some rows, and how many there are from it to the last. */
function spanOf(rows: Int32Array, from: number, n: number): readonly [number, number] {
  let [low, high] = [rows[from], rows[from]];
  for (let k = from; k < from + n; k++) {
    low = Math.min(low, rows[k]);
    high = Math.max(high, rows[k]);
  }
  return [low, high - low + 1];
}

/** Brings the samples into the workspace, in the order of `rows`: which byte of a column, and what is added. */
function stage(
  { int32, float64 }: Workspace,
  rows: Int32Array,
  from: number,
  n: number,
  first: number,
  gradients: Float64Array,
  hessians: Float64Array,
  chosen: number,
  pairs: number,
): void {
  for (let k = 0; k < n; k++) {
    const i = rows[from + k];
    int32[chosen / 4 + k] = i - first;
    float64[pairs / 8 + 2 * k] = gradients[i];
    float64[pairs / 8 + 2 * k + 1] = hessians[i];
  }
}
