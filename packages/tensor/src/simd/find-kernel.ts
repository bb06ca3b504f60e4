import { type Expr, FloatLanes, type LaneType, type Module, type Vector } from '../assembler/index.ts';
import type { Family } from './engine.ts';

/** `find(x, n, value)`: at which of `n` neighbours `value`, a float64 in memory, is met first, or NaN. One of them is there. */
export function findFamily(type: LaneType): Family<'find'> {
  return { name: `find-${type}`, functions: ['find'], write: (module) => assembleFind(module, type) };
}

function assembleFind(module: Module, type: LaneType): void {
  module.func(
    'find',
    ['i32', 'i32', 'i32'],
    (fn, x, n, value) => {
      const f = new FloatLanes(fn, type);
      const target = f.splatDouble(fn.load('f64', value));
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
}
