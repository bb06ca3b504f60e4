import { FloatLanes, type LaneType, type Module, type Vector } from '../assembler/index.ts';
import { innerBlock } from '../blocks.ts';
import { bytesOf } from '../dtype.ts';
import type { Engine, Family } from './engine.ts';
import type { Fractions, Lines } from './lines.ts';
import { integers } from './repeated.ts';
import { transposed } from './transposed.ts';

/** Bytes of the matrix that are staged together: they are still in the first two caches when the kernel reads them. */
const chunkBytes = 1 << 15;

/** How many elements of a line are staged together: a multiple of `innerBlock`. */
const longChunk = 8 * innerBlock;
/** How many lines that lie beside each other are staged together. */
const wideChunk = 1 << 13;

/** Registers of results that are computed side by side, while there are so many. */
const [longWidths, wideWidths] = [
  [4, 1],
  [8, 1],
];

/**
 * The kernels of the product of a matrix and a vector v, each line of the matrix giving one result.
 *
 * - `dotLong`, for lines whose elements are neighbours, adds to whole results.
 * - `dotWide`, for lines that lie element by element beside each other, goes on with sums.
 *
 * Both are told (x, step, count, k, v, y), where the step is from line to line or from element to element, and compute results for the
 * lines that are missing to full registers, too, from whatever lies behind the last one.
 */
type MatvecKernel = 'dotLong' | 'dotWide';

const families: Readonly<Record<LaneType, Family<MatvecKernel>>> = { float32: family('float32'), float64: family('float64') };

function family(type: LaneType): Family<MatvecKernel> {
  return {
    name: `matvec-${type}`,
    functions: ['dotLong', 'dotWide'],
    write: (module, canFuse) => {
      const fused = canFuse && type === 'float32';
      dotLong(module, type, fused);
      dotWide(module, type, fused);
    },
  };
}

/** Each lane sums along a line of its own, so that the order is the one of the plain loop: squares of lanes are turned over first. */
function dotLong(module: Module, type: LaneType, fused: boolean): void {
  module.func('dotLong', integers(6), (fn, x, step, count, k, v, y) => {
    const f = new FloatLanes(fn, type, { fused });
    const [line, at, to, end, block] = Array.from({ length: 5 }, () => fn.local('i32'));
    const rest = fn.let(k.rem(f.count));
    /** The next elements of so many lines as there are lanes, one register for each place. */
    const square = (): Vector[] => {
      const rows = Array.from({ length: f.count }, () => {
        const row = f.load(line);
        line.inc(step);
        return row;
      });
      return transposed(f, rows);
    };
    for (const width of longWidths) {
      fn.while(count.gt((width - 1) * f.count), () => {
        const totals = Array.from({ length: width }, (_, i) => f.variable(f.load(y, 16 * i)));
        at.set(0);
        fn.while(at.lt(k), () => {
          block.set(at.add(innerBlock));
          fn.if(block.gt(k), () => block.set(k));
          end.set(at.add(block.sub(at).and(-f.count)));
          const sums = totals.map(() => f.variable(f.const(0)));
          fn.while(at.lt(end), () => {
            line.set(x.add(at.mul(f.bytes)));
            to.set(v.add(at.mul(f.bytes)));
            for (const sum of sums) {
              for (const [l, lanes] of square().entries()) sum.set(f.mulAdd(lanes, f.loadSplat(to, l * f.bytes), sum));
            }
            at.inc(f.count);
          });
          fn.if(at.lt(block), () => {
            // What is left is less than a square: the one that ends where the lines end holds it in its last registers.
            line.set(x.add(k.sub(f.count).mul(f.bytes)));
            to.set(v.add(k.sub(f.count).mul(f.bytes)));
            for (const sum of sums) {
              for (const [l, lanes] of square().entries()) {
                if (l > 0) fn.if(rest.ge(f.count - l), () => sum.set(f.mulAdd(lanes, f.loadSplat(to, l * f.bytes), sum)));
              }
            }
            at.set(block);
          });
          for (const [i, total] of totals.entries()) total.set(f.add(total, sums[i]));
        });
        for (const [i, total] of totals.entries()) f.store(y, total, 16 * i);
        x.inc(step.mul(width * f.count));
        y.inc(16 * width);
        count.inc(-width * f.count);
      });
    }
  });
}

