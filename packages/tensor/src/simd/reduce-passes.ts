import type { LaneType } from '../assembler/index.ts';
import { storageOf } from '../base.ts';
import { lineBlock } from '../blocks.ts';
import { allocate, isFloat } from '../dtype.ts';
import { offsets } from '../layout.ts';
import { logOf } from '../math/log.ts';
import type { Tensor } from '../tensor.ts';
import { type Engine, engineFor, type Family, type Kernel } from './engine.ts';
import { exp } from './math/exp.ts';
import { chunk, crossing, linesAlong, type ReduceRun, tree } from './reduce.ts';
import { extremes, greatestSize, type ReduceFunction, sums, termSums } from './reduce-kernels.ts';
import { Staged } from './stage.ts';

/** Lines of `n` elements that are at hand, to be reduced as often as a formula needs. */
interface Lines {
  readonly count: number;
  readonly n: number;
  /** Says what the terms of each line are to use, before they are summed. */
  set(parameters: Float64Array): void;
  /** Reduces each line to a number. */
  reduce(kernel: Kernel, combine: (a: number, b: number) => number): Float64Array;
}

/** Writes one number for each line to `y`. */
type Formula<Attrs> = (lines: Lines, kernels: readonly Kernel[], attrs: Attrs, y: Float64Array) => void;

const plus = (a: number, b: number): number => a + b;

/** The SIMD path of a reduction that goes over its lines more than once. */
function passes<Attrs>(families: (type: LaneType) => readonly Family<ReduceFunction>[], formula: Formula<Attrs>): ReduceRun<Attrs> {
  const made = { float32: families('float32'), float64: families('float64') };
  return (x, attrs, out) => {
    const { dtype } = x;
    const here = engineFor(x.size, crossing);
    if (here === undefined || !isFloat(dtype)) return undefined;
    const kernels = made[dtype].map((family) => here.kernels(family)?.lines);
    if (!kernels.every((kernel) => kernel !== undefined)) return undefined;
    const { kept, inLines, n } = linesAlong(x, attrs.axes);
    const ys = allocate(out.dtype, x.size / n);
    let done = 0;
    for (const lines of linesOf(here, inLines, kept.length, ys.length)) {
      const y = new Float64Array(lines.count);
      formula(lines, kernels, attrs, y);
      ys.set(y, done);
      done += lines.count;
    }
    return x.like(ys, out.shape, out.dtype);
  };
}

/** The lines along the last axes, as many together as a chunk holds; longer lines one by one, staged anew at each pass. */
function* linesOf({ workspace }: Engine, x: Tensor, kept: number, lines: number): Generator<Lines> {
  const n = x.size / lines;
  const together = Math.max(1, Math.floor(chunk / n));
  const starts = n > chunk ? offsets(x.shape.slice(0, kept), x.strides.slice(0, kept)) : [];
  const bytes = storageOf(x).BYTES_PER_ELEMENT;
  const blocks = Math.ceil(n / lineBlock);
  const mark = workspace.mark();
  try {
    const place = workspace.take(Math.min(chunk, together * n) * bytes);
    const to = workspace.take(together * blocks * 8);
    const a = workspace.take(together * 8);
    const whole = n > chunk ? undefined : new Staged(x, x.shape, x.size);
    for (let first = 0; first < lines; first += together) {
      const count = Math.min(together, lines - first);
      const at = whole?.next(count * n, workspace[x.dtype], place / bytes);
      const line = x.like(storageOf(x), x.shape.slice(kept), x.dtype, x.strides.slice(kept), x.offset + (starts[first] ?? 0));
      const run = (kernel: Kernel): void => {
        if (at !== undefined) {
          kernel(at * bytes, to, count, n, a);
          return;
        }
        const inside = workspace.mark();
        const staged = new Staged(line, line.shape, n);
        for (let from = 0; from < n; from += chunk) {
          const m = Math.min(chunk, n - from);
          kernel(staged.next(m, workspace[x.dtype], place / bytes) * bytes, to + (from / lineBlock) * 8, 1, m, a);
        }
        workspace.reset(inside);
      };
      yield {
        count,
        n,
        set: (parameters) => workspace.float64.set(parameters, a / 8),
        reduce: (kernel, combine) => {
          run(kernel);
          const partial = workspace.float64.subarray(to / 8);
          return Float64Array.from({ length: count }, (_, i) => tree(partial, i * blocks, blocks, 1, combine));
        },
      };
    }
  } finally {
    workspace.reset(mark);
  }
}

/** The SIMD path of a variance; `finish` makes the result of it. */
export function varianceLanes(finish: (variance: number) => number = (variance) => variance): ReduceRun<{ readonly ddof: number }> {
  return passes(
    (type) => [
      sums(type),
      termSums('deviation', type, (f, x, mu) => f.sub(x, mu)),
      termSums('squared-deviation', type, (f, x, mu) => {
        const d = f.sub(x, mu);
        return f.mul(d, d);
      }),
    ],
    (lines, [sum, deviations, squaredDeviations], { ddof }, y) => {
      const { n, count } = lines;
      lines.set(lines.reduce(sum, plus).map((total) => total / n));
      const off = lines.reduce(deviations, plus);
      const squares = lines.reduce(squaredDeviations, plus);
      for (let i = 0; i < count; i++) y[i] = finish(Math.max(squares[i] - (off[i] * off[i]) / n, 0) / Math.max(n - ddof, 0));
    },
  );
}

/** The SIMD path of the logarithm of a sum of exponentials. */
export function logSumExpLanes(): ReduceRun {
  return passes(
    (type) => [extremes('max', type), termSums('exponential', type, (f, x, m) => exp(f, f.sub(x, m)))],
    (lines, [max, exponentials], _, y) => {
      const top = lines.reduce(max, Math.max);
      lines.set(top);
      const total = lines.reduce(exponentials, plus);
      for (let i = 0; i < lines.count; i++) y[i] = Number.isFinite(top[i]) ? top[i] + logOf(total[i]) : top[i];
    },
  );
}

/** The SIMD path of the norms that need no powers: 1, 2 and ∞. */
export function normLanes(scaleOf: (largest: number) => number): ReduceRun<{ readonly ord: number }> {
  const run = passes<{ readonly ord: number }>(
    (type) => [
      greatestSize(type),
      termSums('size', type, (f, x) => f.abs(x)),
      termSums('scaled-square', type, (f, x, scale) => {
        const v = f.mul(x, scale);
        return f.mul(v, v);
      }),
    ],
    (lines, [largest, sizes, squares], { ord }, y) => {
      if (ord === 1) y.set(lines.reduce(sizes, plus));
      else y.set(lines.reduce(largest, Math.max));
      if (ord !== 2) return;
      const scales = y.map(scaleOf);
      lines.set(scales);
      const total = lines.reduce(squares, plus);
      for (let i = 0; i < lines.count; i++) if (y[i] > 0 && y[i] < Infinity) y[i] = Math.sqrt(total[i]) / scales[i];
    },
  );
  return (x, attrs, out) => (attrs.ord === 1 || attrs.ord === 2 || attrs.ord === Infinity ? run(x, attrs, out) : undefined);
}
