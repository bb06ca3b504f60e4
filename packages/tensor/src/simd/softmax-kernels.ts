import { FloatLanes, type LaneType, type Local, type Module, type Vector } from '../assembler/index.ts';
import { across } from './across.ts';
import type { Family } from './engine.ts';
import { exp, expSeries32 } from './math/exp.ts';
import { powerOfTwo, whole } from './math/format.ts';
import { integers, repeated } from './repeated.ts';
import { type Row, rowOf, sumRow } from './row-sums.ts';

/** What softmax and its logarithm are made of, for some rows that are staged together. */
export type SoftmaxFunction = 'exponentials' | 'divide' | 'shift';

/** Elements that are worked on side by side: four registers. */
export const group = { float32: 16, float64: 8 };

/**
 * Rows of `n` neighbours, from x to y.
 *
 * - `exponentials(x, y, count, n, m, s, stack)`: $y_i = e^{x_i - m}$ and, row by row, $m = \max_j x_j$ at `m` and
 *   $\sum_i y_i$ at `s`, both as float64; float64 lanes add in the one summation order. `stack` is as for `sumRow`.
 * - `divide(y, count, n, s)`: $y_i / s$.
 * - `shift(x, y, count, n, m, s)`: $x_i - m - s$.
 *
 * The last group of a row is computed in full: x must be readable and y writable so far beyond the last row.
 */
export function softmaxFamily(type: LaneType): Family<SoftmaxFunction> {
  return { name: `softmax-${type}`, functions: ['exponentials', 'divide', 'shift'], write: (module) => assemble(module, type) };
}

function assemble(module: Module, type: LaneType): void {
  module.func('exponentials', integers(7), (fn, x, y, count, n, m, s, stack) => {
    const f = new FloatLanes(fn, type);
    const row = rowOf(f, n);
    fn.while(count.gt(0), () => {
      const top = rowMaximum(f, x, row);
      fn.store(m, f.extractDouble(top, 0));
      const [here, there] = [fn.let(x), fn.let(y)];
      sumRow(f, row, stack, () => {
        const terms = weight(f, f.sub(f.load(here, 0, 4), top));
        f.store(there, terms);
        for (const place of [here, there]) place.inc(64);
        return terms;
      });
      fn.store(s, fn.load('f64', stack));
      x.inc(n.mul(f.bytes));
      y.inc(n.mul(f.bytes));
      m.inc(8);
      s.inc(8);
      count.inc(-1);
    });
  });
  module.func('divide', integers(4), (fn, y, count, n, s) => {
    const f = new FloatLanes(fn, type);
    fn.while(count.gt(0), () => {
      const sum = f.splatDouble(fn.load('f64', s));
      const factor = f.div(1, sum);
      elementByElement(f, y, y, n, (v) => (type === 'float32' ? f.mul(v, factor) : f.div(v, sum)));
      s.inc(8);
      count.inc(-1);
    });
  });
  module.func('shift', integers(6), (fn, x, y, count, n, m, s) => {
    const f = new FloatLanes(fn, type);
    fn.while(count.gt(0), () => {
      const [top, log] = [f.splatDouble(fn.load('f64', m)), f.splatDouble(fn.load('f64', s))];
      elementByElement(f, x, y, n, (v) => f.sub(f.sub(v, top), log));
      m.inc(8);
      s.inc(8);
      count.inc(-1);
    });
  });
}

/** $\max_j x_j$ in each lane; NaN counts as nothing, it comes back with its exponential. */
function rowMaximum(f: FloatLanes, x: Local<'i32'>, { n, rest, inRow }: Row): Vector {
  const { fn } = f;
  const best = f.variable(repeated(f.const(-Infinity), 4));
  const here = fn.let(x);
  const whole = fn.let(x.add(n.sub(rest).mul(f.bytes)));
  fn.while(here.lt(whole), () => {
    best.set(f.pmax(best, f.load(here, 0, 4)));
    here.inc(64);
  });
  fn.if(rest, () => best.set(f.pmax(best, f.select(inRow, f.load(here, 0, 4), -Infinity))));
  return across(f, best, (_, a, b) => f.pmax(a, b));
}

/** What lies below has no weight: less than the smallest normal number of float32. */
const lowest = -87.3365;

/** $2^u$ in float32, the highest power first: the series of $e^{u \ln 2}$. */
const powerSeries = [...expSeries32, 1, 1].map((c, i, { length }) => c * Math.LN2 ** (length - 1 - i));

/**
 * $e^x$ for $x \le 0$. In float64 the bits of `expOf`. In float32 $2^{x \log_2 e}$, which takes no more digits than subtracting the
 * maximum took from x already, and 0 for weights below the normal numbers.
 */
function weight(f: FloatLanes, x: Vector): Vector {
  if (f.type === 'float64') return exp(f, x);
  const u = f.mul(f.pmax(x, lowest), Math.LOG2E);
  const k = whole(f, u);
  const y = f.mul(f.polynomial(f.sub(u, k), powerSeries), powerOfTwo(f, k));
  return f.andNot(y, f.lt(x, lowest));
}

/** Four registers at a time, also where fewer are left. */
function elementByElement(f: FloatLanes, x: Local<'i32'>, y: Local<'i32'>, n: Local<'i32'>, body: (v: Vector) => Vector): void {
  const { fn } = f;
  const whole = fn.let(y.add(n.sub(n.rem(group[f.type])).mul(f.bytes)));
  const places = x === y ? [y] : [x, y];
  const end = fn.let(y.add(n.mul(f.bytes)));
  const advance = (bytes: number): void => {
    for (const place of places) place.inc(bytes);
  };
  fn.while(y.lt(whole), () => {
    f.store(y, body(f.load(x, 0, 4)));
    advance(64);
  });
  fn.while(y.le(end.sub(16)), () => {
    f.store(y, body(f.load(x)));
    advance(16);
  });
  fn.while(y.lt(end), () => {
    f.storeLane(y, body(f.loadSplat(x)));
    advance(f.bytes);
  });
}
