import { eachBand, type VisitBand } from '#simd';
import { storageOf } from './base.ts';
import { lineBlock } from './blocks.ts';
import { allocate, type TypedArray } from './dtype.ts';
import { compact } from './elementwise.ts';
import { memoryOrder, offsets, permuted } from './layout.ts';
import type { Signature } from './op.ts';
import { sizeOf } from './shape.ts';
import type { Tensor } from './tensor.ts';

/**
 * Reduces one line of `n` neighbouring elements to a number. `scratch` has room for `n` numbers, or for a block of a
 * longer line: see `sumTerms`. A fold goes on from `before`, what it made of the elements before these.
 */
export type LineKernel<Attrs = unknown> = (
  n: number,
  x: TypedArray,
  offset: number,
  attrs: Attrs,
  scratch: Float64Array,
  before?: number,
) => number;

/**
 * In which order a reduction may see the elements of a line: whole, all at once; as a fold, some after the others; in any
 * order, which then is that of memory.
 */
export type LineOrder = 'whole' | 'fold' | 'any';

/** How many lines are gathered together when they do not lie in one piece: a cache line of float64, twice. */
const strip = 16;

/** How many elements of each of them are gathered before the next line's: their cache lines stay at hand that long. */
const piece = 64;

/**
 * Reduces `x` over `axes` line by line. A line is made of the reduced axes in row-major order, whatever the layout of `x`,
 * so a sum is the same bits for a tensor, its transpose or a broadcast view.
 */
export function runReduce<Attrs extends { readonly axes: readonly number[] }>(
  kernel: LineKernel<Attrs>,
  x: Tensor,
  attrs: Attrs,
  out: Signature,
  lineOrder: LineOrder = 'whole',
): Tensor {
  const axes = lineOrder === 'any' ? memoryOrder(x).filter((i) => attrs.axes.includes(i)) : attrs.axes;
  const xs = storageOf(x);
  const kept = x.shape.map((_, i) => i).filter((i) => !axes.includes(i));
  const keptShape = kept.map((i) => x.shape[i]);
  const lineShape = axes.map((i) => x.shape[i]);
  const lines = sizeOf(keptShape);
  const n = sizeOf(lineShape);
  const ys = allocate(out.dtype, lines);
  const terms = new Float64Array(Math.min(n, lineBlock));
  const inLines = permuted(x, [...kept, ...axes]);
  if (lines === 1 && lineOrder === 'fold' && !inLines.contiguous) {
    const goOn: VisitBand = (data, from, count, done) => {
      ys[0] = value = kernel(count, data, from, attrs, terms, done === 0 ? undefined : value);
    };
    let value = 0;
    if (eachBand(inLines, goOn)) return x.like(ys, out.shape, out.dtype);
  }
  if (lines < strip || inLines.contiguous) {
    const { data, offset } = compact(inLines);
    for (let line = 0; line < lines; line++) ys[line] = kernel(n, data, offset + line * n, attrs, terms);
    return x.like(ys, out.shape, out.dtype);
  }
  // Gathered a few lines at a time, piece by piece: when an outer axis is reduced, they share the cache lines that they lie across.
  const within = offsets(
    lineShape,
    axes.map((i) => x.strides[i]),
  );
  const starts = offsets(
    keptShape,
    kept.map((i) => x.strides[i]),
  );
  const scratch = allocate(x.dtype, Math.min(strip, lines) * n);
  for (let first = 0; first < lines; first += strip) {
    const count = Math.min(strip, lines - first);
    for (let from = 0; from < n; from += piece) {
      const to = Math.min(from + piece, n);
      for (let line = 0; line < count; line++) {
        const start = x.offset + starts[first + line];
        for (let k = from; k < to; k++) scratch[line * n + k] = xs[start + within[k]];
      }
    }
    for (let line = 0; line < count; line++) ys[first + line] = kernel(n, scratch, line * n, attrs, terms);
  }
  return x.like(ys, out.shape, out.dtype);
}

/**
 * The sum of a line in the one summation order of the house: blocks of 1024 elements with eight running sums, block sums
 * added pairwise. The tree depends on the length only; its error grows with $\log_2 n$ instead of $n$.
 */
export function sumLine(n: number, x: TypedArray, offset: number): number {
  if (n <= lineBlock) return sumBlock(n, x, offset);
  let half = lineBlock;
  while (half * 2 < n) half *= 2;
  return sumLine(half, x, offset) + sumLine(n - half, x, offset + half);
}

/** Writes one term per element of a block of `n` neighbours to the start of `terms`; `a` and `b` are what it needs to know. */
export type Terms = (n: number, x: TypedArray, offset: number, terms: Float64Array, a: number, b: number) => void;

/** The sum of what `write` makes of the elements, in the order of {@link sumLine}. */
export function sumTerms(write: Terms, n: number, x: TypedArray, offset: number, scratch: Float64Array, a: number, b = 0): number {
  if (n <= lineBlock) {
    write(n, x, offset, scratch, a, b);
    return sumBlock(n, scratch, 0);
  }
  let half = lineBlock;
  while (half * 2 < n) half *= 2;
  return sumTerms(write, half, x, offset, scratch, a, b) + sumTerms(write, n - half, x, offset + half, scratch, a, b);
}

/** Element i goes to running sum i mod 8, as four SIMD registers of two lanes would have it. */
function sumBlock(n: number, x: TypedArray, offset: number): number {
  let [s0, s1, s2, s3, s4, s5, s6, s7] = [0, 0, 0, 0, 0, 0, 0, 0];
  const whole = offset + n - (n & 7);
  const end = offset + n;
  let i = offset;
  for (; i < whole; i += 8) {
    s0 += x[i];
    s1 += x[i + 1];
    s2 += x[i + 2];
    s3 += x[i + 3];
    s4 += x[i + 4];
    s5 += x[i + 5];
    s6 += x[i + 6];
    s7 += x[i + 7];
  }
  if (i < end) s0 += x[i];
  if (i + 1 < end) s1 += x[i + 1];
  if (i + 2 < end) s2 += x[i + 2];
  if (i + 3 < end) s3 += x[i + 3];
  if (i + 4 < end) s4 += x[i + 4];
  if (i + 5 < end) s5 += x[i + 5];
  if (i + 6 < end) s6 += x[i + 6];
  return s0 + s2 + (s4 + s6) + (s1 + s3 + (s5 + s7));
}
