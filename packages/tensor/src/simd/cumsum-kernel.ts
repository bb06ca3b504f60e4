import { FloatLanes, type LaneType, type Module, Vector } from '../assembler/index.ts';
import { bytesOf } from '../dtype.ts';
import { loadAs, loadOneAs, storeAs, storeOneAs } from './elements.ts';
import type { Family } from './engine.ts';
import { integers } from './repeated.ts';

/** How lines lie that running sums are taken along: beside each other, or one behind the other; forwards or from the end. */
export type CumsumFunction = 'wide' | 'long' | 'longReversed';

/**
 * Running sums in float64: $s \leftarrow s + x_i$, $y_i = b + s$. Each line has its s and b, neighbours at `s` and `b`; s is left for
 * the next call.
 *
 * - `wide(x, y, lines, n, step, s, b)`: n rows of `lines` neighbours, `step` bytes from one row to the next; a negative step goes backwards.
 * - `long(x, y, lines, n, s, b)`: an even number of lines of n neighbours each; `longReversed` goes from their ends.
 */
export function cumsumFamily(type: LaneType): Family<CumsumFunction> {
  return {
    name: `cumsum-${type}`,
    functions: ['wide', 'long', 'longReversed'],
    write: (module) => {
      wide(module, type);
      long(module, type, false);
      long(module, type, true);
    },
  };
}

/** Strips of sums, four registers and then one at a time, down the rows; a last line alone. */
function wide(module: Module, type: LaneType): void {
  module.func('wide', integers(7), (fn, x, y, lines, n, step, s, b) => {
    const f = new FloatLanes(fn, 'float64');
    const bytes = bytesOf(type);
    const [at, to, left] = [fn.local('i32'), fn.local('i32'), fn.local('i32')];
    for (const count of [8, 2, 1]) {
      fn.while(lines.ge(count), () => {
        const single = count === 1;
        const sums = f.variable(single ? f.loadSplat(s) : f.load(s, 0, count / 2));
        const before = single ? f.loadSplat(b) : f.load(b, 0, count / 2);
        at.set(x);
        to.set(y);
        left.set(n);
        fn.loop(() => {
          sums.set(f.add(sums, single ? loadOneAs(f, type, at) : loadAs(f, type, at, 0, count / 2)));
          (single ? storeOneAs : storeAs)(f, type, to, f.add(before, sums));
          for (const place of [at, to]) place.inc(step);
          left.inc(-1);
        }, left.gt(0));
        if (single) f.storeLane(s, sums);
        else f.store(s, sums);
        for (const place of [x, y]) place.inc(count * bytes);
        for (const place of [s, b]) place.inc(count * 8);
        lines.inc(-count);
      });
    }
  });
}

/** Two lines in each register, so that none waits for the sum before its own: squares of lanes are turned over, and back. */
function long(module: Module, type: LaneType, reverse: boolean): void {
  const name = reverse ? 'longReversed' : 'long';
  module.func(name, integers(6), (fn, x, y, lines, n, s, b) => {
    const f = new FloatLanes(fn, 'float64');
    const bytes = bytesOf(type);
    const row = fn.let(n.mul(bytes));
    const apart = fn.let(y.sub(x));
    const left = fn.local('i32');
    const [first, second] = reverse ? [1, 0] : [0, 1];
    for (const pairs of [4, 1]) {
      fn.while(lines.ge(2 * pairs), () => {
        const at = Array.from({ length: 2 * pairs }, (_, i) => fn.let(x.add(row.mul(i)).add(reverse ? row.sub(2 * bytes) : 0)));
        const [even, odd] = [0, 1].map((i) => at.filter((_, line) => line % 2 === i));
        const of = (places: typeof at, read: (place: (typeof at)[0]) => Vector) => new Vector(places.flatMap((place) => read(place).parts));
        const sums = f.variable(f.load(s, 0, pairs));
        const before = f.load(b, 0, pairs);
        const next = (terms: Vector): Vector => {
          sums.set(f.add(sums, terms));
          return f.add(before, sums);
        };
        left.set(n);
        fn.while(left.ge(2), () => {
          const [above, below] = [even, odd].map((places) => of(places, (place) => loadAs(f, type, place)));
          const results: Vector[] = [];
          for (const lane of [first, second]) results[lane] = next(f.shuffle(above, below, [lane, 2 + lane]));
          for (const [i, places] of [even, odd].entries()) {
            const lines = f.shuffle(results[0], results[1], [i, 2 + i]);
            for (const [k, place] of places.entries()) storeAs(f, type, place.add(apart), new Vector([lines.parts[k]]));
          }
          for (const place of at) place.inc(reverse ? -2 * bytes : 2 * bytes);
          left.inc(-2);
        });
        fn.if(left, () => {
          if (reverse) for (const place of at) place.inc(bytes);
          const [above, below] = [even, odd].map((places) => of(places, (place) => loadOneAs(f, type, place)));
          const results = next(f.shuffle(above, below, [0, 2]));
          for (const [lane, places] of [even, odd].entries()) {
            for (const [k, place] of places.entries()) storeOneAs(f, type, place.add(apart), new Vector([results.parts[k]]), lane);
          }
        });
        f.store(s, sums);
        x.inc(row.mul(2 * pairs));
        for (const place of [s, b]) place.inc(pairs * 16);
        lines.inc(-2 * pairs);
      });
    }
  });
}
