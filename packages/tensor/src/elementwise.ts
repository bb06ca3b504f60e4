import { transposedCopy } from '#simd';
import { storageOf } from './base.ts';
import { type ArrayOf, allocate, blank, type DType, type TypedArray } from './dtype.ts';
import { type Axes, broadcastStrides, memoryOrder, mergeAxes, permuted } from './layout.ts';
import type { Signature } from './op.ts';
import { rowMajor, type Shape, sameShape, sizeOf } from './shape.ts';
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

/** How long a run is at most where neighbouring runs use the same cache lines: as many lines as stay in the first-level cache. */
const strip = 64;

/** Visits a run of `n` elements: where each operand starts, and how far it steps. The same arrays at each call, with new contents. */
type Visit = (n: number, at: readonly number[], step: readonly number[]) => void;

/**
 * Walks the index space of `shape` for several operands at once and visits each run along the innermost axis, with the place of
 * every operand relative to its offset. Axes that all operands step through evenly are merged into one.
 */
function forEachRun(shape: Shape, strides: readonly (readonly number[])[], visit: Visit): void {
  walk(mergeAxes(shape, strides), visit);
}

/** Where an operand lies across the runs, as a transpose does, they are cut into strips: its cache lines serve the next run too. */
function walk(axes: Axes, visit: Visit): void {
  const { sizes, steps } = axes;
  if (sizes.some((size) => size === 0)) return;
  const width = liesAcross(axes) ? strip : sizes[0];
  const at = steps[0].map(() => 0);
  const index = sizes.map(() => 0);
  for (let first = 0; first < sizes[0]; first += width) {
    const n = Math.min(width, sizes[0] - first);
    do visit(n, at, steps[0]);
    while (advance(at, index, sizes, steps));
    for (let k = 0; k < at.length; k++) at[k] += width * steps[0][k];
  }
}

/** Goes on to the next run; after the last it is back at the first and says no. */
function advance(at: number[], index: number[], sizes: readonly number[], steps: readonly (readonly number[])[]): boolean {
  for (let axis = 1; axis < sizes.length; axis++) {
    const step = steps[axis];
    index[axis]++;
    const wrap = index[axis] === sizes[axis];
    for (let k = 0; k < at.length; k++) at[k] += wrap ? step[k] * (1 - sizes[axis]) : step[k];
    if (!wrap) return true;
    index[axis] = 0;
  }
  return false;
}

/** Whether elements of an operand that are neighbours lie in different runs. Those runs then come one after the other. */
function liesAcross(axes: Axes): boolean {
  const { steps } = axes;
  for (let k = 0; k < steps[0].length; k++) {
    let near = 0;
    for (let axis = 1; axis < steps.length; axis++) {
      if (steps[axis][k] !== 0 && Math.abs(steps[axis][k]) < Math.abs(steps[near][k])) near = axis;
    }
    if (near === 0) continue;
    bringIn(axes, near, 1);
    return true;
  }
  return false;
}

/** Lets two axes change places; no order is prescribed but that of the run. */
function bringIn({ sizes, steps }: Axes, axis: number, to: number): void {
  [sizes[to], sizes[axis]] = [sizes[axis], sizes[to]];
  [steps[to], steps[axis]] = [steps[axis], steps[to]];
}

/**
 * Runs an op on operands that all lie the same way, column by column say, as they lie; the result then lies so too. Numbers lie
 * any way. Others are taken in row-major order.
 */
export function runAsLaid(inputs: readonly Tensor[], out: Signature, run: (inputs: readonly Tensor[], out: Signature) => Tensor): Tensor {
  const x = inputs.find((input) => input.ndim > 0);
  if (x === undefined || x.contiguous || !inputs.every((other) => other.ndim === 0 || liesLike(other, x))) return run(inputs, out);
  const order = memoryOrder(x);
  const moved = inputs.map((input) => (input.ndim === 0 ? input : permuted(input, order)));
  if (!moved.every((input) => input.contiguous)) return run(inputs, out);
  const y = run(moved, { shape: Object.freeze(order.map((axis) => out.shape[axis])), dtype: out.dtype });
  return permuted(
    y,
    order.map((_, axis) => order.indexOf(axis)),
  );
}

