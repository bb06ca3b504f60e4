import { FloatLanes, type Module } from '../assembler/index.ts';
import { innerBlock } from '../blocks.ts';
import { engineFor, type Family, type Kernel } from './engine.ts';
import { integers, repeated } from './repeated.ts';

/** Fewer differences than this are faster in the plain loop: copying in would not pay. */
const crossing = 3000;

/** Lines of a panel: rows of a tile, and as many columns in two registers. */
const lines = 4;

/** Rows of X and of Y whose distances are computed together: panels and results stay in the second cache. */
const [mc, nc] = [64, 128];

/** Some distances in the workspace, until the next block is computed. */
export interface DistanceBlock {
  /** Where they are: that of row r and column c at `at + r * step + c`. */
  readonly view: Float64Array;
  readonly at: number;
  readonly step: number;
  /** The first row of X, and how many. */
  readonly i: number;
  readonly rows: number;
  /** The first row of Y, and how many. */
  readonly j: number;
  readonly columns: number;
  /** The first column from `c` on, of those at `row`, whose distance may be below `limit`; `columns` or more where there is none. */
  readonly below: (row: number, c: number, columns: number, limit: number) => number;
}

const family: Family<'distances' | 'below'> = {
  name: 'distances-float64',
  functions: ['distances', 'below'],
  write: (module) => {
    distances(module);
    below(module);
  },
};

/** Both operands in panels of four lines, coordinate by coordinate beside each other: `y [rows, columns]` whose rows lie `yStep` bytes apart. */
function distances(module: Module): void {
  module.func('distances', integers(8), (fn, a, rows, b, columns, d, y, yStep, accumulate) => {
    const f = new FloatLanes(fn, 'float64');
    const [left, right, corner, row, i] = Array.from({ length: 5 }, () => fn.local('i32'));
    const coordinate = lines * f.bytes;
    const panel = fn.let(d.mul(coordinate));
    const zero = repeated(f.const(0), lines / f.count);
    fn.loop(() => {
      left.set(a);
      corner.set(y);
      i.set(rows);
      const end = fn.let(b.add(panel));
      fn.loop(() => {
        right.set(b);
        const sums = Array.from({ length: lines }, () => f.variable(zero));
        fn.loop(() => {
          const beside = f.load(right, 0, lines / f.count);
          for (const [r, sum] of sums.entries()) {
            const apart = f.sub(f.loadSplat(left, r * f.bytes), beside);
            sum.set(f.mulAdd(apart, apart, sum));
          }
          left.inc(coordinate);
          right.inc(coordinate);
        }, right.lt(end));
        row.set(corner);
        fn.if(accumulate, () => {
          for (const sum of sums) {
            sum.set(f.add(f.load(row, 0, lines / f.count), sum));
            row.inc(yStep);
          }
        });
        for (const sum of sums) {
          f.store(corner, sum);
          corner.inc(yStep);
        }
        i.inc(-lines);
      }, i.gt(0));
      b.set(end);
      y.inc(coordinate);
      columns.inc(-lines);
    }, columns.gt(0));
  });
}

/** The place of the first two registers, from x to `end`, of which a lane is below the limit; `end` or beyond where there is none. */
function below(module: Module): void {
  module.func(
    'below',
    ['i32', 'i32', 'f64'],
    (fn, x, end, limit) => {
      const f = new FloatLanes(fn, 'float64');
      const bound = f.splat(limit);
      fn.while(x.lt(end), () => {
        fn.if(f.any(f.lt(f.load(x, 0, 2), bound)), () => fn.return(x));
        x.inc(32);
      });
      fn.return(x);
    },
    'i32',
  );
}

/**
 * Computes the squared distances of m rows of X from n rows of Y block by block, and hands each block to `use`: for a row of X,
 * the rows of Y come in their order. False, and nothing is used, where the plain loop is to do it.
 */
export function distanceBlocks(
  X: Float64Array,
  m: number,
  Y: Float64Array,
  n: number,
  d: number,
  use: (block: DistanceBlock) => void,
): boolean {
  const here = engineFor(m < lines ? Math.min(m * n * d, crossing - 1) : m * n * d, crossing);
  const kernels = here?.kernels(family);
  if (here === undefined || kernels === undefined) return false;
  const { workspace } = here;
  const mark = workspace.mark();
  try {
    const [high, wide, deep] = [Math.min(mc, padded(m)), Math.min(nc, padded(n)), Math.min(innerBlock, d)];
    const [a, b, y] = [high * deep, wide * deep, high * wide + 4].map((size) => workspace.take(size * 8)); // `below` reads on
    const view = workspace.float64;
    const scan = belowIn(kernels.below);
    for (let j = 0; j < n; j += nc) {
      const columns = Math.min(nc, n - j);
      if (d <= innerBlock) pack(Y, d, j, columns, 0, d, view, b / 8); // else each depth in turn takes the place
      for (let i = 0; i < m; i += mc) {
        const rows = Math.min(mc, m - i);
        for (let k = 0; k < d; k += innerBlock) {
          const depth = Math.min(innerBlock, d - k);
          if (d > innerBlock) pack(Y, d, j, columns, k, depth, view, b / 8);
          pack(X, d, i, rows, k, depth, view, a / 8);
          kernels.distances(a, padded(rows), b, padded(columns), depth, y, wide * 8, k);
        }
        use({ view, at: y / 8, step: wide, i, rows, j, columns, below: scan });
      }
    }
    return true;
  } finally {
    workspace.reset(mark);
  }
}

function padded(count: number): number {
  return Math.ceil(count / lines) * lines;
}

function belowIn(kernel: Kernel): DistanceBlock['below'] {
  return (row, c, columns, limit) => kernel((row + c) * 8, (row + columns) * 8, limit) / 8 - row;
}

/** Lays `count` rows out in panels of four, coordinate by coordinate; a panel that lacks rows repeats the last one. */
function pack(x: Float64Array, d: number, first: number, count: number, from: number, depth: number, y: Float64Array, to: number): void {
  const at = first * d + from;
  const last = at + (count - 1) * d;
  let next = to;
  for (let line = at; line <= last; line += lines * d) {
    const [second, third, fourth] = [Math.min(line + d, last), Math.min(line + 2 * d, last), Math.min(line + 3 * d, last)];
    for (let k = 0; k < depth; k++) {
      y[next] = x[line + k];
      y[next + 1] = x[second + k];
      y[next + 2] = x[third + k];
      y[next + 3] = x[fourth + k];
      next += lines;
    }
  }
}
