import { storageOf } from '../base.ts';
import { allocate, isFloat, type TypedArray } from '../dtype.ts';
import type { Signature } from '../op.ts';
import { sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type Engine, engineFor } from './engine.ts';
import { gemm } from './gemm.ts';
import { ArrayLines, type Fractions, type Lines } from './lines.ts';
import { matvec } from './matvec.ts';

/** Products of fewer multiplications than this are faster in the plain loop (measured). */
const crossing = 10 ** 3;

/** Products of panels with fewer rows or fewer multiplications than these are faster in the plain loop (measured). */
const [fewPanelRows, panelCrossing] = [4, 4000];

/** So few rows meet the right operand one by one (measured). */
const fewRows = 3;

/** Longer vectors than this do not lie in the workspace as a whole, and are matrices of one line. */
const longVector = 1 << 20;

/** How many elements of the result lie in the workspace at a time, and how many columns of it. */
const [slabSize, slabColumns] = [1 << 22, 1 << 12];

/** The SIMD path of `matmul`: operands with as many axes, of which all but the last two are batches. Undefined where the plain loop is to do it. */
export function matrixProduct(operands: readonly Tensor[], { shape, dtype }: Signature): Tensor | undefined {
  if (!isFloat(dtype)) return undefined;
  // By index and without destructuring: small products are over before such calls are compiled.
  const a = operands[0];
  const b = operands[1];
  const inner = a.ndim - 1;
  const m = a.shape[inner - 1];
  const k = a.shape[inner];
  const n = b.shape[inner];
  const here = engineFor(m * n * k, crossing);
  if (here === undefined) return undefined;
  const xs = fractions(storageOf(a));
  const ws = fractions(storageOf(b));
  const y = fractions(allocate(dtype, sizeOf(shape)));
  const starts = batchesOf(a);
  const others = batchesOf(b);
  for (let i = 0; i < starts.length; i++) {
    const rows = new ArrayLines(here.workspace, xs, starts[i], a.strides[inner - 1], a.strides[inner]);
    const columns = new ArrayLines(here.workspace, ws, others[i], b.strides[inner], b.strides[inner - 1]);
    if (!multiply(here, m, n, k, rows, columns, y, i * m * n)) return undefined;
  }
  return a.like(y, shape, dtype);
}

function fractions(values: TypedArray): Fractions {
  return values instanceof Float32Array || values instanceof Float64Array ? values : Float64Array.from(values);
}

/** Where the first element of each matrix lies, in the order of the batch. */
function batchesOf(x: Tensor): number[] {
  let starts = [x.offset];
  for (let axis = 0; axis < x.ndim - 2; axis++) {
    starts = starts.flatMap((start) => Array.from({ length: x.shape[axis] }, (_, i) => start + i * x.strides[axis]));
  }
  return starts;
}

/** A matrix within an array of doubles: element (i, j) lies at `at + i * row + j * column`. */
export interface Panel {
  /** The array. */
  readonly data: Float64Array;
  /** Where its first element lies. */
  readonly at: number;
  /** How far apart rows lie. */
  readonly row: number;
  /** How far apart columns lie. @defaultValue 1 */
  readonly column?: number;
}

/** The product of two panels of doubles as a new matrix [m, n], for the factorizations. Undefined where the plain loop is to do it. */
export function panelProduct(m: number, n: number, k: number, a: Panel, b: Panel): Float64Array | undefined {
  const here = m < fewPanelRows ? undefined : engineFor(m * n * k, panelCrossing);
  if (here === undefined) return undefined;
  const rows = new ArrayLines(here.workspace, a.data, a.at, a.row, a.column ?? 1);
  const columns = new ArrayLines(here.workspace, b.data, b.at, b.column ?? 1, b.row);
  const y = new Float64Array(m * n);
  return multiply(here, m, n, k, rows, columns, y, 0) ? y : undefined;
}

/** One matrix; false where the host refuses the kernels. */
function multiply(here: Engine, m: number, n: number, k: number, rows: Lines, columns: Lines, y: Fractions, yOffset: number): boolean {
  const type = y instanceof Float32Array ? 'float32' : 'float64';
  const vectors = k <= longVector;
  if (vectors && n === 1) return matvec(here, type, { lines: rows, count: m, vectors: columns, few: 1, k, y, yOffset });
  if (vectors && m <= fewRows) return matvec(here, type, { lines: columns, count: n, vectors: rows, few: m, k, y, yOffset });
  const { workspace } = here;
  const wide = Math.min(n, slabColumns);
  const high = Math.min(m, Math.floor(slabSize / wide));
  const bytes = y.BYTES_PER_ELEMENT;
  const mark = workspace.mark();
  try {
    const place = workspace.take(wide * high * bytes);
    for (let i = 0; i < m; i += high) {
      for (let j = 0; j < n; j += wide) {
        const [h, w] = [Math.min(high, m - i), Math.min(wide, n - j)];
        const product = { m: h, n: w, k, left: from(rows, i), right: from(columns, j), y: place, yStep: w };
        if (!gemm(here, type, product)) return false;
        const view = workspace[type];
        const at = place / bytes;
        if (w === n) y.set(view.subarray(at, at + h * n), yOffset + i * n);
        else for (let r = 0; r < h; r++) y.set(view.subarray(at + r * w, at + (r + 1) * w), yOffset + (i + r) * n + j);
      }
    }
    return true;
  } finally {
    workspace.reset(mark);
  }
}

/** The lines from one on. */
function from(lines: Lines, start: number): Lines {
  if (start === 0) return lines;
  return { wide: lines.wide, stage: (first, count, at, depth, place) => lines.stage(start + first, count, at, depth, place) };
}
