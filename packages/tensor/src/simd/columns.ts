import { FloatLanes, type Module } from '../assembler/index.ts';
import { innerBlock } from '../blocks.ts';
import { type Engine, engineFor, type Family } from './engine.ts';
import { copyRows, type Lines } from './lines.ts';
import { integers } from './repeated.ts';
import { eachStrip } from './rows-kernels.ts';

/** Sums over fewer elements than this are faster in the plain loop. */
const crossing = 500;

/** Elements that are staged together, and at least of each row. */
const [blockElements, lineElements] = [1 << 17, 1 << 10];

/** Passes over rows of columns that lie beside each other; `step` bytes from one row to the next. */
type ColumnsKernel = 'subtract' | 'sums';

const family: Family<ColumnsKernel> = {
  name: 'columns-float64',
  functions: ['subtract', 'sums'],
  write: (module) => {
    subtractKernel(module);
    sumsKernel(module);
  },
};

/** $x_{ij} \leftarrow x_{ij} - a_j$ */
function subtractKernel(module: Module): void {
  module.func('subtract', integers(5), (fn, m, n, x, step, a) => {
    const f = new FloatLanes(fn, 'float64');
    const [row, rows] = [fn.local('i32'), fn.local('i32')];
    eachStrip(f, n, ({ bytes, load, store }) => {
      const shift = load(a);
      row.set(x);
      rows.set(m);
      fn.loop(() => {
        store(row, f.sub(load(row), shift));
        row.inc(step);
        rows.inc(-1);
      }, rows);
      x.inc(bytes);
      a.inc(bytes);
    });
  });
}

/** $s_j \leftarrow s_j + \sum_i (x_{ij} - a_j)$ and $l_j \leftarrow \max(l_j, |x_{ij}|)$ */
function sumsKernel(module: Module): void {
  module.func('sums', integers(7), (fn, m, n, x, step, a, s, l) => {
    const f = new FloatLanes(fn, 'float64');
    const [row, rows] = [fn.local('i32'), fn.local('i32')];
    const fourPairs = 4; // of sums, sizes and shifts: they just fit the registers
    eachStrip(
      f,
      n,
      ({ bytes, load, store }) => {
        const [shift, sums, sizes] = [load(a), f.variable(load(s)), f.variable(load(l))];
        row.set(x);
        rows.set(m);
        fn.loop(() => {
          const values = load(row);
          sums.set(f.add(sums, f.sub(values, shift)));
          sizes.set(f.pmax(sizes, f.abs(values))); // as the plain loop compares: NaN is no size
          row.inc(step);
          rows.inc(-1);
        }, rows);
        store(s, sums);
        store(l, sizes);
        x.inc(bytes);
        a.inc(bytes);
        s.inc(bytes);
        l.inc(bytes);
      },
      fourPairs,
    );
  });
}

/** Takes rows, one after the other, from `m` rows of n elements in the workspace that begin at x. False where the host refuses the kernels. */
export function subtractRows(here: Engine, m: number, n: number, x: number, step: number, shift: readonly Float64Array[]): boolean {
  const kernels = shift.length === 0 ? undefined : here.kernels(family);
  const { workspace } = here;
  const mark = workspace.mark();
  try {
    for (const row of shift) {
      const place = workspace.take(n * 8);
      workspace.float64.set(row, place / 8);
      kernels?.subtract(m, n, x, step, place);
    }
    return shift.length === 0 || kernels !== undefined;
  } finally {
    workspace.reset(mark);
  }
}

/** Columns of X less those of the shift, for a product on an engine that has the kernels: staged by `lines`, which are wide. */
export function shiftedColumns(here: Engine, lines: Lines, column: number, shift: readonly Float64Array[]): Lines {
  if (shift.length === 0) return lines;
  return {
    wide: true,
    stage: (first, count, from, rows, place) => {
      const staged = lines.stage(first, count, from, rows, place);
      const part = shift.map((row) => row.subarray(column + first, column + first + count));
      subtractRows(here, rows, count, staged.place, staged.inner, part);
      return staged;
    },
  };
}

/** Whether the engine has the kernels of this file. */
export function hasColumns(here: Engine): boolean {
  return here.kernels(family) !== undefined;
}

/** Adds up $x_{ij} - a_j$ and finds the largest $|x_{ij}|$ of each column; false where the plain loop is to do it. */
export function columnSumsLanes(
  X: Float64Array,
  n: number,
  d: number,
  shift: Float64Array,
  sums: Float64Array,
  largest: Float64Array,
): boolean {
  const here = engineFor(n * d, crossing);
  const kernels = here?.kernels(family);
  if (here === undefined || kernels === undefined) return false;
  const { workspace } = here;
  const most = Math.min(n, innerBlock);
  const strip = Math.min(d, Math.max(lineElements, Math.floor(blockElements / most)));
  const mark = workspace.mark();
  try {
    const [x, a, s, l] = [most * strip, strip, strip, strip].map((count) => workspace.take(count * 8));
    const view = workspace.float64;
    for (let first = 0; first < d; first += strip) {
      const width = Math.min(strip, d - first);
      view.set(shift.subarray(first, first + width), a / 8);
      view.fill(0, l / 8, l / 8 + width);
      for (let from = 0; from < n; from += innerBlock) {
        const rows = Math.min(innerBlock, n - from);
        copyRows(rows, width, X, from * d + first, d, 1, view, x / 8);
        view.fill(0, s / 8, s / 8 + width);
        kernels.sums(rows, width, x, width * 8, a, s, l);
        for (let j = 0; j < width; j++) sums[first + j] += view[s / 8 + j];
      }
      largest.set(view.subarray(l / 8, l / 8 + width), first);
    }
    return true;
  } finally {
    workspace.reset(mark);
  }
}
