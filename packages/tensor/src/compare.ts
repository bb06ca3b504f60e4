import { copyOf } from './elementwise.ts';
import { broadcastTo } from './ops/broadcast-to.ts';
import { withDefaults } from './options.ts';
import { asTensor, lift } from './prepare.ts';
import { broadcastShapes, rowMajor } from './shape.ts';
import type { TensorLike } from './tensor.ts';

/** How far numbers may lie apart: $|a - b| \le \text{atol} + \text{rtol}\,|b|$. */
export interface CloseOptions {
  /** Relative to `b`. @defaultValue 1e-5 */
  readonly rtol?: number;
  /** Absolute. @defaultValue 1e-8 */
  readonly atol?: number;
  /** Whether NaN agrees with NaN. @defaultValue false */
  readonly equalNaN?: boolean;
}

/** What {@link compare} finds. */
export interface Comparison {
  /** Whether all elements agree within tolerance. */
  readonly close: boolean;
  /** The element that is farthest beyond its tolerance, or nearest to it; undefined where no element differs at all. */
  readonly worst: WorstElement | undefined;
}

/** A pair of elements that differ. */
export interface WorstElement {
  /** Where they stand. */
  readonly index: readonly number[];
  /** The element of the first tensor. */
  readonly a: number;
  /** The element of the second one. */
  readonly b: number;
  /** How far they lie apart: $|a - b|$, infinite where one of them is NaN. */
  readonly difference: number;
}

/**
 * Whether two tensors agree element by element, and which element is worst off.
 *
 * $$ |a_i - b_i| \le \text{atol} + \text{rtol}\,|b_i| $$
 *
 * Shapes: a and b broadcast. Dtype: any two; values are compared. An infinity agrees with itself alone, 0 with −0. Reads values, so
 * it is not for traced functions; no gradient.
 *
 * @throws ShapeError when the shapes do not broadcast.
 * @example
 * import { compare, tensor } from '@hml/tensor';
 * const { close, worst } = compare(tensor([1, 2, 3]), tensor([1, 2.5, 3.001]));
 * close // false
 * worst // { index: [1], a: 2, b: 2.5, difference: 0.5 }
 */
export function compare(a: TensorLike, b: TensorLike | number, options?: CloseOptions): Comparison {
  return comparison('compare', a, b, options);
}

/**
 * Whether two tensors agree element by element within tolerance; {@link compare} says where they do not.
 *
 * $$ |a_i - b_i| \le \text{atol} + \text{rtol}\,|b_i| \quad \text{for all } i $$
 *
 * Shapes: a and b broadcast. Dtype: any two; values are compared. An infinity agrees with itself alone; NaN with nothing, or
 * with NaN under `equalNaN`.
 *
 * @throws ShapeError when the shapes do not broadcast.
 * @example
 * import { allClose, tensor } from '@hml/tensor';
 * allClose(tensor([1, 2]), tensor([1, 2 + 1e-9])) // true
 * allClose(tensor([NaN]), tensor([NaN]), { equalNaN: true }) // true
 */
export function allClose(a: TensorLike, b: TensorLike | number, options?: CloseOptions): boolean {
  return comparison('allClose', a, b, options).close;
}

function comparison(where: string, first: TensorLike, second: TensorLike | number, options?: CloseOptions): Comparison {
  const { rtol, atol, equalNaN } = withDefaults(where, { rtol: 1e-5, atol: 1e-8, equalNaN: false }, options);
  const x = asTensor(where, first);
  const y = typeof second === 'number' ? lift(where, second, x, 'float64') : asTensor(where, second);
  const shape = broadcastShapes(where, x.shape, y.shape);
  const as = copyOf(broadcastTo(x, shape));
  const bs = copyOf(broadcastTo(y, shape));
  let worst = -1;
  let most = -Infinity; // how far beyond its tolerance the worst element lies
  for (let i = 0; i < as.length; i++) {
    const difference = distance(as[i], bs[i], equalNaN);
    const excess = difference === Infinity ? Infinity : difference - (atol + rtol * Math.abs(bs[i]));
    if (difference > 0 && excess > most) [worst, most] = [i, excess];
  }
  if (worst < 0) return { close: true, worst: undefined };
  const index = rowMajor(shape).map((stride, axis) => Math.floor(worst / stride) % shape[axis]);
  const [a, b] = [as[worst], bs[worst]];
  return { close: most <= 0, worst: { index, a, b, difference: distance(a, b, equalNaN) } };
}

/** How far two numbers lie apart; NaN lies infinitely far from everything. */
function distance(a: number, b: number, equalNaN: boolean): number {
  if (a === b) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return equalNaN && Number.isNaN(a) && Number.isNaN(b) ? 0 : Infinity;
  return Math.abs(a - b);
}
