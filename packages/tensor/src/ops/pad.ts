import type { DType } from '../dtype.ts';
import { OptionError, ShapeError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asTensor, lift } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { embed } from './slice.ts';
import { take } from './take.ts';
import { where } from './where.ts';
import { onesLike } from './zeros-like.ts';

/** How many elements to add: everywhere the same, or before and after each axis. */
export type Padding = number | readonly (readonly [before: number, after: number])[];

/** Options of `pad`. */
export interface PadOptions {
  /**
   * What is added: a value, the elements mirrored at the edge (which itself is not repeated), the edge, or the elements from the other
   * end. @defaultValue 'constant'
   */
  readonly mode?: 'constant' | 'reflect' | 'edge' | 'circular';
  /** The value of mode 'constant'. @defaultValue 0 */
  readonly value?: number;
}

/**
 * A tensor with elements added around it.
 *
 * $$ y_{\dots j \dots} = x_{\dots k(j - b) \dots}, \qquad \bar x_{\dots i \dots} = \sum_{j : k(j - b) = i} \bar y_{\dots j \dots} $$
 *
 * where $b$ is the number of elements before, and $k$ the identity inside; outside, $y$ is the value, or $k$ leads back inside.
 *
 * | mode | [1, 2, 3] with 2 on either side | NumPy | PyTorch |
 * |---|---|---|---|
 * | `constant` | 0 0 1 2 3 0 0 | constant | constant |
 * | `reflect` | 3 2 1 2 3 2 1 | reflect | reflect |
 * | `edge` | 1 1 1 2 3 3 3 | edge | replicate |
 * | `circular` | 2 3 1 2 3 1 2 | wrap | circular |
 *
 * Shapes: each size grows by its padding, which may be longer than the axis in every mode. Pads are given for all axes, the first one first.
 *
 * @throws ShapeError for pads that are not whole, below 0 or not one pair per axis, or an empty axis that has nothing to repeat;
 * OptionError for a mode that does not exist; DTypeError for a value that the tensor's type cannot hold.
 * @example
 * import { pad, tensor } from '@hml/tensor';
 * pad(tensor([1, 2, 3]), [[1, 2]]).toArray() // [0, 1, 2, 3, 0, 0]
 * pad(tensor([1, 2, 3]), 2, { mode: 'reflect' }).toArray() // [3, 2, 1, 2, 3, 2, 1]
 */
export function pad<S extends Shape, D extends DType>(x: TensorLike<S, D>, padding: Padding, options?: PadOptions): Tensor<SameRank<S>, D>;
export function pad(operand: TensorLike, padding: Padding, options?: PadOptions): Tensor {
  const { mode, value } = withDefaults('pad', { mode: 'constant', value: 0 }, options);
  const x = asTensor('pad', operand);
  const pads = typeof padding === 'number' ? x.shape.map(() => [padding, padding] as const) : padding;
  checkPads(x, pads);
  if (mode === 'constant') return padConstant(x, pads, value);
  if (!Object.hasOwn(sources, mode)) {
    throw new OptionError({ where: 'pad', what: 'no such mode', expected: 'constant, reflect, edge or circular', got: String(mode) });
  }
  return pads.reduce((y, [before, after], axis) => (before + after === 0 ? y : padAxis(y, before, after, axis, sources[mode])), x);
}

function checkPads(x: Tensor, pads: readonly (readonly [number, number])[]): void {
  const whole = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
  if (pads.length === x.ndim && pads.every((pair) => pair.length === 2 && pair.every(whole))) return;
  throw new ShapeError({
    where: 'pad',
    what: 'pads that do not fit',
    expected: `a whole number ≥ 0, or ${x.ndim} pairs [before, after], one for each axis of ${shapeText(x.shape)}`,
    got: JSON.stringify(pads),
    fix: 'slice(x, [1, -1]) takes away',
  });
}

function padConstant(x: Tensor, pads: readonly (readonly [number, number])[], value: number): Tensor {
  if (pads.every(([before, after]) => before + after === 0)) return x;
  const shape = x.shape.map((n, i) => n + pads[i][0] + pads[i][1]);
  const inside = x.shape.map((n, i) => [pads[i][0], pads[i][0] + n] as const);
  const y = embed(x, shape, inside);
  if (value === 0) return y;
  const outside = lift('pad', value, x, x.dtype);
  return where(embed(onesLike(x).cast('bool'), shape, inside), y, outside);
}

/** For each mode, which of n elements stands at place `i`, counted from the first of them. */
const sources: Readonly<Record<'reflect' | 'edge' | 'circular', (i: number, n: number) => number>> = {
  reflect: (i, n) => (n === 1 ? 0 : n - 1 - Math.abs(n - 1 - modulo(i, 2 * n - 2))),
  edge: (i, n) => Math.min(Math.max(i, 0), n - 1),
  circular: modulo,
};

function modulo(i: number, n: number): number {
  return ((i % n) + n) % n;
}

function padAxis(x: Tensor, before: number, after: number, axis: number, source: (i: number, n: number) => number): Tensor {
  const n = x.shape[axis];
  if (n > 0)
    return take(
      x,
      Array.from({ length: before + n + after }, (_, j) => source(j - before, n)),
      axis,
    );
  throw new ShapeError({ where: 'pad', what: 'nothing to repeat', expected: `elements along axis ${axis}`, got: shapeText(x.shape) });
}
