import type { DType, Floating } from '../dtype.ts';
import { allocate } from '../dtype.ts';
import { type Filled, withDefaults } from '../options.ts';
import { asFloating } from '../prepare.ts';
import { type Shape, sizeOf } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import type { Pair, WindowOptions, Windows } from '../windows.ts';
import { conv2d } from './conv2d.ts';
import { div } from './div.ts';
import { poolWindows } from './max-pool2d.ts';
import { reshape } from './reshape.ts';

/** Options of average pooling; `Size` is a number for one axis, a pair for two. */
export interface AvgPoolOptions<Size = Pair> extends WindowOptions<Size> {
  /** Whether the padding counts as zeros; if not, only elements of `x` are averaged. @defaultValue true */
  readonly countIncludePad?: boolean;
}

/**
 * The mean of the elements under each window that slides over the planes.
 *
 * $$ y_{\dots ij} = \frac{1}{|W_{ij}|} \sum_{(r,s) \in W_{ij}} x_{\dots rs}, \qquad \bar x_{\dots rs} = \sum_{(i,j)\,:\,(r,s) \in W_{ij}} \frac{\bar y_{\dots ij}}{|W_{ij}|} $$
 *
 * Shapes: x [..., h, w] → y [..., h', w'] with $h' = \lfloor (h + 2p - k) / s \rfloor + 1$; window k, stride s (that of the window if not given) and
 * padding p are numbers or pairs [height, width]. Dtype: that of `x`; integers give float64.
 * Gradients follow from {@link conv2d} with a kernel of ones.
 *
 * @throws ShapeError for fewer than two axes or a window that is larger than the padded plane; OptionError for an option out of range or a
 * padding of more than half the window.
 * @example
 * import { avgPool2d, tensor } from '@hml/tensor';
 * const x = tensor([[1, 2, 5, 0], [3, 4, 0, 6]]);
 * avgPool2d(x, 2).toArray() // [[2.5, 2.75]]
 * avgPool2d(x, 2, { padding: 1, countIncludePad: false }).toArray() // [[1, 3.5, 0], [3, 2, 6]]
 */
export function avgPool2d<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  kernelSize: Pair,
  options?: AvgPoolOptions,
): Tensor<SameRank<S>, Floating<D>>;
export function avgPool2d(x: TensorLike, kernelSize: Pair, options?: AvgPoolOptions): Tensor {
  const [input] = asFloating('avgPool2d', [x]);
  return meanUnder('avgPool2d', input, kernelSize, withDefaults('avgPool2d', avgPoolDefaults, options));
}

/** What counts where {@link AvgPoolOptions} say nothing. */
export const avgPoolDefaults = { stride: undefined, padding: 0, countIncludePad: true } as const;

/** {@link avgPool2d} for a function of another name: a convolution with ones, divided by how many there are. */
export function meanUnder(where: string, x: Tensor, kernelSize: Pair, options: Filled<AvgPoolOptions, typeof avgPoolDefaults>): Tensor {
  const windows = poolWindows(where, x, kernelSize, { ...options, dilation: 1 });
  const { plane, kernel } = windows;
  const ones = x.like(allocate(x.dtype, sizeOf(kernel)).fill(1), [1, 1, ...kernel], x.dtype);
  const planes = reshape(x, [sizeOf(x.shape.slice(0, -2)), 1, ...plane]);
  const sums = conv2d(planes, ones, { stride: windows.stride, padding: windows.padding });
  const means = div(sums, options.countIncludePad ? sizeOf(kernel) : counts(x, windows));
  return reshape(means, [...x.shape.slice(0, -2), ...windows.count]);
}

/** How many elements of the plane lie under each window: the product of the numbers of rows and columns. */
function counts(x: Tensor, windows: Windows): Tensor {
  const { count } = windows;
  const values = allocate(x.dtype, sizeOf(count));
  for (let at = 0; at < values.length; at++)
    values[at] = covered(windows, 0, Math.floor(at / count[1])) * covered(windows, 1, at % count[1]);
  return x.like(values, count, x.dtype);
}

function covered({ plane, kernel, stride, padding }: Windows, axis: 0 | 1, window: number): number {
  const first = window * stride[axis] - padding[axis];
  return Math.min(first + kernel[axis], plane[axis]) - Math.max(first, 0);
}
