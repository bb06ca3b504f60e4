import { type Expr, FloatLanes, type Module, Vector } from '../assembler/index.ts';
import type { Family } from './engine.ts';
import { integers, repeated } from './repeated.ts';

/** Registers side by side: strips of so many pairs of columns, each as often as it fits. */
const widths = [8, 4, 2, 1];

/** The passes over a matrix that `linalg/rows.ts` has as plain loops. */
export type RowsKernel = 'addRows' | 'takeProduct' | 'takeTwoProducts' | 'rowDots' | 'rotateRows';

/** They all in one module: float64 only, and so never fused. */
export const rowsFamily: Family<RowsKernel> = {
  name: 'rows-float64',
  functions: ['addRows', 'takeProduct', 'takeTwoProducts', 'rowDots', 'rotateRows'],
  write: (module) => {
    addRowsKernel(module);
    takeProductKernel(module);
    takeTwoProductsKernel(module);
    rowDotsKernel(module);
    rotateRowsKernel(module);
  },
};

/** Some columns: how many bytes of a row they are, and how these are read and written. */
export interface Strip {
  readonly bytes: number;
  load(address: Expr<'i32'>): Vector;
  store(address: Expr<'i32'>, value: Vector): void;
}

/** Does `body` for strip after strip of n columns; the last one alone, if their number is odd, in the first lane of a register. */
export function eachStrip(f: FloatLanes, n: Expr<'i32'>, body: (strip: Strip) => void, most = widths[0]): void {
  const { fn } = f;
  const left = fn.let(n);
  for (const width of widths.filter((each) => each <= most)) {
    fn.while(left.ge(2 * width), () => {
      body({ bytes: 16 * width, load: (address) => f.load(address, 0, width), store: (address, value) => f.store(address, value) });
      left.inc(-2 * width);
    });
  }
  fn.if(left, () => body({ bytes: 8, load: (address) => f.loadSplat(address), store: (address, value) => f.storeLane(address, value) }));
}

/** $w_j \leftarrow w_j + \sum_i x_i a_{ij}$, one row after the other. */
function addRowsKernel(module: Module): void {
  module.func('addRows', integers(7), (fn, m, n, a, step, x, xStep, w) => {
    const f = new FloatLanes(fn, 'float64');
    const [row, factor, rows] = [fn.local('i32'), fn.local('i32'), fn.local('i32')];
    eachStrip(f, n, ({ bytes, load, store }) => {
      const sums = f.variable(load(w));
      row.set(a);
      factor.set(x);
      rows.set(m);
      fn.loop(() => {
        sums.set(f.mulAdd(f.loadSplat(factor), load(row), sums));
        row.inc(step);
        factor.inc(xStep);
        rows.inc(-1);
      }, rows);
      store(w, sums);
      a.inc(bytes);
      w.inc(bytes);
    });
  });
}

/** $a_{ij} \leftarrow a_{ij} - x_i w_j$ */
function takeProductKernel(module: Module): void {
  module.func('takeProduct', integers(7), (fn, m, n, a, step, x, xStep, w) => {
    const f = new FloatLanes(fn, 'float64');
    const [row, factor, rows] = [fn.local('i32'), fn.local('i32'), fn.local('i32')];
    eachStrip(f, n, ({ bytes, load, store }) => {
      const beside = load(w);
      row.set(a);
      factor.set(x);
      rows.set(m);
      fn.loop(() => {
        store(row, f.negMulAdd(f.loadSplat(factor), beside, load(row)));
        row.inc(step);
        factor.inc(xStep);
        rows.inc(-1);
      }, rows);
      a.inc(bytes);
      w.inc(bytes);
    });
  });
}

/** $a_{ij} \leftarrow a_{ij} - (x_i w_j + y_i z_j)$ */
function takeTwoProductsKernel(module: Module): void {
  module.func('takeTwoProducts', integers(10), (fn, m, n, a, step, x, xStep, w, y, yStep, z) => {
    const f = new FloatLanes(fn, 'float64');
    const [row, first, second, rows] = [fn.local('i32'), fn.local('i32'), fn.local('i32'), fn.local('i32')];
    eachStrip(
      f,
      n,
      ({ bytes, load, store }) => {
        const [p, q] = [load(w), load(z)];
        row.set(a);
        first.set(x);
        second.set(y);
        rows.set(m);
        fn.loop(() => {
          const sum = f.add(f.mul(f.loadSplat(first), p), f.mul(f.loadSplat(second), q));
          store(row, f.sub(load(row), sum));
          row.inc(step);
          first.inc(xStep);
          second.inc(yStep);
          rows.inc(-1);
        }, rows);
        a.inc(bytes);
        w.inc(bytes);
        z.inc(bytes);
      },
      4,
    );
  });
}

/** $y_i \leftarrow \sum_j a_{ij} x_j$, in eight sums side by side: see the plain loop. */
function rowDotsKernel(module: Module): void {
  module.func('rowDots', integers(6), (fn, m, n, a, step, x, y) => {
    const f = new FloatLanes(fn, 'float64');
    const [at, beside] = [fn.local('i32'), fn.local('i32')];
    const [eights, pairs] = [fn.let(x.add(n.and(-8).shl(3))), fn.let(x.add(n.and(-2).shl(3)))];
    const zero = repeated(f.const(0), 4);
    const sums = f.variable(zero);
    fn.loop(() => {
      sums.set(zero);
      at.set(a);
      beside.set(x);
      fn.while(beside.lt(eights), () => {
        sums.set(f.mulAdd(f.load(at, 0, 4), f.load(beside, 0, 4), sums));
        at.inc(64);
        beside.inc(64);
      });
      const [first, ...others] = sums.parts.map((part) => f.variable(new Vector([part])));
      fn.while(beside.lt(pairs), () => {
        first.set(f.mulAdd(f.load(at), f.load(beside), first));
        at.inc(16);
        beside.inc(16);
      });
      const both = f.variable(f.add(f.add(first, others[0]), f.add(others[1], others[2])));
      const total = f.variable(f.add(both, f.shuffle(both, both, [1, 0])));
      fn.if(n.and(1), () => total.set(f.mulAdd(f.loadSplat(at), f.loadSplat(beside), total)));
      f.storeLane(y, total);
      a.inc(step);
      y.inc(8);
      m.inc(-1);
    }, m);
  });
}

/** Rows k and k + 1 are turned by the rotation k, one after the other; what becomes of a row stays in registers for the next rotation. */
function rotateRowsKernel(module: Module): void {
  module.func('rotateRows', integers(6), (fn, count, n, q, step, c, s) => {
    const f = new FloatLanes(fn, 'float64');
    const [row, cosines, sines, end] = [fn.local('i32'), fn.local('i32'), fn.local('i32'), fn.let(c.add(count.shl(3)))];
    eachStrip(
      f,
      n,
      ({ bytes, load, store }) => {
        const x = f.variable(load(q));
        row.set(q);
        cosines.set(c);
        sines.set(s);
        fn.loop(() => {
          const [cosine, sine, y] = [f.loadSplat(cosines), f.loadSplat(sines), load(row.add(step))];
          store(row, f.add(f.mul(cosine, x), f.mul(sine, y)));
          x.set(f.sub(f.mul(cosine, y), f.mul(sine, x)));
          row.inc(step);
          cosines.inc(8);
          sines.inc(8);
        }, cosines.lt(end));
        store(row, x);
        q.inc(bytes);
      },
      4,
    );
  });
}
