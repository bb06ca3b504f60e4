import {
  type Expr,
  FloatLanes,
  type Func,
  instruction,
  type LaneType,
  type Local,
  Module,
  Vector,
  type VectorVariable,
} from '../assembler/index.ts';
import { Doubles } from './doubles.ts';
import type { Family } from './engine.ts';

/** The functions of a reduction; what they leave behind are float64, one for each block of 1024 elements that were reduced. */
export type ReduceFunction = 'lines' | 'columns' | 'fold';

const functions: readonly ReduceFunction[] = ['lines', 'columns', 'fold'];

/** How many elements are reduced before what they give is combined pairwise: as in the plain loops. */
export const block = 1024;

/** Columns that the accumulators of {@link sums} and {@link extremes} have room for beyond those that there are. */
export const spare = 4;

/**
 * Sums in the one order of the house: element i of a block goes to running sum i mod 8, in four registers of two lanes.
 *
 * - `lines(x, y, count, n)`: the block sums of `count` lines of `n` neighbours each.
 * - `columns(x, acc, rows, n, step)`: adds rows of `n` elements to eight rows of sums, row i to sums i mod 8, which lie `step` bytes apart.
 * - `fold(acc, y, n, step)`: the sums of the block, column by column; the eight rows are 0 again.
 */
export function sums(type: LaneType): Family<ReduceFunction> {
  return { name: `sum-${type}`, functions, build: () => assembleSums(type) };
}

function assembleSums(type: LaneType): Uint8Array<ArrayBuffer> {
  const module = new Module();
  module.func('lines', ['i32', 'i32', 'i32', 'i32'], (fn, x, y, count, n) => {
    const f = new FloatLanes(fn, 'float64');
    sumLines(f, new Doubles(f, type), x, y, count, n);
  });
  module.func('columns', ['i32', 'i32', 'i32', 'i32', 'i32'], (fn, x, acc, rows, n, step) => {
    const f = new FloatLanes(fn, 'float64');
    const elements = new Doubles(f, type);
    const row = fn.let(n.mul(elements.bytes));
    const end = fn.let(x.add(rows.mul(row)));
    const left = fn.let(n);
    // Sixteen columns at a time share cache lines; row i, i + 8, … of them, so that the sums stay in registers.
    fn.while(left.ge(16), () => {
      const at = fn.let(acc);
      const first = fn.let(x);
      fn.loop(
        () => {
          const totals = Array.from({ length: 8 }, (_, k) => f.variable(f.load(at, 16 * k)));
          const here = fn.let(first);
          fn.while(here.lt(end), () => {
            for (const [k, sum] of totals.entries()) sum.set(f.add(sum, elements.load(here, 2 * elements.bytes * k)));
            here.inc(row.shl(3));
          });
          for (const [k, sum] of totals.entries()) f.store(at, sum, 16 * k);
          at.inc(step);
          first.inc(row);
        },
        at.lt(acc.add(step.shl(3))),
      );
      x.inc(16 * elements.bytes);
      end.inc(16 * elements.bytes);
      acc.inc(16 * 8);
      left.inc(-16);
    });
    // The last columns two by two, eight rows side by side; what lies beyond the last goes to sums that nobody reads.
    fn.while(left.gt(0), () => {
      const at = eight(fn, acc, step);
      const totals = at.map((place) => f.variable(f.load(place)));
      const here = fn.let(x);
      const whole = fn.let(x.add(rows.and(-8).mul(row)));
      fn.while(here.lt(whole), () => {
        for (const sum of totals) {
          sum.set(f.add(sum, elements.load(here)));
          here.inc(row);
        }
      });
      for (const sum of totals) {
        fn.if(here.lt(end), () => {
          sum.set(f.add(sum, elements.load(here)));
          here.inc(row);
        });
      }
      for (const [k, place] of at.entries()) f.store(place, totals[k]);
      x.inc(2 * elements.bytes);
      end.inc(2 * elements.bytes);
      acc.inc(16);
      left.inc(-2);
    });
  });
  module.func('fold', ['i32', 'i32', 'i32', 'i32'], (fn, acc, y, n, step) => {
    const f = new FloatLanes(fn, 'float64');
    fn.while(n.gt(0), () => {
      const at = eight(fn, acc, step);
      const [s0, s1, s2, s3, s4, s5, s6, s7] = at.map((place) => f.load(place));
      const even = f.add(f.add(s0, s2), f.add(s4, s6));
      f.store(y, f.add(even, f.add(f.add(s1, s3), f.add(s5, s7))));
      for (const place of at) f.store(place, f.const(0));
      acc.inc(16);
      y.inc(16);
      n.inc(-2);
    });
  });
  return module.bytes();
}

/** What is made of an element, as float64 lanes, before it is added; `a` is what the line needs to know. */
export type Term = (f: FloatLanes, x: Vector, a: Vector) => Vector;

