import type { DType, Promote } from '../dtype.ts';
import { OptionError, ShapeError } from '../errors.ts';
import { asCommon } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { slideAlong } from './conv1d.ts';
import { reshape } from './reshape.ts';
import { slice } from './slice.ts';

/**
 * The discrete convolution of two sequences: the coefficients of the product of two polynomials.
 *
 * $$ y_i = \sum_k a_{i - k}\, b_k $$
 *
 * Shapes: a [n], b [m] → y [n + m − 1] for `'full'`, its middle part [max(n, m)] for `'same'`, and for `'valid'` the part
 * [max(n, m) − min(n, m) + 1] that sees no end of the longer one. Dtype: the common one. Cost: $O(nm)$.
 * Gradients follow from {@link conv1d}.
 *
 * @throws ShapeError unless both are vectors with elements; OptionError for another mode; DataError when a sum of integers leaves the range
 * of int32.
 * @example
 * import { convolve, tensor } from '@hml/tensor';
 * convolve(tensor([1, 2, 3]), tensor([1, 10])).toArray() // [1, 12, 23, 30]
 * convolve(tensor([1, 2, 3]), tensor([1, 10]), 'same').toArray() // [1, 12, 23]
 * convolve(tensor([1, 2, 3]), tensor([1, 10]), 'valid').toArray() // [12, 23]
 */
export function convolve<D extends DType, E extends DType>(
  a: TensorLike<readonly [number], D>,
  b: TensorLike<readonly [number], E>,
  mode?: 'full' | 'same' | 'valid',
): Tensor<readonly [number], Promote<D, E>>;
export function convolve(left: TensorLike, right: TensorLike, mode: 'full' | 'same' | 'valid' = 'full'): Tensor {
  const [a, b] = asCommon('convolve', [left, right]);
  if (a.ndim !== 1 || b.ndim !== 1 || a.size === 0 || b.size === 0) {
    throw new ShapeError({
      where: 'convolve',
      what: 'not two vectors with elements',
      expected: 'a [n] and b [m], n and m at least 1',
      got: `a ${shapeText(a.shape)} and b ${shapeText(b.shape)}`,
      fix: 'conv1d and conv2d take batches and channels',
    });
  }
  const [long, short] = a.size < b.size ? [b, a] : [a, b];
  const m = short.size - 1;
  if (mode === 'valid') return slide(long, short, 0);
  if (mode === 'full') return slide(long, short, m);
  if (mode === 'same') return slice(slide(long, short, m), [m >> 1, (m >> 1) + long.size]);
  throw new OptionError({ where: 'convolve', what: 'unknown mode', expected: "'full', 'same' or 'valid'", got: describeValue(mode) });
}

/** The shorter one, turned around, sliding along the longer one. */
function slide(x: Tensor<Shape>, kernel: Tensor<Shape>, padding: number): Tensor {
  const turned = slice(kernel, [null, null, -1]);
  const y = slideAlong('convolve', reshape(x, [1, x.size]), reshape(turned, [1, 1, kernel.size]), { padding });
  return reshape(y, [y.size]);
}
