import { storageOf } from './base.ts';
import { allocate, type TypedArray } from './dtype.ts';
import type { Signature } from './op.ts';
import { rowMajor, type Shape, sizeOf } from './shape.ts';
import type { Tensor } from './tensor.ts';

/** The innermost loop of an op on one operand: `y[i] = f(x[i])`. Offsets and strides in elements; the output has no gaps. */
export type UnaryLoop<Attrs = unknown> = (
  n: number,
  x: TypedArray,
  xOffset: number,
  xStride: number,
  y: TypedArray,
  yOffset: number,
  attrs: Attrs,
) => void;

/** The innermost loop of an op on two operands: `y[i] = f(a[i], b[i])`. */
export type BinaryLoop = (
  n: number,
  a: TypedArray,
  aOffset: number,
  aStride: number,
  b: TypedArray,
  bOffset: number,
  bStride: number,
  y: TypedArray,
  yOffset: number,
) => void;

/** The innermost loop of an op on three operands. */
export type TernaryLoop = (
  n: number,
  a: TypedArray,
  aOffset: number,
  aStride: number,
  b: TypedArray,
  bOffset: number,
  bStride: number,
  c: TypedArray,
  cOffset: number,
  cStride: number,
  y: TypedArray,
  yOffset: number,
) => void;

/** Strides with which an operand is read as if it had `shape`: 0 along the axes that repeat. */
export function broadcastStrides(x: { readonly shape: Shape; readonly strides: readonly number[] }, shape: Shape): readonly number[] {
  const missing = shape.length - x.shape.length;
  return shape.map((n, i) => (i < missing || (x.shape[i - missing] === 1 && n !== 1) ? 0 : x.strides[i - missing]));
}

/**
 * Walks the index space of `shape` for several operands at once and calls `visit` for each innermost run, with the place of
 * every operand (relative to its offset). Axes that all operands step through evenly are merged into one.
 *
 * `at` and `step` are the same arrays at each call, with new contents.
 */
export function forEachRun(
  shape: Shape,
  strides: readonly (readonly number[])[],
  visit: (n: number, at: readonly number[], step: readonly number[]) => void,
): void {
  const { sizes, steps } = mergeAxes(shape, strides);
  const at = strides.map(() => 0);
  const index = sizes.map(() => 0);
  const n = sizes[0];
  if (sizes.some((size) => size === 0)) return;
  for (;;) {
    visit(n, at, steps[0]);
    let axis = 1;
    for (; axis < sizes.length; axis++) {
      const step = steps[axis];
      index[axis]++;
      const wrap = index[axis] === sizes[axis];
      for (let k = 0; k < at.length; k++) at[k] += wrap ? step[k] * (1 - sizes[axis]) : step[k];
      if (!wrap) break;
      index[axis] = 0;
    }
    if (axis === sizes.length) return;
  }
}

/** The axes from the innermost outwards, those of size 1 left out and those that lie evenly behind each other as one. */
export function mergeAxes(shape: Shape, strides: readonly (readonly number[])[]): { sizes: number[]; steps: number[][] } {
  const sizes: number[] = [];
  const steps: number[][] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] === 1) continue;
    const step = strides.map((s) => s[axis]);
    const last = sizes.length - 1;
    if (last >= 0 && step.every((s, k) => s === steps[last][k] * sizes[last])) sizes[last] *= shape[axis];
    else {
      sizes.push(shape[axis]);
      steps.push(step);
    }
  }
  return sizes.length === 0 ? { sizes: [1], steps: [strides.map(() => 0)] } : { sizes, steps };
}

/** Runs a loop over one operand, whatever its layout. */
export function runUnary<Attrs>(kernel: UnaryLoop<Attrs>, x: Tensor, attrs: Attrs, out: Signature): Tensor {
  const xs = storageOf(x);
  const ys = allocate(out.dtype, x.size);
  if (x.contiguous) {
    kernel(x.size, xs, x.offset, 1, ys, 0, attrs);
    return x.like(ys, x.shape, out.dtype);
  }
  forEachRun(x.shape, [x.strides, rowMajor(x.shape)], (n, at, step) => kernel(n, xs, x.offset + at[0], step[0], ys, at[1], attrs));
  return x.like(ys, x.shape, out.dtype);
}

/** Runs a loop over two operands that broadcast to `out.shape`. */
export function runBinary(kernel: BinaryLoop, a: Tensor, b: Tensor, out: Signature): Tensor {
  const as = storageOf(a);
  const bs = storageOf(b);
  const { shape } = out;
  const size = shape === a.shape ? a.size : sizeOf(shape);
  if (inOneRun(a, size) && inOneRun(b, size)) {
    const ys = allocate(out.dtype, size);
    kernel(size, as, a.offset, a.size === size ? 1 : 0, bs, b.offset, b.size === size ? 1 : 0, ys, 0);
    return a.like(ys, shape, out.dtype);
  }
  const ys = allocate(out.dtype, size);
  forEachRun(shape, [broadcastStrides(a, shape), broadcastStrides(b, shape), rowMajor(shape)], (n, at, step) =>
    kernel(n, as, a.offset + at[0], step[0], bs, b.offset + at[1], step[1], ys, at[2]),
  );
  return a.like(ys, shape, out.dtype);
}

/** Whether one pass from the start to the end, or one element repeated, covers the operand. */
function inOneRun(x: Tensor, size: number): boolean {
  return x.contiguous && (x.size === size || x.size === 1);
}

/** Runs a loop over three operands that broadcast to `out.shape`. */
export function runTernary(kernel: TernaryLoop, [a, b, c]: readonly Tensor[], out: Signature): Tensor {
  const [as, bs, cs] = [storageOf(a), storageOf(b), storageOf(c)];
  const { shape } = out;
  const ys = allocate(out.dtype, sizeOf(shape));
  const strides = [broadcastStrides(a, shape), broadcastStrides(b, shape), broadcastStrides(c, shape), rowMajor(shape)];
  forEachRun(shape, strides, (n, at, step) =>
    kernel(n, as, a.offset + at[0], step[0], bs, b.offset + at[1], step[1], cs, c.offset + at[2], step[2], ys, at[3]),
  );
  return a.like(ys, shape, out.dtype);
}

/** Elements in row-major order without gaps, from some place of an array on. */
export interface Compact {
  /** The array; never write to it. */
  readonly data: TypedArray;
  /** Where the first element lies. */
  readonly offset: number;
}

/** The elements of `x` in row-major order without gaps: its own storage where that is so already. */
export function compact(x: Tensor): Compact {
  if (x.contiguous) return { data: storageOf(x), offset: x.offset };
  return { data: copyOf(x), offset: 0 };
}

/** A fresh row-major copy of the elements of `x`. */
export function copyOf(x: Tensor): TypedArray {
  const xs = storageOf(x);
  if (x.contiguous) return xs.slice(x.offset, x.offset + x.size);
  const ys = allocate(x.dtype, x.size);
  forEachRun(x.shape, [x.strides, rowMajor(x.shape)], (n, at, step) => copyLoop(n, xs, x.offset + at[0], step[0], ys, at[1]));
  return ys;
}

/** The innermost loop of a copy; the output's type converts. */
export function copyLoop(n: number, x: TypedArray, xOffset: number, xStride: number, y: TypedArray, yOffset: number): void {
  for (let i = 0; i < n; i++) y[yOffset + i] = x[xOffset + i * xStride];
}
