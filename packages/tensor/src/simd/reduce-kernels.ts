import { FloatLanes, type LaneType, type Module, type Vector, type VectorVariable } from '../assembler/index.ts';
import { lineBlock } from '../blocks.ts';
import { bytesOf } from '../dtype.ts';
import { across, type Combine, firstLanes } from './across.ts';
import { loadAs } from './elements.ts';
import type { Family } from './engine.ts';
import { integers, repeated } from './repeated.ts';

/** The functions of a reduction; what they leave behind are float64, one for each block of `lineBlock` elements that were reduced. */
export type ReduceFunction = 'lines' | 'columns' | 'fold';

/** Columns that accumulators have room for beyond those that there are. */
export const spare = 4;

/** What is made of elements of a type, two by two. */
interface Reduction {
  readonly elements: LaneType;
  /** The type of the results so far. */
  readonly lanes: LaneType;
  /** What there is before the first element. */
  readonly start: number;
  readonly combine: Combine;
}

/** Sums are kept in float64. */
function addition(elements: LaneType): Reduction {
  return { elements, lanes: 'float64', start: 0, combine: (f, a, b) => f.add(a, b) };
}

function choice(name: 'max' | 'min', type: LaneType): Reduction {
  return { elements: type, lanes: type, start: name === 'max' ? -Infinity : Infinity, combine: (f, a, b) => f[name](a, b) };
}

/**
 * Sums in the one order of the house: element i of a block goes to running sum i mod 8, in four registers of two lanes.
 *
 * - `lines(x, y, count, n)`: what the blocks of `count` lines of `n` neighbours each give. It reads four registers beyond the last line.
 * - `columns(x, acc, rows, n, step)`: adds rows of `n` elements to eight rows of sums, row i to sums i mod 8, which lie `step` bytes apart.
 * - `fold(acc, y, n, step)`: what the eight rows give together, column by column; they are as at the start again.
 */
export function sums(type: LaneType): Family<ReduceFunction> {
  return reduceFamily(`sum-${type}`, addition(type));
}

/**
 * The greatest or the least: NaN if any is, and −0 below 0, as `Math.max` and `Math.min` have it.
 * The functions are those of {@link sums}, with results so far in the type of the elements.
 */
export function extremes(name: 'max' | 'min', type: LaneType): Family<ReduceFunction> {
  return reduceFamily(`${name}-${type}`, choice(name, type));
}

/** What is made of an element before it is added; `a` is what the line needs to know. */
export type Term = (f: FloatLanes, x: Vector, a: Vector) => Vector;

/** `lines(x, y, count, n, a)`: as in {@link sums}, of terms of which each line has a parameter at `a`, in float64. */
export function termSums(name: string, type: LaneType, term: Term): Family<'lines'> {
  return linesFamily(`${name}-${type}`, addition(type), term);
}

/** The greatest size $|x_i|$ of each block of lines. */
export function greatestSize(type: LaneType): Family<'lines'> {
  return linesFamily(`greatest-size-${type}`, choice('max', type), (f, x) => f.abs(x));
}

function linesFamily(name: string, reduction: Reduction, term: Term): Family<'lines'> {
  return {
    name,
    functions: ['lines'],
    write: (module) => {
      lines(module, reduction, term);
    },
  };
}

function reduceFamily(name: string, reduction: Reduction): Family<ReduceFunction> {
  return {
    name,
    functions: ['lines', 'columns', 'fold'],
    write: (module) => {
      lines(module, reduction);
      columns(module, reduction);
      fold(module, reduction);
    },
  };
}

