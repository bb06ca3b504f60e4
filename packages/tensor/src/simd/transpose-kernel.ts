import { FloatLanes, type Func, type LaneType, type Local, Module } from '../assembler/index.ts';
import type { Family } from './engine.ts';
import { transposed } from './transposed.ts';

/**
 * `run(x, y, rows, columns, step)`: element (i, j) of a matrix of neighbours at x goes to place (j, i) at y, where rows lie `step`
 * bytes apart. In squares of one register a side; only bits are moved, so float32 lanes carry int32 as well.
 */
export function transposeFamily(type: LaneType): Family<'run'> {
  return { name: `transpose-${type}`, functions: ['run'], build: () => assemble(type) };
}

function assemble(type: LaneType): Uint8Array<ArrayBuffer> {
  const module = new Module();
  module.func('run', ['i32', 'i32', 'i32', 'i32', 'i32'], (fn, x, y, rows, columns, step) => {
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
      copyRows(fn, f, { from, to, row, step, rows: fn.let(rows.sub(squares)), columns: fn.let(f.count) });
      x.inc(16);
      y.inc(step.mul(f.count));
      left.inc(-f.count);
    });
    copyRows(fn, f, { from: x, to: y, row, step, rows, columns: left });
  });
  return module.bytes();
}

/** What is left over, element by element. */
function copyRows(
  fn: Func,
  f: FloatLanes,
  places: { readonly [K in 'from' | 'to' | 'row' | 'step' | 'rows' | 'columns']: Local<'i32'> },
): void {
  const { from, to, row, step, rows, columns } = places;
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
