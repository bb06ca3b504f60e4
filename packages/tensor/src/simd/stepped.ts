import { FloatLanes, type LaneType, type Module } from '../assembler/index.ts';
import type { TypedArray } from '../dtype.ts';
import { type Engine, engineFor, type Family, type Kernel } from './engine.ts';
import { integers } from './repeated.ts';

/** Shorter runs than this are gathered in a loop. */
const crossing = 256;

/** Elements that are further apart than this are: their neighbours would be copied in vain. */
const longestStep = 4;

/** Bytes that are copied together: they are still in the first cache when elements are picked from them. */
const areaBytes = 1 << 14;

/** Gathers elements that lie a small step apart: copies them into the workspace with what lies between, and picks them there. */
export class Stepped {
  private readonly kernel: Kernel;
  private readonly step: number;
  private readonly area: number;

  /** Takes room in the workspace. */
  private constructor(engine: Engine, kernel: Kernel, step: number) {
    this.kernel = kernel;
    this.step = step;
    this.area = engine.workspace.take(areaBytes + 32); // registers read beyond the last element
  }

  /** For runs of `n` elements of this array that lie so many elements apart; undefined where it is not worth it. */
  static of(xs: TypedArray, n: number, step: number): Stepped | undefined {
    if (step < 2 || step > longestStep || n < crossing) return undefined;
    if (!(xs instanceof Float32Array) && !(xs instanceof Float64Array)) return undefined;
    const here = engineFor(n, crossing);
    const kernel = here?.kernels(families[xs.BYTES_PER_ELEMENT === 4 ? 'float32' : 'float64'])?.run;
    return here && kernel && new Stepped(here, kernel, step);
  }

  /** Brings the `n` elements from `xs[at]` on to neighbouring places of the workspace, from element `to` on. */
  gather(n: number, xs: TypedArray, at: number, view: TypedArray, to: number): void {
    const { step, area } = this;
    const bytes = view.BYTES_PER_ELEMENT;
    const most = Math.floor(areaBytes / (step * bytes));
    for (let done = 0, m = 0; done < n; done += m) {
      m = Math.min(most, n - done);
      const from = at + done * step;
      view.set(xs.subarray(from, from + (m - 1) * step + 1), area / bytes);
      this.kernel(area, (to + done) * bytes, m, step * bytes);
    }
  }
}

const families = { float32: steppedFamily('float32'), float64: steppedFamily('float64') };

/** `run(x, y, n, step)`: n elements that lie `step` bytes apart become neighbours at y; every other one is picked by registers. */
export function steppedFamily(type: LaneType): Family<'run'> {
  return { name: `stepped-${type}`, functions: ['run'], write: (module) => assemble(module, type) };
}

function assemble(module: Module, type: LaneType): void {
  module.func('run', integers(4), (fn, x, y, n, step) => {
    const f = new FloatLanes(fn, type);
    const even = Array.from({ length: f.count }, (_, i) => 2 * i);
    const end = fn.let(y.add(n.mul(f.bytes)));
    fn.if(step.eq(2 * f.bytes), () => {
      const whole = fn.let(y.add(n.and(-2 * f.count).mul(f.bytes)));
      fn.while(y.lt(whole), () => {
        const [a, b, c, d] = [0, 16, 32, 48].map((offset) => f.load(x, offset));
        f.store(y, f.shuffle(a, b, even));
        f.store(y, f.shuffle(c, d, even), 16);
        x.inc(64);
        y.inc(32);
      });
    });
    fn.while(y.lt(end), () => {
      f.storeLane(y, f.loadSplat(x));
      x.inc(step);
      y.inc(f.bytes);
    });
  });
}