/** Strips of results, eight registers and then one at a time, down the elements of all lines. */
function dotWide(module: Module, type: LaneType, fused: boolean): void {
  module.func('dotWide', integers(6), (fn, x, inner, count, k, v, y) => {
    const f = new FloatLanes(fn, type, { fused });
    const [at, factor] = [fn.local('i32'), fn.local('i32')];
    const end = fn.let(v.add(k.mul(f.bytes)));
    for (const width of wideWidths) {
      fn.while(count.gt((width - 1) * f.count), () => {
        const sums = f.variable(f.load(y, 0, width));
        at.set(x);
        factor.set(v);
        fn.loop(() => {
          sums.set(f.mulAdd(f.loadSplat(factor), f.load(at, 0, width), sums));
          at.inc(inner);
          factor.inc(f.bytes);
        }, factor.lt(end));
        f.store(y, sums);
        x.inc(16 * width);
        y.inc(16 * width);
        count.inc(-width * f.count);
      });
    }
  });
}

/** A product of a matrix with a few vectors. Vector j and line i give `y[yOffset + j * count + i]`. */
export interface FewVectors {
  /** The lines of the matrix. */
  readonly lines: Lines;
  /** How many there are. */
  readonly count: number;
  /** The vectors. */
  readonly vectors: Lines;
  /** How many there are. */
  readonly few: number;
  /** Elements of a line and of a vector, at least 1. */
  readonly k: number;
  /** Where the results go. */
  readonly y: Fractions;
  /** The place of the first. */
  readonly yOffset: number;
  /** Whether y is added to; for lines that lie beside each other. */
  readonly accumulate?: boolean;
}

/** Computes a product with a few vectors; the matrix passes through the caches once for all of them. False where the host refuses the kernels. */
export function matvec(engine: Engine, type: LaneType, product: FewVectors): boolean {
  const kernels = engine.kernels(families[type]);
  if (kernels === undefined) return false;
  const { workspace } = engine;
  const { lines, count, vectors, few, k, y, yOffset, accumulate = false } = product;
  const { wide } = lines;
  const kernel = wide ? kernels.dotWide : kernels.dotLong;
  const bytes = bytesOf(type);
  // Some lines at a time, and so much of them as the caches hold; lines that lie beside each other give a sum for each block.
  const fit = (side: number) => Math.floor(chunkBytes / (side * bytes));
  const long = Math.min(k, longChunk);
  const chunk = Math.min(count, wide ? wideChunk : Math.max(64 / bytes, fit(long)));
  const [block, depth] = wide ? [innerBlock, Math.min(k, innerBlock, Math.max(1, fit(chunk)))] : [k, long];
  const mark = workspace.mark();
  try {
    // Squares reach back before lines and vectors that are shorter than a register.
    const v = Array.from({ length: few }, () => workspace.take(k * bytes + 64) + 64);
    const x = workspace.take((chunk + 4) * depth * bytes + 128) + 64;
    const sums = v.map(() => workspace.take(chunk * bytes + 64));
    for (const [j, place] of v.entries()) vectors.stage(j, 1, 0, k, place);
    for (let i = 0; i < count; i += chunk) {
      const n = Math.min(chunk, count - i);
      for (let from = 0; from < k; from += block) {
        const end = Math.min(k, from + block);
        for (const sum of sums) workspace[type].fill(0, sum / bytes, sum / bytes + n);
        for (let l = from; l < end; l += depth) {
          const part = Math.min(depth, end - l);
          const { place, step, inner } = lines.stage(i, n, l, part, x);
          for (let j = 0; j < few; j++) kernel(place, wide ? inner : step, n, part, v[j] + l * bytes, sums[j]);
        }
        for (let j = 0; j < few; j++) {
          const to = yOffset + j * count + i;
          const results = workspace[type].subarray(sums[j] / bytes, sums[j] / bytes + n);
          if (from === 0 && !accumulate) y.set(results, to);
          else for (let e = 0; e < n; e++) y[to + e] += results[e];
        }
      }
    }
    return true;
  } finally {
    workspace.reset(mark);
  }
}
