import type { DType, Floating } from '../dtype.ts';
import { withDefaults } from '../options.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { asRow } from '../windows.ts';
import { type AvgPoolOptions, avgPoolDefaults, meanUnder } from './avg-pool2d.ts';
import { rowsOf } from './max-pool1d.ts';

/**
 * The mean of the elements under each window that slides along the rows.
 *
 * $$ y_{\dots i} = \frac{1}{|W_i|} \sum_{r \in W_i} x_{\dots r}, \qquad \bar x_{\dots r} = \sum_{i\,:\,r \in W_i} \frac{\bar y_{\dots i}}{|W_i|} $$
 *
 * Shapes: x [..., l] → y [..., l'] with $l' = \lfloor (l + 2p - k) / s \rfloor + 1$; window k, stride s (that of the window if not given), padding p.
 * Dtype: that of `x`; integers give float64. Gradients follow from {@link conv2d} with a kernel of ones.
 *
 * @throws ShapeError for a scalar or a window that is longer than the padded row; OptionError for an option out of range or a padding of more
 * than half the window.
 * @example
 * import { avgPool1d, tensor } from '@hml/tensor';
 * avgPool1d(tensor([1, 3, 2, 5]), 2).toArray() // [2, 3.5]
 * avgPool1d(tensor([1, 3]), 2, { padding: 1, countIncludePad: false }).toArray() // [1, 3]
 */
export function avgPool1d<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  kernelSize: number,
  options?: AvgPoolOptions<number>,
): Tensor<SameRank<S>, Floating<D>>;
export function avgPool1d(operand: TensorLike, kernelSize: number, options?: AvgPoolOptions<number>): Tensor {
  const [x] = asFloating('avgPool1d', [operand]);
  const { stride = kernelSize, padding, countIncludePad } = withDefaults('avgPool1d', avgPoolDefaults, options);
  const planar = { stride: [1, stride], padding: [0, padding], countIncludePad } as const;
  return asRow(meanUnder('avgPool1d', rowsOf('avgPool1d', x), [1, kernelSize], planar));
}