function liesLike(x: Tensor, other: Tensor): boolean {
  return sameShape(x.shape, other.shape) && sameShape(x.strides, other.strides);
}

/** Runs a loop over one operand, whatever its layout. */
export function runUnary<Attrs>(kernel: UnaryLoop<Attrs>, x: Tensor, attrs: Attrs, out: Signature): Tensor {
  const xs = storageOf(x);
  const ys = allocate(out.dtype, x.size);
  if (x.contiguous) {
    kernel(x.size, xs, x.offset, 1, ys, 0, attrs);
  } else {
    forEachRun(x.shape, [x.strides, rowMajor(x.shape)], (n, at, step) => kernel(n, xs, x.offset + at[0], step[0], ys, at[1], attrs));
  }
  return x.like(ys, x.shape, out.dtype);
}

/** Runs a loop over two operands that broadcast to `out.shape`. */
export function runBinary(kernel: BinaryLoop, a: Tensor, b: Tensor, out: Signature): Tensor {
  const as = storageOf(a);
  const bs = storageOf(b);
  const { shape } = out;
  const size = shape === a.shape ? a.size : sizeOf(shape);
  const ys = allocate(out.dtype, size);
  if (inOneRun(a, size) && inOneRun(b, size)) {
    kernel(size, as, a.offset, a.size === size ? 1 : 0, bs, b.offset, b.size === size ? 1 : 0, ys, 0);
  } else {
    forEachRun(shape, [broadcastStrides(a, shape), broadcastStrides(b, shape), rowMajor(shape)], (n, at, step) =>
      kernel(n, as, a.offset + at[0], step[0], bs, b.offset + at[1], step[1], ys, at[2]),
    );
  }
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

/**
 * The elements of `x` in row-major order: its own storage where they lie so, never to be written to.
 *
 * @example
 * import { tensor } from '@hml/tensor';
 * import { elementsOf } from '@hml/tensor/extend';
 * elementsOf(tensor([[1, 2], [3, 4]]).T) // Float64Array [1, 3, 2, 4]
 */
export function elementsOf<D extends DType>(x: Tensor<Shape, D>): ArrayOf<D>;
export function elementsOf(x: Tensor): TypedArray {
  const { data, offset } = compact(x);
  return data.subarray(offset, offset + x.size);
}

/** A fresh row-major copy of the elements of `x`. */
export function copyOf(x: Tensor): TypedArray {
  const xs = storageOf(x);
  if (x.contiguous) return xs.slice(x.offset, x.offset + x.size);
  const turned = transposedCopy(x);
  if (turned !== undefined) return turned;
  const ys = blank(x.dtype, x.size);
  copyInto(ys, 0, rowMajor(x.shape), x);
  return ys;
}

/** Shorter runs than this are not worth it where another axis is longer. */
const short = 16;

/** Writes the elements of `x` to their places in `y`, which lie `strides` apart from `offset` on. */
export function copyInto(y: TypedArray, offset: number, strides: readonly number[], x: Tensor): void {
  const xs = storageOf(x);
  const axes = mergeAxes(x.shape, [x.strides, strides]);
  if (axes.sizes[0] < short) bringIn(axes, axes.sizes.indexOf(Math.max(...axes.sizes)), 0);
  walk(axes, (n, at, step) => copyLoop(n, xs, x.offset + at[0], step[0], y, offset + at[1], step[1]));
}

/** How many neighbours are worth a call of the engine's own copy. */
const worthACall = 128;

/** The innermost loop of a copy. */
function copyLoop(n: number, x: TypedArray, xOffset: number, xStride: number, y: TypedArray, yOffset: number, yStride: number): void {
  if (xStride === 1 && yStride === 1 && n >= worthACall) y.set(x.subarray(xOffset, xOffset + n), yOffset);
  else for (let i = 0; i < n; i++) y[yOffset + i * yStride] = x[xOffset + i * xStride];
}
