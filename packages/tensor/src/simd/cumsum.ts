import type { LaneType } from '../assembler/index.ts';
import { lineBlock } from '../blocks.ts';
import { allocate, isFloat, type TypedArray } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import type { Tensor } from '../tensor.ts';
import { type CumsumFunction, cumsumFamily } from './cumsum-kernel.ts';
import { type Engine, engineFor, type Kernel } from './engine.ts';
import { ArrayLines, type Fractions } from './lines.ts';

/** Below so many elements the plain loop is faster than copying in and out. */
const crossing = 512;

/** Elements that are staged together: with their results they stay in the second cache. */
const chunk = 1 << 13;

const families = { float32: cumsumFamily('float32'), float64: cumsumFamily('float64') };

/**
 * The SIMD path of running sums along an axis. Undefined where the plain loop is to do it: in one line alone each sum waits for the one
 * before.
 */
export function cumsumLanes(x: Tensor, axis: number, reverse: boolean): Tensor | undefined {
  const { dtype, shape, size } = x;
  if (!isFloat(dtype)) return undefined;
  const n = shape[axis];
  const here = size < 2 * n ? undefined : engineFor(size, crossing);
  const kernels = here?.kernels(families[dtype]);
  if (here === undefined || kernels === undefined) return undefined;
  const side = shape.slice(axis + 1).reduce((product, m) => product * m, 1);
  const ys = allocate(dtype, size);
  const { data, offset } = compact(x);
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return undefined;
  const scanFrom = (at: number, layout: Layout) => scan(here, kernels, dtype, data, offset + at, layout, ys, at);
  if (side === 1) scanFrom(0, { lines: size / n, n, step: n, inner: 1, reverse });
  else for (let at = 0; at < size; at += n * side) scanFrom(at, { lines: side, n, step: 1, inner: side, reverse });
  return x.like(ys, shape, dtype);
}

/** Lines in an array: element l of line i lies `i * step + l * inner` behind the first. */
interface Layout {
  readonly lines: number;
  readonly n: number;
  readonly step: number;
  readonly inner: number;
  readonly reverse: boolean;
}

function scan(
  { workspace }: Engine,
  kernels: Readonly<Record<CumsumFunction, Kernel>>,
  type: LaneType,
  xs: Fractions,
  xOffset: number,
  { lines, n, step, inner, reverse }: Layout,
  ys: TypedArray,
  yOffset: number,
): void {
  const wide = inner > 1;
  const bytes = xs.BYTES_PER_ELEMENT;
  const source = new ArrayLines(workspace, xs, xOffset, step, inner);
  const together = Math.min(lines, wide ? chunk / 8 : Math.max(8, Math.floor(chunk / Math.min(n, lineBlock))));
  const depth = Math.min(n, wide ? 2 ** Math.floor(Math.log2(chunk / together)) : lineBlock, lineBlock);
  const mark = workspace.mark();
  try {
    const [from, to] = [workspace.take(together * depth * bytes), workspace.take(together * depth * bytes)];
    const [s, b] = [workspace.take(together * 8), workspace.take(together * 8)];
    const { float64 } = workspace;
    const view = workspace[type];
    for (let first = 0; first < lines; first += together) {
      const count = Math.min(together, lines - first);
      const sums = float64.subarray(s / 8, s / 8 + count).fill(0);
      const before = float64.subarray(b / 8, b / 8 + count).fill(0);
      for (let done = 0; done < n; done += depth) {
        const m = Math.min(depth, n - done);
        const start = reverse ? n - done - m : done;
        source.stage(first, count, start, m, from);
        if (wide) {
          const row = count * bytes;
          const end = reverse ? (m - 1) * row : 0;
          kernels.wide(from + end, to + end, count, m, reverse ? -row : row, s, b);
        } else {
          const pairs = count - (count % 2);
          const last = pairs * m * bytes + (reverse ? (m - 1) * bytes : 0);
          kernels[reverse ? 'longReversed' : 'long'](from, to, pairs, m, s, b);
          if (pairs < count) kernels.wide(from + last, to + last, 1, m, reverse ? -bytes : bytes, s + pairs * 8, b + pairs * 8);
        }
        const [rows, length] = wide ? [m, count] : [count, m];
        const [rowStep, place] = wide ? [inner, yOffset + first + start * inner] : [step, yOffset + first * step + start];
        const result = view.subarray(to / bytes, to / bytes + rows * length);
        if (rowStep === length) ys.set(result, place);
        else for (let i = 0; i < rows; i++) ys.set(result.subarray(i * length, (i + 1) * length), place + i * rowStep);
        if ((done + m) % lineBlock === 0) {
          for (let i = 0; i < count; i++) before[i] += sums[i];
          sums.fill(0);
        }
      }
    }
  } finally {
    workspace.reset(mark);
  }
}
