import { FloatLanes, type Int, type LaneType, type Local, type Module } from '../assembler/index.ts';
import type { Family } from './engine.ts';
import { integers } from './repeated.ts';
import { transposed } from './transposed.ts';

/**
 * `run(x, y, rows, columns, step)`: element (i, j) of a matrix of neighbours at x goes to place (j, i) at y, where rows lie `step`
 * bytes apart. In squares of one register a side; only bits are moved, so float32 lanes carry int32 as well.
 */
export function transposeFamily(type: LaneType): Family<'run'> {
  return { name: `transpose-${type}`, functions: ['run'], write: (module) => assemble(module, type) };
}

function assemble(module: Module, type: LaneType): void {
  module.func('run', integers(5), (fn, x, y, rows, columns, step) => {
    const f = new FloatLanes(fn, type);
    const row = fn.let(columns.mul(f.bytes));
    const squares = fn.let(rows.and(-f.count));
    const left = fn.let(columns);
    fn.while(left.ge(f.count), () => {
      const [from, to] = [fn.let(x), fn.let(y)];
      const end = fn.let(y.add(squares.mul(f.bytes)));
      fn.while(to.lt(end), () => {
        const lanes = Array.from({ length: f.count }, () => {
          const line = f.load(from);
          from.inc(row);
          return line;
        });
        const out = fn.let(to);
        for (const line of transposed(f, lanes)) {
          f.store(out, line);
          out.inc(step);
        }
        to.inc(16);
      });
      copyRows(f, from, to, row, step, fn.let(rows.sub(squares)), f.count);
      x.inc(16);
      y.inc(step.mul(f.count));
      left.inc(-f.count);
    });
    copyRows(f, x, y, row, step, rows, left);
  });
}

/** What is left over, element by element. */
function copyRows(f: FloatLanes, from: Local<'i32'>, to: Local<'i32'>, row: Int, step: Int, rows: Local<'i32'>, columns: Int): void {
  const { fn } = f;
  fn.while(rows.gt(0), () => {
    const left = fn.let(columns);
    const [source, out] = [fn.let(from), fn.let(to)];
    fn.while(left.gt(0), () => {
      f.storeLane(out, f.loadSplat(source));
      source.inc(f.bytes);
      out.inc(step);
      left.inc(-1);
    });
    from.inc(row);
    to.inc(f.bytes);
    rows.inc(-1);
  });
}
