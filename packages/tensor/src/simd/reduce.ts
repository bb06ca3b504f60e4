import type { LaneType } from '../assembler/index.ts';
import { storageOf } from '../base.ts';
import { lineBlock } from '../blocks.ts';
import { allocate, isFloat, type TypedArray } from '../dtype.ts';
import { offsets, permuted } from '../layout.ts';
import type { Signature } from '../op.ts';
import { isRowMajor, type Shape, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type Engine, engineFor, type Family, type Kernel } from './engine.ts';
import { extremes, type ReduceFunction, spare, sums } from './reduce-kernels.ts';
import { Staged } from './stage.ts';

/** Reduces `x` over some axes; undefined where the plain loop is to do it. */
export type ReduceRun<Attrs = unknown> = (
  x: Tensor,
  attrs: Attrs & { readonly axes: readonly number[] },
  out: Signature,
) => Tensor | undefined;

/** Below so many elements the plain loop is faster than copying in and out. */
export const crossing = 512;

/** Elements that are staged together: a multiple of the blocks that are reduced together, within the second cache. */
export const chunk = 1 << 14;

/** Columns that are reduced together: their running sums stay in the second cache. */
const strip = 1 << 11;

/** How what was reduced block by block makes a result: first two by two, then with the number of elements. */
interface Ending {
  readonly combine: (a: number, b: number) => number;
  readonly finish: (value: number, n: number) => number;
}

/** The SIMD path of a sum, or of what `finish` makes of it. */
export function sumLanes(finish: Ending['finish'] = (sum) => sum): ReduceRun {
  const families = { float32: sums('float32'), float64: sums('float64') };
  return (x, { axes }, out) => reduceLanes(families, x, axes, out, { combine: (a, b) => a + b, finish });
}

/** The SIMD path of the greatest or the least element. */
export function extremeLanes(name: 'max' | 'min'): ReduceRun {
  const families = { float32: extremes(name, 'float32'), float64: extremes(name, 'float64') };
  return (x, { axes }, out) => reduceLanes(families, x, axes, out, { combine: Math[name], finish: (value) => value });
}

function reduceLanes(
  families: Readonly<Record<LaneType, Family<ReduceFunction>>>,
  x: Tensor,
  axes: readonly number[],
  out: Signature,
  ending: Ending,
): Tensor | undefined {
  const { dtype } = x;
  if (!isFloat(dtype)) return undefined;
  const here = engineFor(x.size, crossing);
  const kernels = here?.kernels(families[dtype]);
  if (here === undefined || kernels === undefined) return undefined;
  const { kept, inLines, n } = linesAlong(x, axes);
  const ys = allocate(out.dtype, x.size / n);
  const inner = inLines.contiguous ? [] : innerColumns(x, kept);
  const { workspace } = here;
  const mark = workspace.mark();
  try {
    if (inner.length > 0) reduceColumns(here, kernels, x, kept.slice(0, -inner.length), axes, inner, ys, ending);
    else reduceLines(here, kernels.lines, inLines, n, ys, ending);
  } finally {
    workspace.reset(mark);
  }
  return x.like(ys, out.shape, out.dtype);
}

/** The axes that stay, the same elements with the reduced axes behind those, and how many of them make one result. */
export function linesAlong(
  x: Tensor,
  axes: readonly number[],
): { readonly kept: readonly number[]; readonly inLines: Tensor; readonly n: number } {
  const kept = [...x.shape.keys()].filter((i) => !axes.includes(i));
  return { kept, inLines: permuted(x, [...kept, ...axes]), n: axes.reduce((size, axis) => size * x.shape[axis], 1) };
}

/** The last of the axes that stay, as many as lie in one piece: rows in memory whose sum is a row of the result. */
function innerColumns(x: Tensor, kept: readonly number[]): readonly number[] {
  const inner = kept.filter((_, i) => isRowMajor(...layoutOf(x, kept.slice(i))));
  return sizeOf(layoutOf(x, inner)[0]) > 1 ? inner : [];
}

