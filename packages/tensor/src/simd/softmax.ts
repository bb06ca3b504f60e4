import type { LaneType } from '../assembler/index.ts';
import { allocate, type TypedArray } from '../dtype.ts';
import type { Compact } from '../elementwise.ts';
import { logOf } from '../math/log.ts';
import { type Engine, engineFor, type Kernel } from './engine.ts';
import { stackBytes } from './row-sums.ts';
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

/** Some rows in the workspace, with their exponentials: places in bytes, and of each row the maximum and the sum. */
interface Exponentials {
  readonly kernels: Readonly<Record<SoftmaxFunction, Kernel>>;
  /** The first of the rows, and how many there are. */
  readonly first: number;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly m: number;
  readonly s: number;
  readonly tops: Float64Array;
  readonly sums: Float64Array;
  /** What lies at y. */
  readonly values: TypedArray;
}

/** The SIMD path of softmax, or of its logarithm. */
export function softmaxLanes(logarithm: boolean): RowsRun {
  return (rows, count, n) => {
    const type = rows.data instanceof Float32Array ? 'float32' : 'float64';
    let ys: TypedArray | undefined;
    const done = eachRows(rows, count, n, ({ kernels, first, count: here, x, y, m, s, sums, values }) => {
      ys ??= allocate(type, count * n);
      if (logarithm) {
        for (let i = 0; i < here; i++) sums[i] = logOf(sums[i]);
        kernels.shift(x, y, here, n, m, s);
      } else kernels.divide(y, here, n, s);
      ys.set(values, first * n);
    });
    return done ? ys : undefined;
  };
}

/** Of each row its maximum $m$ and $\sum_j e^{x_j - m}$; undefined where the plain loop is to find them. */
export function exponentialSums(
  rows: Compact,
  count: number,
  n: number,
): { readonly tops: Float64Array; readonly sums: Float64Array } | undefined {
  const result = { tops: new Float64Array(count), sums: new Float64Array(count) };
  const done = eachRows(rows, count, n, ({ first, tops, sums }) => {
    result.tops.set(tops, first);
    result.sums.set(sums, first);
  });
  return done ? result : undefined;
}

/** Shows all rows with their exponentials, some at a time; says no where the plain loop is to do it. */
function eachRows({ data, offset }: Compact, rows: number, n: number, visit: (some: Exponentials) => void): boolean {
  const type = data instanceof Float32Array ? 'float32' : data instanceof Float64Array ? 'float64' : undefined;
  const here = n > longest ? undefined : engineFor(rows * n, crossing);
  const kernels = type && here?.kernels(families[type]);
  if (type === undefined || here === undefined || kernels === undefined) return false;
  visitRows(here, kernels, type, data, offset, rows, n, visit);
  return true;
}

function visitRows(
  { workspace }: Engine,
  kernels: Readonly<Record<SoftmaxFunction, Kernel>>,
  type: LaneType,
  data: TypedArray,
  offset: number,
  rows: number,
  n: number,
  visit: (some: Exponentials) => void,
): void {
  const bytes = data.BYTES_PER_ELEMENT;
  const together = Math.min(rows, Math.max(1, Math.floor(chunk / n)));
  const mark = workspace.mark();
  try {
    const [x, y] = [0, 1].map(() => workspace.take((together * n + group[type]) * bytes));
    const [m, s] = [0, 1].map(() => workspace.take(together * 8));
    const stack = workspace.take(stackBytes);
    const view = workspace[type];
    for (let first = 0; first < rows; first += together) {
      const count = Math.min(together, rows - first);
      const start = offset + first * n;
      view.set(data.subarray(start, start + count * n), x / bytes);
      kernels.exponentials(x, y, count, n, m, s, stack);
      const [tops, sums] = [m, s].map((place) => workspace.float64.subarray(place / 8, place / 8 + count));
      visit({ kernels, first, count, x, y, m, s, tops, sums, values: view.subarray(y / bytes, y / bytes + count * n) });
    }
  } finally {
    workspace.reset(mark);
  }
}
