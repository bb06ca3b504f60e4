import { storageOf } from '../base.ts';
import type { TypedArray } from '../dtype.ts';
import { broadcastStrides, mergeAxes } from '../layout.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { Stepped } from './stepped.ts';
import { Bands } from './transpose.ts';

/** Elements of fewer than this are copied in a loop: making a view for `set` costs more. */
const shortRun = 32;

/**
 * An operand on its way into the workspace, block by block in the row-major order of the output. Whatever its layout, kernels
 * see neighbouring elements: one pass over contiguous storage, one element repeated, runs gathered by strides, or where it lies
 * across the output a band of it turned over at once.
 */
export class Staged {
  private readonly source: TypedArray;
  private readonly sizes: readonly number[];
  private readonly steps: readonly number[];
  private readonly index: number[];
  private readonly bands: Bands | undefined;
  private readonly stepped: Stepped | undefined;
  private ready = 0;
  private at: number;

  /** The operand as it is read for an output of this shape. It may take room in the workspace: read views after. */
  constructor(x: Tensor, shape: Shape, size: number) {
    this.source = storageOf(x);
    this.at = x.offset;
    if (x.contiguous && x.size === size) [this.sizes, this.steps] = [[size], [1]];
    else if (x.size === 1) [this.sizes, this.steps] = [[size], [0]];
    else {
      const strides = broadcastStrides(x, shape);
      const { sizes, steps } = mergeAxes(shape, [strides]);
      [this.sizes, this.steps] = [sizes, steps.map(([step]) => step)];
      this.bands = Bands.of(this.source, this.at, shape, strides);
      this.stepped = Stepped.of(this.source, this.sizes[0], this.steps[0]);
    }
    this.index = this.sizes.map(() => 0);
  }

  /** Whether every block holds the same: staged once, it may stay. */
  get constant(): boolean {
    return this.steps.length === 1 && this.steps[0] === 0;
  }

  /** Brings the next `n` elements into the workspace and says where in `view` they lie: at `place`, or where they were turned over. */
  next(n: number, view: TypedArray, place: number): number {
    const { bands } = this;
    // Bands are moved as bits; a view of another type converts.
    if (bands === undefined || view.constructor !== this.source.constructor) this.gather(n, view, place);
    else if (n <= this.ready || (this.ready === 0 && n <= bands.size)) return this.turned(n, bands, view);
    else {
      for (let done = 0, m = 0; done < n; done += m) {
        m = Math.min(n - done, this.ready || bands.size);
        const from = this.turned(m, bands, view);
        view.copyWithin(place + done, from, from + m);
      }
    }
    return place;
  }

  /** Where the next elements lie in the band that is turned over, or in the one after it. */
  private turned(n: number, bands: Bands, view: TypedArray): number {
    if (this.ready === 0) {
      this.ready = bands.next();
      this.at = bands.place / view.BYTES_PER_ELEMENT;
    }
    const from = this.at;
    this.at += n;
    this.ready -= n;
    return from;
  }

  private gather(n: number, view: TypedArray, place: number): void {
    const { sizes, steps, index, source } = this;
    const stepped = view.constructor === source.constructor ? this.stepped : undefined;
    for (let done = 0; done < n; ) {
      const run = Math.min(n - done, sizes[0] - index[0]);
      if (stepped === undefined) copyRun(run, source, this.at, steps[0], view, place + done);
      else stepped.gather(run, source, this.at, view, place + done);
      done += run;
      index[0] += run;
      this.at += run * steps[0];
      for (let axis = 0; index[axis] === sizes[axis] && axis + 1 < sizes.length; axis++) {
        this.at += steps[axis + 1] - steps[axis] * sizes[axis];
        index[axis] = 0;
        index[axis + 1]++;
      }
    }
  }
}

/** Copies `n` elements that lie `stride` apart to neighbouring places. */
export function copyRun(n: number, x: TypedArray, offset: number, stride: number, y: TypedArray, to: number): void {
  if (stride === 1 && n >= shortRun) y.set(x.subarray(offset, offset + n), to);
  else if (stride === 0 && n >= shortRun) y.fill(x[offset], to, to + n);
  else if (stride === -1 && n >= shortRun) {
    y.set(x.subarray(offset - n + 1, offset + 1), to);
    y.subarray(to, to + n).reverse();
  } else if (x instanceof Float64Array && y instanceof Float64Array) {
    // The same loop once more: one that has seen arrays of one type only is twice as fast.
    for (let i = 0; i < n; i++) y[to + i] = x[offset + i * stride];
  } else for (let i = 0; i < n; i++) y[to + i] = x[offset + i * stride];
}
