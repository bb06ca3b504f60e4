import { FloatLanes, type LaneType, type Module } from '../assembler/index.ts';
import { bytesOf } from '../dtype.ts';
import { loadAs, loadOneAs, storeAs, storeOneAs } from './elements.ts';
import type { Family } from './engine.ts';
import { integers } from './repeated.ts';
import { rowOf, sumRow } from './row-sums.ts';

/**
 * `normalize(x, y, count, n, w, b, epsilon, stack)`: $y_i = (x_i - \mu) r w_i + b_i$ for `count` rows of `n` neighbours, where μ is the
 * mean of the row and $r = 1 / \sqrt{\sigma^2 + \varepsilon}$. Everything is computed in float64, of which each result is rounded once.
 *
 * `epsilon` is the place of a float64, `stack` as for `sumRow`. x must be readable for four registers beyond the last row.
 */
export function layerNormFamily(type: LaneType): Family<'normalize'> {
  return { name: `layer-norm-${type}`, functions: ['normalize'], write: (module) => assemble(module, type) };
}

function assemble(module: Module, type: LaneType): void {
  module.func('normalize', integers(8), (fn, x, y, count, n, w, b, epsilon, stack) => {
    const f = new FloatLanes(fn, 'float64');
    const bytes = bytesOf(type);
    const row = rowOf(f, n);
    const length = f.splatInt(n);
    const small = f.loadSplat(epsilon);
    const [at, to, weight, bias, left] = Array.from({ length: 5 }, () => fn.local('i32'));
    const next = () => {
      const elements = loadAs(f, type, at, 0, 4);
      at.inc(8 * bytes);
      return elements;
    };
    fn.while(count.gt(0), () => {
      at.set(x);
      sumRow(f, row, stack, next);
      const mean = f.div(f.loadSplat(stack), length);
      at.set(x);
      sumRow(f, row, stack, () => {
        const deviation = f.sub(next(), mean);
        return f.mul(deviation, deviation);
      });
      const scale = f.div(1, f.sqrt(f.add(f.div(f.loadSplat(stack), length), small)));
      for (const [place, start] of [
        [at, x],
        [to, y],
        [weight, w],
        [bias, b],
        [left, n],
      ] as const)
        place.set(start);
      for (const size of [8, 1]) {
        const read = (place: typeof at) => (size === 8 ? loadAs(f, type, place, 0, 4) : loadOneAs(f, type, place));
        fn.while(left.ge(size), () => {
          const result = f.add(f.mul(f.mul(f.sub(read(at), mean), scale), read(weight)), read(bias));
          (size === 8 ? storeAs : storeOneAs)(f, type, to, result);
          for (const place of [at, to, weight, bias]) place.inc(size * bytes);
          left.inc(-size);
        });
      }
      for (const place of [x, y]) place.inc(n.mul(bytes));
      count.inc(-1);
    });
  });
}
