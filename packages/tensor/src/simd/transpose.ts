import { storageOf } from '../base.ts';
import { allocate, dtypeOf, type TypedArray } from '../dtype.ts';
import { DataError } from '../errors.ts';
import { mergeAxes, offsets } from '../layout.ts';
import { rowMajor } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type Engine, engineFor, type Kernel } from './engine.ts';
import { transposeFamily } from './transpose-kernel.ts';

/** Below so many elements the plain loop is faster than copying in and out. */
const crossing = 1 << 10;

/** Shorter sides are not worth squares and strips. */
const short = 16;

/** Rows of the source that are staged together: their cache lines stay at hand while squares are taken from them. */
const strip = 32;

/** Elements that are turned over together, in the workspace. */
const together = 1 << 18;

const families = { 4: transposeFamily('float32'), 8: transposeFamily('float64') };

/** Elements that lie across: those that are neighbours in memory belong to different rows of what is read. */
interface Crossing {
  readonly xs: TypedArray;
  readonly at: number;
  /** The axes as they are read, from the innermost outwards, with their steps in memory. */
  readonly sizes: readonly number[];
  readonly steps: readonly number[];
  /** The axis along which memory has neighbours. */
  readonly near: number;
}

/** Turns strided operands over, band by band along their outermost axis, into a place in the workspace. */
export class Bands {
  /** Elements of a band; the last one may have fewer. */
  readonly size: number;
  /** The place of the band that was turned over last. */
  readonly place: number;
  private readonly engine: Engine;
  private readonly kernel: Kernel;
  private readonly x: Crossing;
  private readonly each: number;
  private readonly area: number;
  private first = 0;

  /** Takes room in the workspace. */
  private constructor(engine: Engine, kernel: Kernel, x: Crossing, perUnit: number, each: number) {
    const { BYTES_PER_ELEMENT: bytes } = x.xs;
    this.engine = engine;
    this.kernel = kernel;
    this.x = x;
    this.each = each;
    this.size = perUnit * each;
    this.place = engine.workspace.take(this.size * bytes);
    const { sizes, near } = x;
    const width = near === sizes.length - 1 ? each : sizes[near];
    this.area = engine.workspace.take(Math.min(strip, sizes[0]) * width * bytes);
  }

  /** For an operand that is read with these strides; undefined where it does not lie across, or is not worth it. */
  static of(xs: TypedArray, at: number, shape: readonly number[], strides: readonly number[]): Bands | undefined {
    const bytes = xs.BYTES_PER_ELEMENT;
    if (bytes !== 4 && bytes !== 8) return undefined;
    const merged = mergeAxes(shape, [strides]);
    const { sizes } = merged;
    const steps = merged.steps.map(([step]) => step);
    const near = steps.indexOf(1);
    const size = sizes.reduce((a, b) => a * b, 1);
    if (near <= 0 || steps[0] === 0 || Math.min(sizes[0], sizes[near]) < short) return undefined;
    const outermost = sizes[sizes.length - 1];
    const each = Math.min(outermost, Math.floor(together / (size / outermost)));
    if (each === 0 || (near === sizes.length - 1 && each < short)) return undefined;
    const here = engineFor(size, crossing);
    const kernel = here?.kernels(families[bytes])?.run;
    return here && kernel && new Bands(here, kernel, { xs, at, sizes, steps, near }, size / outermost, each);
  }

  /** Turns over the next band and says how many elements it has. */
  next(): number {
    const { x, first, each, size } = this;
    const last = x.sizes.length - 1;
    const count = Math.min(each, x.sizes[last] - first);
    this.first += count;
    this.turn({ ...x, at: x.at + first * x.steps[last], sizes: x.sizes.with(last, count) });
    return (size / each) * count;
  }

  private turn(x: Crossing): void {
    const { xs, sizes, steps, near } = x;
    const places = rowMajor(sizes.toReversed()).toReversed();
    const others = [...sizes.keys()].slice(1).filter((axis) => axis !== near);
    const along = (strides: readonly number[]) =>
      offsets(
        others.map((axis) => sizes[axis]),
        others.map((axis) => strides[axis]),
      );
    const to = along(places);
    for (const [matrix, start] of along(steps).entries()) {
      this.turnMatrix(x, x.at + start, this.place + to[matrix] * xs.BYTES_PER_ELEMENT, places[near]);
    }
  }

  private turnMatrix({ xs, sizes, steps, near }: Crossing, start: number, to: number, step: number): void {
    const { BYTES_PER_ELEMENT: bytes } = xs;
    const view = this.engine.workspace[dtypeOf(xs)];
    const width = sizes[near];
    const from = this.area / bytes;
    for (let row = 0; row < sizes[0]; row += strip) {
      const rows = Math.min(strip, sizes[0] - row);
      const at = start + row * steps[0];
      if (steps[0] === width) view.set(xs.subarray(at, at + rows * width), from);
      else for (let i = 0; i < rows; i++) view.set(xs.subarray(at + i * steps[0], at + i * steps[0] + width), from + i * width);
      this.kernel(this.area, to + row * bytes, rows, width, step * bytes);
    }
  }
}

/** A row-major copy of an operand that lies across; undefined where the plain loop is to make it. */
export function transposedCopy(x: Tensor): TypedArray | undefined {
  let ys: TypedArray | undefined;
  eachBand(x, (data, from, n, done) => {
    if (n === x.size) ys = data.slice(from, from + n);
    else {
      ys ??= allocate(x.dtype, x.size);
      ys.set(data.subarray(from, from + n), done);
    }
  });
  return ys;
}

/** Sees `n` elements of an operand in row-major order, from a place of `data` on, after `done` others. They are gone when it returns. */
export type VisitBand = (data: TypedArray, from: number, n: number, done: number) => void;

/** Shows the elements of an operand that lies across, turned over band by band; says no where the plain loop is to do it. */
export function eachBand(x: Tensor, visit: VisitBand): boolean {
  const here = engineFor(x.size, crossing);
  if (here === undefined) return false;
  const mark = here.workspace.mark();
  try {
    const xs = storageOf(x);
    const bands = Bands.of(xs, x.offset, x.shape, x.strides);
    if (bands === undefined) return false;
    const from = bands.place / xs.BYTES_PER_ELEMENT;
    for (let done = 0, n = 0; done < x.size; done += n) {
      n = bands.next();
      const view = here.workspace[x.dtype];
      visit(view, from, n, done);
      if (view.length === 0) throw grown();
    }
    return true;
  } finally {
    here.workspace.reset(mark);
  }
}

/** A memory that grows takes the band away in the middle of its visit. */
function grown(): DataError {
  const [expected, got] = ['loops that compute with numbers alone', 'one that uses ops'];
  return new DataError({ where: 'kernels', what: "an op's own loop let the workspace grow", expected, got, fix: 'build the op of others' });
}