function layoutOf(x: Tensor, axes: readonly number[]): [Shape, readonly number[]] {
  return [axes.map((i) => x.shape[i]), axes.map((i) => x.strides[i])];
}

/** Lines, whatever their layout: as many together as a chunk holds, or one of them chunk by chunk. */
function reduceLines({ workspace }: Engine, lines: Kernel, x: Tensor, n: number, ys: TypedArray, { combine, finish }: Ending): void {
  const bytes = storageOf(x).BYTES_PER_ELEMENT;
  const together = Math.min(ys.length, Math.max(1, Math.floor(chunk / n)));
  const blocks = Math.ceil(n / lineBlock);
  const place = workspace.take(Math.min(chunk, together * n) * bytes);
  const to = workspace.take(together * blocks * 8);
  const staged = new Staged(x, x.shape, x.size);
  const view = workspace[x.dtype];
  const partial = workspace.float64.subarray(to / 8);
  for (let first = 0; first < ys.length; first += together) {
    const count = Math.min(together, ys.length - first);
    for (let at = 0; at < count * n; at += chunk) {
      const m = Math.min(chunk, count * n - at);
      lines(staged.next(m, view, place / bytes) * bytes, to + (at / lineBlock) * 8, count, count === 1 ? m : n);
    }
    for (let line = 0; line < count; line++) ys[first + line] = finish(tree(partial, line * blocks, blocks, 1, combine), n);
  }
}

/** Rows in memory that are added up, or of which the greatest of each column is sought. */
function reduceColumns(
  { workspace }: Engine,
  { columns, fold }: Readonly<Record<ReduceFunction, Kernel>>,
  x: Tensor,
  outer: readonly number[],
  axes: readonly number[],
  inner: readonly number[],
  ys: TypedArray,
  { combine, finish }: Ending,
): void {
  const xs = storageOf(x);
  const bytes = xs.BYTES_PER_ELEMENT;
  const starts = offsets(...layoutOf(x, outer));
  const rows = offsets(...layoutOf(x, axes));
  const n = rows.length;
  const width = sizeOf(layoutOf(x, inner)[0]);
  const most = Math.min(width, strip);
  const dense = width === most && isRowMajor(...layoutOf(x, [...axes, ...inner]));
  const together = Math.min(lineBlock, Math.max(8, 2 ** Math.floor(Math.log2((chunk * 4) / most))));
  const step = (most + spare) * 8;
  const from = workspace.take((Math.min(together, n) * most + spare) * bytes);
  const acc = workspace.take(8 * step);
  const blocks = Math.ceil(n / lineBlock);
  const to = workspace.take(blocks * step);
  const view = workspace[x.dtype];
  const partial = workspace.float64.subarray(to / 8);
  for (let line = 0, o = 0; o < starts.length; o++) {
    for (let column = 0; column < width; column += most) {
      const m = Math.min(most, width - column);
      fold(acc, to, m, step);
      for (let row = 0; row < n; row += together) {
        const count = Math.min(together, n - row);
        const start = x.offset + starts[o] + column;
        if (dense) view.set(xs.subarray(start + rows[row], start + rows[row] + count * m), from / bytes);
        else for (let i = 0; i < count; i++) view.set(xs.subarray(start + rows[row + i], start + rows[row + i] + m), from / bytes + i * m);
        columns(from, acc, count, m, step);
        if ((row + count) % lineBlock === 0 || row + count === n) fold(acc, to + Math.floor(row / lineBlock) * step, m, step);
      }
      for (let k = 0; k < m; k++) ys[line++] = finish(tree(partial, k, blocks, step / 8, combine), n);
    }
  }
}

/** Combines what `blocks` blocks gave, pairwise in the order of `sumLine`. */
export function tree(partial: Float64Array, at: number, blocks: number, step: number, combine: Ending['combine']): number {
  if (blocks === 1) return partial[at];
  let half = 1;
  while (half * 2 < blocks) half *= 2;
  return combine(tree(partial, at, half, step, combine), tree(partial, at + half * step, blocks - half, step, combine));
}
