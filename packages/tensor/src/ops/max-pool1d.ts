import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { asPlane, asRow } from '../windows.ts';
import { largestUnder, type MaxPoolOptions, maxPoolDefaults } from './max-pool2d.ts';

/**
 * The largest element under each window that slides along the rows.
 *
 * $$ y_{\dots i} = \max_k\, x_{\dots,\,is + kd - p}, \qquad \bar x_{\dots r} = \sum_{i\,:\,r \text{ is its largest}} \bar y_{\dots i} $$
 *
 * Shapes: x [..., l] → y [..., l'] with $l' = \lfloor (l + 2p - d(k - 1) - 1) / s \rfloor + 1$; window k, stride s (that of the window if not given),
 * padding p, dilation d. Dtype: that of `x`.
 * Numerics: padding is never the largest. Of equal elements the first one takes the gradient; NaN is larger than all.
 *
 * @throws ShapeError for a scalar or a window that is longer than the padded row; OptionError for an option out of range or a padding of more
 * than half the window; DTypeError for bools.
 * @example
 * import { maxPool1d, tensor } from '@hml/tensor';
 * maxPool1d(tensor([1, 3, 2, 5]), 2).toArray() // [3, 5]
 * maxPool1d(tensor([1, 3, 2, 5]), 3, { stride: 1, padding: 1 }).toArray() // [3, 3, 5, 5]
 */
export function maxPool1d<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  kernelSize: number,
  options?: MaxPoolOptions<number>,
): Tensor<SameRank<S>, D>;
export function maxPool1d(x: TensorLike, kernelSize: number, options?: MaxPoolOptions<number>): Tensor {
  const { stride = kernelSize, padding, dilation } = withDefaults('maxPool1d', maxPoolDefaults, options);
  const planar = { stride: [1, stride], padding: [0, padding], dilation: [1, dilation] } as const;
  return asRow(largestUnder('maxPool1d', rowsOf('maxPool1d', asTensor('maxPool1d', x)), [1, kernelSize], planar));
}

/** The rows of `x`, seen as planes of height 1. */
export function rowsOf(where: string, x: Tensor): Tensor {
  if (x.ndim > 0) return asPlane(x);
  throw new ShapeError({ where, what: 'no row to slide along', expected: 'x [.., l]', got: shapeText(x.shape) });
}
