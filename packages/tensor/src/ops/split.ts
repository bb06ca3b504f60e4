import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxis, type Shape } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { slice } from './slice.ts';

/** Where `split` cuts: into how many equal parts, before which indices, or into parts of which sizes. */
export type Cuts = number | CutsAt | CutSizes;

/** Cuts before these indices. */
export interface CutsAt {
  /** The indices, ascending. */
  readonly at: readonly number[];
}

/** Cuts into parts of these sizes. */
export interface CutSizes {
  /** The sizes, which add up to that of the axis. */
  readonly sizes: readonly number[];
}

/**
 * The parts of a tensor along an axis: what `concat` joins again.
 *
 * $$ x = [y_1 \,|\, y_2 \,|\, \dots], \qquad \bar x = [\bar y_1 \,|\, \bar y_2 \,|\, \dots] $$
 *
 * Shapes: like `x`, but along `axis` (0 if not given). Views: nothing is copied.
 *
 * | here | NumPy, PyTorch |
 * |---|---|
 * | `split(x, 3)` | `np.split(x, 3)`: three equal parts |
 * | `split(x, { at: [1, 3] })` | `np.split(x, [1, 3])`: cut before the indices 1 and 3 |
 * | `split(x, { sizes: [1, 3] })` | `torch.split(x, [1, 3])`: parts of the sizes 1 and 3 |
 *
 * @throws ShapeError when equal parts do not come out even, or sizes do not add up to that of the axis.
 * @example
 * import { split, tensor } from '@hml/tensor';
 * split(tensor([1, 2, 3, 4]), 2).map((part) => part.toArray()) // [[1, 2], [3, 4]]
 * split(tensor([1, 2, 3, 4]), { at: [1] }).map((part) => part.toArray()) // [[1], [2, 3, 4]]
 */
export function split<S extends Shape, D extends DType>(x: TensorLike<S, D>, cuts: Cuts, axis?: number): Tensor<SameRank<S>, D>[];
export function split(operand: TensorLike, cuts: Cuts, axis = 0): Tensor[] {
  const x = asTensor('split', operand);
  const along = normalizeAxis('split', axis, x.ndim);
  const bounds = boundsOf(cuts, x.shape[along]);
  return bounds
    .slice(1)
    .map((end, k) => slice(x, ...x.shape.map((_, i) => (i === along ? ([bounds[k], Math.max(bounds[k], end)] as const) : ':'))));
}

/** The ends of the parts: one more than there are parts. */
function boundsOf(cuts: Cuts, n: number): number[] {
  const refuse = (expected: string): ShapeError =>
    new ShapeError({ where: 'split', what: 'cuts that do not fit', expected, got: `${JSON.stringify(cuts)} for size ${n}` });
  if (typeof cuts === 'number') {
    if (!(Number.isInteger(cuts) && cuts > 0 && n % cuts === 0)) throw refuse('a number of parts that divides the size of the axis');
    return Array.from({ length: cuts + 1 }, (_, i) => (i * n) / cuts);
  }
  if (Array.isArray(cuts)) throw refuse('{ at: indices } or { sizes: whole numbers }: a bare list could be either');
  if ('at' in cuts) {
    if (!cuts.at.every(Number.isInteger)) throw refuse('whole numbers at which to cut');
    return [0, ...cuts.at.map((at) => Math.min(Math.max(at < 0 ? at + n : at, 0), n)), n];
  }
  const bounds = [0];
  for (const size of cuts.sizes) bounds.push(bounds[bounds.length - 1] + size);
  if (cuts.sizes.every((size) => Number.isInteger(size) && size >= 0) && bounds[bounds.length - 1] === n) return bounds;
  throw refuse('whole numbers ≥ 0 that add up to the size of the axis');
}