/** `lines(x, y, count, n, a)`: as in {@link sums}, of terms of which each line has a parameter at `a`, in float64. */
export function termSums(name: string, type: LaneType, term: Term): Family<'lines'> {
  return {
    name: `${name}-${type}`,
    functions: ['lines'],
    build: () => {
      const module = new Module();
      module.func('lines', ['i32', 'i32', 'i32', 'i32', 'i32'], (fn, x, y, count, n, a) => {
        const f = new FloatLanes(fn, 'float64');
        const parameter = f.variable(f.const(0));
        const line: LineTerms = {
          start: () => {
            parameter.set(f.loadSplat(a));
            a.inc(8);
          },
          of: (v) => term(f, v, parameter),
        };
        sumLines(f, new Doubles(f, type), x, y, count, n, line);
      });
      return module.bytes();
    },
  };
}

/** What happens where a line starts, and what is added up of its elements. */
interface LineTerms {
  readonly start: () => void;
  readonly of: (v: Vector) => Vector;
}

const elementsThemselves: LineTerms = { start: () => undefined, of: (v) => v };

/** Eight places, `step` bytes apart. */
function eight(fn: Func, from: Local<'i32'>, step: Local<'i32'>): Local<'i32'>[] {
  return Array.from({ length: 8 }, (_, k) => fn.let(from.add(step.mul(k))));
}

/** Writes the code that adds up lines block by block. */
function sumLines(
  f: FloatLanes,
  elements: Doubles,
  x: Local<'i32'>,
  y: Local<'i32'>,
  count: Local<'i32'>,
  n: Local<'i32'>,
  terms = elementsThemselves,
): void {
  const { fn } = f;
  const { bytes } = elements;
  const totals = [0, 1, 2, 3].map(() => f.variable(f.const(0)));
  const size = fn.local('i32');
  const first = new Vector([fn.constant(Uint8Array.from({ length: 16 }, (_, i) => (i < 8 ? 255 : 0)))]);
  forEachBlock(fn, count, n, size, terms.start, () => {
    for (const sum of totals) sum.set(f.const(0));
    const whole = fn.let(x.add(size.and(-8).mul(bytes)));
    fn.while(x.lt(whole), () => {
      addParts(f, totals, terms.of(elements.load(x, 0, 4)));
      x.inc(8 * bytes);
    });
    const rest = fn.let(size.and(7));
    for (const [k, sum] of totals.entries()) {
      const at = 2 * k * bytes;
      fn.if(
        rest.gt(2 * k + 1),
        () => sum.set(f.add(sum, terms.of(elements.load(x, at)))),
        () => fn.if(rest.eq(2 * k + 1), () => sum.set(f.add(sum, f.and(terms.of(elements.loadOne(x, at)), first)))),
      );
    }
    x.inc(rest.mul(bytes));
    const [s01, s23, s45, s67] = totals;
    const both = f.add(f.add(s01, s23), f.add(s45, s67));
    fn.store(y, instruction('f64', [0xa0], [f.extract(both, 0), f.extract(both, 1)]));
    y.inc(8);
  });
}

/** Adds each register to the variable in its place. */
function addParts(f: FloatLanes, totals: readonly VectorVariable[], terms: Vector): void {
  for (const [k, sum] of totals.entries()) sum.set(f.add(sum, new Vector([terms.parts[k]])));
}

/** Does `start` for each line and `body` for each of its blocks, whose size is in `size`. */
function forEachBlock(fn: Func, count: Local<'i32'>, n: Local<'i32'>, size: Local<'i32'>, start: () => void, body: () => void): void {
  fn.while(count.gt(0), () => {
    start();
    const left = fn.let(n);
    fn.while(left.gt(0), () => {
      size.set(left);
      fn.if(left.gt(block), () => size.set(fn.let(block)));
      left.inc(size.mul(-1));
      body();
    });
    count.inc(-1);
  });
}

/**
 * The greatest or the least: NaN if any is, and −0 below 0, as `Math.max` and `Math.min` have it.
 * The functions are those of {@link sums}, with a single row of results so far, in the type of the elements.
 */
export function extremes(name: 'max' | 'min', type: LaneType): Family<ReduceFunction> {
  return { name: `${name}-${type}`, functions, build: () => assembleExtremes(name, type) };
}

/** The greatest size $|x_i|$ of each block of lines. */
export function greatestSize(type: LaneType): Family<'lines'> {
  return {
    name: `greatest-size-${type}`,
    functions: ['lines'],
    build: () => {
      const module = new Module();
      extremeLines(module, 'max', type, (f, v) => f.abs(v));
      return module.bytes();
    },
  };
}

