import { storageOf } from '../base.ts';
import { lineBlock } from '../blocks.ts';
import { allocate, isFloat, type TypedArray } from '../dtype.ts';
import type { Tensor } from '../tensor.ts';
import { type Engine, engineFor, type Kernel } from './engine.ts';
import { findFamily } from './find-kernel.ts';
import { chunk, crossing, linesAlong, type ReduceRun, tree } from './reduce.ts';
import { extremes } from './reduce-kernels.ts';
import { Staged } from './stage.ts';

/** Which of two elements is wanted. */
type Choice = 'max' | 'min';

/** The SIMD path of where the greatest or the least element is first met. */
export function argLanes(name: Choice): ReduceRun {
  const families = { float32: extremes(name, 'float32'), float64: extremes(name, 'float64') };
  const searches = { float32: findFamily('float32'), float64: findFamily('float64') };
  return (x, { axes }, out) => {
    const { dtype } = x;
    const here = engineFor(x.size, crossing);
    if (here === undefined || !isFloat(dtype)) return undefined;
    const lines = here.kernels(families[dtype])?.lines;
    const find = here.kernels(searches[dtype])?.find;
    if (lines === undefined || find === undefined) return undefined;
    const { inLines, n } = linesAlong(x, axes);
    const ys = allocate(out.dtype, x.size / n);
    const mark = here.workspace.mark();
    try {
      placesIn(here, name, lines, find, inLines, n, ys);
    } finally {
      here.workspace.reset(mark);
    }
    return x.like(ys, out.shape, out.dtype);
  };
}

/** Lines as `linesOf` has them, but staged once: what a chunk chooses is sought while it is there. */
function placesIn({ workspace }: Engine, name: Choice, lines: Kernel, find: Kernel, x: Tensor, n: number, ys: TypedArray): void {
  const bytes = storageOf(x).BYTES_PER_ELEMENT;
  const together = Math.min(ys.length, Math.max(1, Math.floor(chunk / n)));
  const size = Math.min(chunk, together * n);
  const place = workspace.take(size * bytes);
  const to = workspace.take(together * Math.ceil(size / together / lineBlock) * 8);
  const top = workspace.take(8);
  const staged = new Staged(x, x.shape, x.size);
  const view = workspace[x.dtype];
  const partial = workspace.float64.subarray(to / 8);
  for (let first = 0; first < ys.length; first += together) {
    const count = Math.min(together, ys.length - first);
    let best = Number.NaN;
    for (let from = 0; from < count * n; from += chunk) {
      const m = Math.min(chunk, count * n - from);
      const length = count === 1 ? m : n;
      const at = staged.next(m, view, place / bytes) * bytes;
      lines(at, to, count, length);
      const pieces = Math.ceil(length / lineBlock);
      for (let line = 0; line < count; line++) {
        const value = tree(partial, line * pieces, pieces, 1, Math[name]);
        if (from > 0 && !replaces(name, value, best)) continue;
        best = value;
        workspace.float64[top / 8] = value;
        ys[first + line] = from + find(at + line * n * bytes, length, top);
      }
    }
  }
}

/** Whether a value further on is chosen before the best so far: only a better one, or the first NaN. */
function replaces(name: Choice, value: number, best: number): boolean {
  return (name === 'max' ? value > best : value < best) || (Number.isNaN(value) && !Number.isNaN(best));
}
