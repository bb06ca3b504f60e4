import type { DType, Promote } from '../dtype.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { asRow } from '../windows.ts';
import { type ConvTransposeOptions, spread2d, transposeDefaults } from './conv-transpose2d.ts';
import { rows } from './conv1d.ts';

/**
 * The adjoint of {@link conv1d}: each element puts a multiple of the kernel into a longer row.
 *
 * $$ y_{n,\,o,\,is + kd - p} \mathrel{+}= w_{cok}\, x_{nci} + b_o, \qquad \bar x = \operatorname{conv1d}(\bar y, w) $$
 *
 * Shapes: x [n, c, l] or [c, l], weight [c, o / groups, k], bias [o] → y [n, o, l'] with
 * $l' = (l - 1)s - 2p + d(k - 1) + q + 1$; stride s, padding p (cut off here), dilation d, output padding q. Dtype: the common one.
 *
 * @throws ShapeError when channels do not fit or nothing is left of the output; OptionError for an option out of range; DataError when a
 * sum of integers leaves the range of int32.
 * @example
 * import { convTranspose1d, tensor } from '@hml/tensor';
 * convTranspose1d(tensor([[1, 2]]), tensor([[[1, 10, 100]]])).toArray() // [[1, 12, 120, 200]]
 */
export function convTranspose1d<S extends Shape, D extends DType, E extends DType>(
  x: TensorLike<S, D>,
  weight: TensorLike<Shape, E>,
  options?: ConvTransposeOptions<number>,
): Tensor<SameRank<S>, Promote<D, E>>;
export function convTranspose1d(operand: TensorLike, weight: TensorLike, options?: ConvTransposeOptions<number>): Tensor {
  const [x, w] = rows('convTranspose1d', operand, weight);
  const { stride, padding, dilation, outputPadding, ...rest } = withDefaults('convTranspose1d', transposeDefaults, options);
  const planar = { stride: [1, stride], padding: [0, padding], dilation: [1, dilation], outputPadding: [0, outputPadding] } as const;
  return asRow(spread2d('convTranspose1d', x, w, { ...rest, ...planar }));
}
