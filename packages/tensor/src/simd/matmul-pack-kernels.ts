import { FloatLanes, type LaneType, type Module } from '../assembler/index.ts';
import type { Family } from './engine.ts';
import { fusedIn, tileColumns, tileRows } from './matmul-kernels.ts';
import { integers } from './repeated.ts';
import { transposed } from './transposed.ts';

/**
 * The kernels that make panels: so many lines as a tile has columns, element by element beside each other. The elements of a line are
 * neighbours for `packLong`, equal elements of the lines are for `packWide`; `packRows` makes such panels of the left operand, of so many
 * lines as a tile has rows.
 */
export type PackKernel = 'packLong' | 'packWide' | 'packRows';

/** They are a family of their own, since small products do without, and the first product of a process then waits less. */
export const packFamilies: Readonly<Record<LaneType, Family<PackKernel>>> = {
  float32: packFamily('float32'),
  float64: packFamily('float64'),
};

function packFamily(type: LaneType): Family<PackKernel> {
  return {
    name: `matmul-pack-${type}`,
    functions: ['packLong', 'packWide', 'packRows'],
    write: (module, canFuse) => {
      packLong(module, type);
      packWide(module, 'packWide', type, tileColumns(type));
      packWide(module, 'packRows', type, tileRows(fusedIn(type, canFuse)));
    },
  };
}

/** Panels of lines whose elements are neighbours: squares of lanes are turned over in registers. */
function packLong(module: Module, type: LaneType): void {
  module.func('packLong', integers(5), (fn, x, step, count, depth, out) => {
    const f = new FloatLanes(fn, type);
    const panel = tileColumns(type) * f.bytes;
    const last = fn.let(x.add(count.sub(1).mul(step)));
    const to = fn.local('i32');
    const from = Array.from({ length: f.count }, () => fn.local('i32'));
    const advance = (elements: number) => {
      for (const at of from) at.inc(elements * f.bytes);
    };
    const pack = () => {
      to.set(out);
      const end = fn.let(from[0].add(depth.mul(f.bytes)));
      const whole = fn.let(from[0].add(depth.and(-f.count).mul(f.bytes)));
      fn.while(from[0].lt(whole), () => {
        const rows = from.map((at) => f.load(at));
        for (const [l, lanes] of transposed(f, rows).entries()) f.store(to, lanes, l * panel);
        to.inc(f.count * panel);
        advance(f.count);
      });
      fn.while(from[0].lt(end), () => {
        for (const [i, at] of from.entries()) f.storeLane(to, f.loadSplat(at), 0, i * f.bytes);
        to.inc(panel);
        advance(1);
      });
    };
    const line = fn.let(0);
    const group = fn.local('i32');
    fn.loop(() => {
      group.set(0);
      fn.loop(() => {
        for (const [i, at] of from.entries()) {
          at.set(x.add(line.add(i).mul(step)));
          fn.if(at.gt(last), () => at.set(last)); // a panel that lacks lines repeats the last one
        }
        pack();
        line.inc(f.count);
        out.inc(16);
        group.inc(16);
      }, group.lt(panel));
      out.inc(depth.sub(1).mul(panel));
    }, line.lt(count));
  });
}

/**
 * Panels of `lines` lines each, of lines that lie element by element beside each other already, `step` bytes from one element to the
 * next. Whole registers are copied: what is too much in one place is overwritten by the next, and lies behind the last one.
 */
function packWide(module: Module, name: PackKernel, type: LaneType, lines: number): void {
  module.func(name, integers(5), (fn, x, step, count, depth, out) => {
    const f = new FloatLanes(fn, type);
    const panel = lines * f.bytes;
    const [line, from, end] = [fn.let(0), fn.local('i32'), fn.local('i32')];
    fn.loop(() => {
      from.set(x.add(line.mul(f.bytes)));
      end.set(out.add(depth.mul(panel)));
      fn.loop(() => {
        f.store(out, f.load(from, 0, Math.ceil(lines / f.count)));
        from.inc(step);
        out.inc(panel);
      }, out.lt(end));
      line.inc(lines);
    }, line.lt(count));
  });
}
