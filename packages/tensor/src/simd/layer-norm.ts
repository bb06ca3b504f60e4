import { allocate, isFloat, type TypedArray } from '../dtype.ts';
import { compact, elementsOf } from '../elementwise.ts';
import type { Tensor } from '../tensor.ts';
import { engineFor } from './engine.ts';
import { layerNormFamily } from './layer-norm-kernel.ts';
import { stackBytes } from './row-sums.ts';

/** Below so many elements the plain loop is faster than copying in and out. */
const crossing = 256;

/** Elements that are staged together where rows are short: with their results they stay in the second cache. */
const chunk = 1 << 13;

/** Longer rows are left to the plain loop: the workspace holds a row and its result. */
const longest = 1 << 20;

const families = { float32: layerNormFamily('float32'), float64: layerNormFamily('float64') };

/** The SIMD path of layer norm along the last axis: the elements of the result. Undefined where the plain loop is to do it. */
export function layerNormLanes([x, weight, bias]: readonly Tensor[], epsilon: number): TypedArray | undefined {
  const { dtype, size } = x;
  const n = weight.size;
  if (!isFloat(dtype) || n > longest) return undefined;
  const here = engineFor(size, crossing);
  const kernel = here?.kernels(families[dtype])?.normalize;
  if (here === undefined || kernel === undefined) return undefined;
  const { workspace } = here;
  const { data, offset } = compact(x);
  const bytes = data.BYTES_PER_ELEMENT;
  const rows = size / n;
  const together = Math.min(rows, Math.max(1, Math.floor(chunk / n)));
  const ys = allocate(dtype, size);
  const mark = workspace.mark();
  try {
    const [w, b] = [weight, bias].map(() => workspace.take(n * bytes));
    const [from, to] = [0, 1].map(() => workspace.take(together * n * bytes));
    const [place, stack] = [workspace.take(8), workspace.take(stackBytes)];
    const view = workspace[dtype];
    view.set(elementsOf(weight), w / bytes);
    view.set(elementsOf(bias), b / bytes);
    workspace.float64[place / 8] = epsilon;
    for (let first = 0; first < rows; first += together) {
      const count = Math.min(together, rows - first);
      view.set(data.subarray(offset + first * n, offset + (first + count) * n), from / bytes);
      kernel(from, to, count, n, w, b, place, stack);
      ys.set(view.subarray(to / bytes, to / bytes + count * n), first * n);
    }
  } finally {
    workspace.reset(mark);
  }
  return ys;
}
