import type { DType, Promote } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { asPlane, asRow } from '../windows.ts';
import { type ConvOptions, convDefaults, convolve2d } from './conv2d.ts';

/**
 * Slides kernels along rows, as convolution layers do (the kernel is not turned around).
 *
 * $$ y_{noi} = b_o + \sum_{c,k} w_{ock}\, x_{n,\,c,\,is + kd - p}, \qquad
 *    \bar x = \operatorname{convTranspose1d}(\bar y, w),\; \bar w_{ock} = \sum_{n,i} \bar y_{noi}\, x_{n,\,c,\,is + kd - p} $$
 *
 * Shapes: x [n, c, l] or [c, l], weight [o, c / groups, k], bias [o] → y [n, o, l'] with
 * $l' = \lfloor (l + 2p - d(k - 1) - 1) / s \rfloor + 1$; stride s, padding p, dilation d. Dtype: the common one.
 * Numerics: as {@link conv2d} with planes of height 1. Cost: $O(n\,o\,l' c\,k)$.
 *
 * @throws ShapeError when channels do not fit or the kernel is longer than the padded row; OptionError for a stride, padding, dilation or
 * number of groups out of range; DataError when a sum of integers leaves the range of int32.
 * @example
 * import { conv1d, tensor } from '@hml/tensor';
 * conv1d(tensor([[1, 2, 4, 8]]), tensor([[[-1, 1]]])).toArray() // [[1, 2, 4]]
 */
export function conv1d<S extends Shape, D extends DType, E extends DType>(
  x: TensorLike<S, D>,
  weight: TensorLike<Shape, E>,
  options?: ConvOptions<number>,
): Tensor<SameRank<S>, Promote<D, E>>;
export function conv1d(operand: TensorLike, weight: TensorLike, options?: ConvOptions<number>): Tensor {
  return slideAlong('conv1d', operand, weight, options);
}

/** {@link conv1d} for a function of another name. */
export function slideAlong(where: string, operand: TensorLike, kernel: TensorLike, options?: ConvOptions<number>): Tensor {
  const [x, w] = rows(where, operand, kernel);
  const { stride, padding, dilation, ...rest } = withDefaults(where, convDefaults, options);
  return asRow(convolve2d(where, x, w, { ...rest, stride: [1, stride], padding: [0, padding], dilation: [1, dilation] }));
}

/** An input and a weight of one spatial axis, seen as planes of height 1. */
export function rows(where: string, operand: TensorLike, weight: TensorLike): readonly [Tensor, Tensor] {
  const [x, w] = [asTensor(where, operand), asTensor(where, weight)];
  if ((x.ndim === 2 || x.ndim === 3) && w.ndim === 3) return [asPlane(x), asPlane(w)];
  throw new ShapeError({
    where,
    what: 'another number of axes',
    expected: 'x [n, c, l] or [c, l] and a weight of three axes',
    got: `x ${shapeText(x.shape)} and weight ${shapeText(w.shape)}`,
  });
}