function lines(module: Module, { elements, lanes, start, combine }: Reduction, term?: Term): void {
  module.func('lines', integers(5), (fn, x, y, count, n, a) => {
    const f = new FloatLanes(fn, lanes);
    const bytes = bytesOf(elements);
    const round = 4 * f.count;
    const result = f.variable(repeated(f.const(start), 4));
    const parameter = f.variable(f.const(0));
    const [left, size] = [fn.local('i32'), fn.local('i32')];
    const next = () => {
      const v = loadAs(f, elements, x, 0, 4);
      return term === undefined ? v : term(f, v, parameter);
    };
    fn.while(count.gt(0), () => {
      if (term !== undefined) parameter.set(f.loadSplat(a));
      a.inc(8);
      left.set(n);
      fn.while(left.gt(0), () => {
        size.set(left);
        fn.if(left.gt(lineBlock), () => size.set(lineBlock));
        left.inc(size.mul(-1));
        result.set(f.const(start));
        const whole = fn.let(x.add(size.and(-round).mul(bytes)));
        fn.while(x.lt(whole), () => {
          result.set(combine(f, result, next()));
          x.inc(round * bytes);
        });
        const rest = fn.let(size.and(round - 1));
        fn.if(rest, () => {
          result.set(combine(f, result, f.select(firstLanes(f, rest), next(), start)));
          x.inc(rest.mul(bytes));
        });
        fn.store(y, f.extractDouble(across(f, result, combine), 0));
        y.inc(8);
      });
      count.inc(-1);
    });
  });
}

function columns(module: Module, { elements, lanes, combine }: Reduction): void {
  module.func('columns', integers(5), (fn, x, acc, rows, n, step) => {
    const f = new FloatLanes(fn, lanes);
    const bytes = bytesOf(elements);
    const row = fn.let(n.mul(bytes));
    const whole = fn.let(x.add(rows.and(-8).mul(row)));
    const end = fn.let(x.add(rows.mul(row)));
    // Eight registers of columns share cache lines: row i, i + 8, … of them, so that the results stay in registers. The last columns
    // register by register, eight rows side by side; what lies beyond the last goes to results that nobody reads.
    for (const registers of [8, 1]) {
      const side = 8 / registers;
      fn.while(n.gt(registers === 8 ? 8 * f.count - 1 : 0), () => {
        const at = fn.let(acc);
        const first = fn.let(x);
        fn.loop(
          () => {
            const places = Array.from({ length: side }, (_, k) => fn.let(at.add(step.mul(k))));
            const results = places.map((place) => f.variable(f.load(place, 0, registers)));
            const here = fn.let(first);
            const addRow = (result: VectorVariable) => {
              result.set(combine(f, result, loadAs(f, elements, here, 0, registers)));
              here.inc(row.mul(registers));
            };
            fn.while(here.lt(whole), () => results.forEach(addRow));
            for (const result of results) fn.if(here.lt(end), () => addRow(result));
            for (const [k, place] of places.entries()) f.store(place, results[k]);
            at.inc(step.mul(side));
            first.inc(row.mul(side));
          },
          at.lt(acc.add(step.shl(3))),
        );
        for (const place of [x, whole, end]) place.inc(f.count * registers * bytes);
        acc.inc(16 * registers);
        n.inc(-f.count * registers);
      });
    }
  });
}

function fold(module: Module, { lanes, start, combine }: Reduction): void {
  module.func('fold', integers(4), (fn, acc, y, n, step) => {
    const f = new FloatLanes(fn, lanes);
    const doubles = new FloatLanes(fn, 'float64');
    fn.while(n.gt(0), () => {
      const places = Array.from({ length: 8 }, (_, k) => fn.let(acc.add(step.mul(k))));
      const [s0, s1, s2, s3, s4, s5, s6, s7] = places.map((place) => f.load(place));
      const even = combine(f, combine(f, s0, s2), combine(f, s4, s6));
      const result = combine(f, even, combine(f, combine(f, s1, s3), combine(f, s5, s7)));
      for (const place of places) f.store(place, f.const(start));
      if (f.count === 2) f.store(y, result);
      else for (const i of [0, 2]) doubles.store(y, doubles.convert(f.shuffle(result, result, [i, i + 1, i, i])), 8 * i);
      acc.inc(16);
      y.inc(8 * f.count);
      n.inc(-f.count);
    });
  });
}
