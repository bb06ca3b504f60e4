import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { DTypeError, OptionError, ShapeError } from '../errors.ts';
import { type Filled, withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { type Shape, shapeText, sizeOf } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { type Pair, pairOf, type WindowOptions, type Windows, windowsOn } from '../windows.ts';
import { reshape } from './reshape.ts';
import { take } from './take.ts';

/** Options of max pooling; `Size` is a number for one axis, a pair for two. */
export interface MaxPoolOptions<Size = Pair> extends WindowOptions<Size> {
  /** How far neighbouring elements of a window lie apart, 1 or more. @defaultValue 1 */
  readonly dilation?: Size;
}

/**
 * The largest element under each window that slides over the planes.
 *
 * $$ y_{\dots ij} = \max_{k,l}\, x_{\dots,\,is + kd - p,\,js + ld - p}, \qquad \bar x_{\dots rs} = \sum_{(i,j)\,:\,(r,s) \text{ is their largest}} \bar y_{\dots ij} $$
 *
 * Shapes: x [..., h, w] → y [..., h', w'] with $h' = \lfloor (h + 2p - d(k - 1) - 1) / s \rfloor + 1$; window k, stride s (that of the window if not
 * given), padding p and dilation d are numbers or pairs [height, width]. Dtype: that of `x`.
 * Numerics: padding is never the largest. Of equal elements the first one takes the gradient; NaN is larger than all.
 *
 * @throws ShapeError for fewer than two axes or a window that is larger than the padded plane; OptionError for an option out of range or a
 * padding of more than half the window; DTypeError for bools.
 * @example
 * import { maxPool2d, tensor } from '@hml/tensor';
 * maxPool2d(tensor([[1, 2, 5, 0], [3, 4, 0, 6]]), 2).toArray() // [[4, 6]]
 * maxPool2d(tensor([[1, 2, 3]]), [1, 2], { stride: 1 }).toArray() // [[2, 3]]
 */
export function maxPool2d<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  kernelSize: Pair,
  options?: MaxPoolOptions,
): Tensor<SameRank<S>, D>;
export function maxPool2d(x: TensorLike, kernelSize: Pair, options?: MaxPoolOptions): Tensor {
  return largestUnder('maxPool2d', asTensor('maxPool2d', x), kernelSize, withDefaults('maxPool2d', maxPoolDefaults, options));
}

/** What counts where {@link MaxPoolOptions} say nothing. */
export const maxPoolDefaults = { stride: undefined, padding: 0, dilation: 1 } as const;

/** {@link maxPool2d} for a function of another name: the elements at the places of the largest. */
export function largestUnder(where: string, x: Tensor, kernelSize: Pair, options: Filled<MaxPoolOptions, typeof maxPoolDefaults>): Tensor {
  if (x.dtype === 'bool') {
    const fix = "cast(x, 'uint8') first";
    throw new DTypeError({ where, what: 'bools have no order here', expected: 'integers or fractions', got: 'bool', fix });
  }
  const places = apply(placesOp, [x], poolWindows(where, x, kernelSize, options));
  return take(reshape(x, [x.size]), places, 0);
}

/** The windows of a pooling over the last two axes of `x`. */
export function poolWindows(where: string, x: Tensor, kernelSize: Pair, options: Filled<MaxPoolOptions, typeof maxPoolDefaults>): Windows {
  if (x.ndim < 2) throw new ShapeError({ where, what: 'no plane to slide over', expected: 'x [.., h, w]', got: shapeText(x.shape) });
  const kernel = pairOf(where, 'kernelSize', kernelSize, 1);
  const padding = pairOf(where, 'padding', options.padding, 0);
  const dilation = pairOf(where, 'dilation', options.dilation, 1);
  if (padding.some((p, i) => 2 * p > dilation[i] * (kernel[i] - 1) + 1)) {
    throw new OptionError({
      where,
      what: 'a window would lie on the padding alone',
      expected: `padding of at most half the window ${shapeText(kernel)}`,
      got: shapeText(padding),
    });
  }
  const plane = [x.shape[x.ndim - 2], x.shape[x.ndim - 1]] as const;
  return windowsOn(where, { plane, kernel, stride: pairOf(where, 'stride', options.stride ?? kernel, 1), padding, dilation });
}

/** The places of a window's elements along one axis: those that lie on the plane. */
function onPlane({ plane, kernel, stride, padding, dilation }: Windows, axis: 0 | 1, window: number): number[] {
  const first = window * stride[axis] - padding[axis];
  return Array.from({ length: kernel[axis] }, (_, k) => first + k * dilation[axis]).filter((at) => at >= 0 && at < plane[axis]);
}

/** Where, counted through all of x, the largest element under each window lies: values without a derivative. */
const placesOp = primitive<'x', Windows>({
  name: 'maxPool2d',
  inputs: ['x'],
  infer: ([x], { count }) => ({ shape: Object.freeze([...x.shape.slice(0, -2), ...count]), dtype: 'int32' }),
  run: ([x], windows, { shape, dtype }) => {
    const { plane, count, kernel, stride, padding, dilation } = windows;
    const { data, offset } = compact(x);
    const places = new Int32Array(sizeOf(shape));
    for (let to = 0; to < places.length; to++) {
      const row = Math.floor(to / count[1]);
      const start = Math.floor(row / count[0]) * plane[0] * plane[1];
      const top = (row % count[0]) * stride[0] - padding[0];
      const left = (to % count[1]) * stride[1] - padding[1];
      let best = -Infinity;
      let place = -1;
      for (let r = top; r < Math.min(top + kernel[0] * dilation[0], plane[0]); r += dilation[0]) {
        for (let s = left; s < Math.min(left + kernel[1] * dilation[1], plane[1]); s += dilation[1]) {
          const at = start + r * plane[1] + s;
          const v = data[offset + at];
          if (r < 0 || s < 0 || (place >= 0 && !(v > best) && (!Number.isNaN(v) || Number.isNaN(best)))) continue;
          best = v;
          place = at;
        }
      }
      places[to] = place;
    }
    return x.like(places, shape, dtype);
  },
  definition: (index, [x], windows) => {
    const [i, j] = index.slice(-2);
    const under = onPlane(windows, 0, i).flatMap((r) => onPlane(windows, 1, j).map((s) => [...index.slice(0, -2), r, s]));
    const largest = Math.max(...under.map((at) => x(...at))); // NaN if there is one
    const first = under.find((at) => Object.is(x(...at), largest) || x(...at) === largest) ?? [];
    return first.reduce((at, k, axis) => at * x.shape[axis] + k, 0);
  },
});