function assembleExtremes(name: 'max' | 'min', type: LaneType): Uint8Array<ArrayBuffer> {
  const module = new Module();
  const worst = name === 'max' ? -Infinity : Infinity;
  extremeLines(module, name, type, (_, v) => v);
  module.func('columns', ['i32', 'i32', 'i32', 'i32', 'i32'], (fn, x, acc, rows, n) => {
    const f = new FloatLanes(fn, type);
    const row = fn.let(n.mul(f.bytes));
    const end = fn.let(x.add(rows.mul(row)));
    for (const registers of [8, 1]) {
      fn.while(n.ge(registers === 1 ? 1 : registers * f.count), () => {
        const best = f.variable(f.load(acc, 0, registers));
        const here = fn.let(x);
        fn.while(here.lt(end), () => {
          best.set(f[name](best, f.load(here, 0, registers)));
          here.inc(row);
        });
        f.store(acc, best);
        for (const place of [x, end, acc]) place.inc(16 * registers);
        n.inc(-registers * f.count);
      });
    }
  });
  module.func('fold', ['i32', 'i32', 'i32', 'i32'], (fn, acc, y, n) => {
    const f = new FloatLanes(fn, type);
    fn.while(n.gt(0), () => {
      fn.store(y, double(f, f.loadSplat(acc)));
      f.storeLane(acc, f.const(worst));
      acc.inc(f.bytes);
      y.inc(8);
      n.inc(-1);
    });
  });
  return module.bytes();
}

/** The function `lines` of {@link extremes}, of what `of` makes of the elements. */
function extremeLines(module: Module, name: 'max' | 'min', type: LaneType, of: (f: FloatLanes, v: Vector) => Vector): void {
  module.func('lines', ['i32', 'i32', 'i32', 'i32'], (fn, x, y, count, n) => {
    const f = new FloatLanes(fn, type);
    const worst = name === 'max' ? -Infinity : Infinity;
    const size = fn.local('i32');
    const best = f.variable(four(f.const(worst)));
    forEachBlock(
      fn,
      count,
      n,
      size,
      () => undefined,
      () => {
        best.set(f.const(worst));
        const end = fn.let(x.add(size.mul(f.bytes)));
        const whole = fn.let(x.add(size.and(-4 * f.count).mul(f.bytes)));
        fn.while(x.lt(whole), () => {
          best.set(f[name](best, of(f, f.load(x, 0, 4))));
          x.inc(64);
        });
        const [b0, b1, b2, b3] = best.parts.map((part) => new Vector([part]));
        const one = f.variable(f[name](f[name](b0, b1), f[name](b2, b3)));
        fn.while(x.lt(end), () => {
          one.set(f[name](one, of(f, f.loadSplat(x))));
          x.inc(f.bytes);
        });
        if (f.count === 4) one.set(f[name](one, f.shuffle(one, one, [2, 3, 0, 1])));
        one.set(f[name](one, f.shuffle(one, one, f.count === 4 ? [1, 0, 3, 2] : [1, 0])));
        fn.store(y, double(f, one));
        y.inc(8);
      },
    );
  });
}

/** `find(x, n, value)`: at which of `n` neighbours `value`, a float64 in memory, is met first, or NaN. One of them is there. */
export function findFamily(type: LaneType): Family<'find'> {
  return { name: `find-${type}`, functions: ['find'], build: () => assembleFind(type) };
}

function assembleFind(type: LaneType): Uint8Array<ArrayBuffer> {
  const module = new Module();
  module.func(
    'find',
    ['i32', 'i32', 'i32'],
    (fn, x, n, value) => {
      const f = new FloatLanes(fn, type);
      const sought = fn.load('f64', value);
      const target = f.splat(type === 'float32' ? instruction('f32', [0xb6], [sought]) : sought);
      const here = fn.let(x);
      const met = (v: Vector): Expr<'i32'> => f.any(f.or(f.eq(v, target), f.ne(v, v)));
      const end = fn.let(x.add(n.mul(f.bytes)));
      const whole = fn.let(x.add(n.and(-4 * f.count).mul(f.bytes)));
      fn.while(here.lt(whole), () => {
        fn.if(
          met(f.load(here, 0, 4)),
          () => whole.set(fn.let(0)),
          () => here.inc(64),
        );
      });
      fn.while(here.lt(end), () => {
        fn.if(
          met(f.loadSplat(here)),
          () => end.set(fn.let(0)),
          () => here.inc(f.bytes),
        );
      });
      fn.return(here.sub(x).div(f.bytes));
    },
    'i32',
  );
  return module.bytes();
}

/** The same register four times. */
function four({ parts: [register] }: Vector): Vector {
  return new Vector([register, register, register, register]);
}

/** The first lane as a float64. */
function double(f: FloatLanes, value: Vector): Expr {
  const lane = f.extract(value, 0);
  return f.type === 'float32' ? instruction('f64', [0xbb], [lane]) : lane;
}
