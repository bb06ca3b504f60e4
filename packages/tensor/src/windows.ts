import { OptionError, ShapeError } from './errors.ts';
import { shapeText, sizeOf } from './shape.ts';
import type { Tensor } from './tensor.ts';
import { describeValue } from './text.ts';

/** One number for both axes of a plane, or one for its height and one for its width. */
export type Pair = number | readonly [height: number, width: number];

/** Where windows lie; `Size` is a number for one axis, a {@link Pair} for two. */
export interface WindowOptions<Size> {
  /** How far neighbouring windows lie apart, 1 or more. @defaultValue 1; pooling: the size of the window */
  readonly stride?: Size;
  /** How many elements are put before and behind each axis. @defaultValue 0 */
  readonly padding?: Size;
}

/** Windows on the planes [height, width] of a tensor, one pair of numbers per property. */
export interface Windows {
  /** The size of a plane. */
  readonly plane: Two;
  /** How many windows there are. */
  readonly count: Two;
  /** The size of a window, in elements of it. */
  readonly kernel: Two;
  /** How far neighbouring windows lie apart. */
  readonly stride: Two;
  /** How many elements are put before and behind. */
  readonly padding: Two;
  /** How far neighbouring elements of a window lie apart. */
  readonly dilation: Two;
}

/** A number for the height, another for the width. */
export type Two = readonly [number, number];

/** An option as two whole numbers of at least `least`. */
export function pairOf(where: string, option: string, value: Pair, least: number): Two {
  const pair: readonly unknown[] = Array.isArray(value) ? value : [value, value];
  const [height, width] = pair;
  if (pair.length === 2 && isWhole(height, least) && isWhole(width, least)) return [height, width];
  throw new OptionError({
    where,
    what: `${option} out of range`,
    expected: `a whole number ≥ ${least}, or one per axis`,
    got: Array.isArray(value) ? `[${value.join(', ')}]` : describeValue(value),
  });
}

function isWhole(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least;
}

/** How many windows fit: $\lfloor (n + 2p - d(k - 1) - 1) / s \rfloor + 1$ along each axis. Throws where not even one does. */
export function windowsOn(where: string, at: Omit<Windows, 'count'>): Windows {
  const { plane, kernel, stride, padding, dilation } = at;
  const along = (i: 0 | 1): number => Math.floor((plane[i] + 2 * padding[i] - dilation[i] * (kernel[i] - 1) - 1) / stride[i]) + 1;
  const count: Two = [along(0), along(1)];
  if (count[0] > 0 && count[1] > 0) return { ...at, count };
  throw new ShapeError({
    where,
    what: 'the window is larger than what it slides over',
    expected: `at least ${shapeText(kernel.map((k, i) => dilation[i] * (k - 1) + 1))} elements with padding`,
    got: `${shapeText(plane)} with padding ${shapeText(padding)}`,
    fix: 'more padding, a smaller window or less dilation',
  });
}

/** The last axis seen as a plane of height 1: what has one spatial axis is computed as if it had two. */
export function asPlane(x: Tensor): Tensor {
  return x.reshape([...x.shape.slice(0, -1), 1, ...x.shape.slice(-1)]);
}

/** The inverse of {@link asPlane}. */
export function asRow(x: Tensor): Tensor {
  return x.reshape([...x.shape.slice(0, -2), ...x.shape.slice(-1)]);
}

/** The last axes of `x`, all others joined into one. */
export function joined(x: Tensor, kept: number): Tensor {
  return x.reshape([sizeOf(x.shape.slice(0, -kept)), ...x.shape.slice(-kept)]);
}
