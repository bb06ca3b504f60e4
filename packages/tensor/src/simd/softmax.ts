import type { LaneType } from '../assembler/index.ts';
import { allocate, type TypedArray } from '../dtype.ts';
import type { Compact } from '../elementwise.ts';
import { logOf } from '../math/log.ts';
import { type Engine, engineFor, type Kernel } from './engine.ts';
import { group, type SoftmaxFunction, softmaxFamily } from './softmax-kernels.ts';

/** Makes of rows of `n` neighbours as many others; undefined where the plain loop is to do it. */
export type RowsRun = (x: Compact, rows: number, n: number) => TypedArray | undefined;

/** Below so many elements the plain loop is faster than copying in and out. */
const crossing = 128;

/** Elements that are staged together where rows are short: with their results they stay in the first two caches. */
const chunk = 1 << 12;

/** Longer rows are left to the plain loop: the workspace holds a row and its result. */
const longest = 1 << 21;

const families = { float32: softmaxFamily('float32'), float64: softmaxFamily('float64') };

/** The SIMD path of softmax, or of its logarithm. */
export function softmaxLanes(logarithm: boolean): RowsRun {
  return ({ data, offset }, rows, n) => {
    if (n > longest) return undefined;
    const type = data instanceof Float32Array ? 'float32' : data instanceof Float64Array ? 'float64' : undefined;
    const here = engineFor(rows * n, crossing);
    const kernels = type && here?.kernels(families[type]);
    return here && kernels && run(here, kernels, type, data, offset, rows, n, logarithm);
  };
}

function run(
  { workspace }: Engine,
  { exponentials, divide, shift }: Readonly<Record<SoftmaxFunction, Kernel>>,
  type: LaneType,
  data: TypedArray,
  offset: number,
  rows: number,
  n: number,
  logarithm: boolean,
): TypedArray {
  const bytes = data.BYTES_PER_ELEMENT;
  const together = Math.min(rows, Math.max(1, Math.floor(chunk / n)));
  const mark = workspace.mark();
  try {
    const x = workspace.take((together * n + group[type]) * bytes);
    const y = workspace.take((together * n + group[type]) * bytes);
    const m = workspace.take(together * 8);
    const s = workspace.take(together * 8);
    const mask = workspace.take(128);
    const stack = workspace.take(8 * 32);
    const view = workspace[type];
    const sums = workspace.float64.subarray(s / 8, s / 8 + together);
    workspace.int32.fill(-1, mask / 4, mask / 4 + 16).fill(0, mask / 4 + 16, mask / 4 + 32);
    const ys = allocate(type, rows * n);
    for (let row = 0; row < rows; row += together) {
      const count = Math.min(together, rows - row);
      const size = count * n;
      view.set(data.subarray(offset + row * n, offset + row * n + size), x / bytes);
      exponentials(x, y, count, n, m, s, mask + 64, stack);
      if (logarithm) {
        for (let i = 0; i < count; i++) sums[i] = logOf(sums[i]);
        shift(x, y, count, n, m, s);
      } else divide(y, count, n, s);
      ys.set(view.subarray(y / bytes, y / bytes + size), row * n);
    }
    return ys;
  } finally {
    workspace.reset(mark);
  }
}
