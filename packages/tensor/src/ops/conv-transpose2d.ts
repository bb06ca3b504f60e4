import { apply } from '../apply.ts';
import type { DType, Promote } from '../dtype.ts';
import { OptionError, ShapeError } from '../errors.ts';
import { type Filled, withDefaults } from '../options.ts';
import { asCommon } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { joined, type Pair, pairOf, type Two } from '../windows.ts';
import { biased, type ConvOptions, checkChannels, convTransposeOp } from './conv2d.ts';
import { reshape } from './reshape.ts';

/** Options of the transposed convolutions. */
export interface ConvTransposeOptions<Size = Pair> extends ConvOptions<Size> {
  /** By how much the output is larger at its end; less than the stride or the dilation. @defaultValue 0 */
  readonly outputPadding?: Size;
}

/**
 * The adjoint of {@link conv2d}: each element puts a multiple of the kernel into a larger plane, as layers do that grow images.
 *
 * $$ y_{n,\,o,\,is + kd - p,\,js + ld - p} \mathrel{+}= w_{cokl}\, x_{ncij} + b_o, \qquad \bar x = \operatorname{conv2d}(\bar y, w) $$
 *
 * Shapes: x [n, c, h, w] or [c, h, w], weight [c, o / groups, kh, kw], bias [o] → y [n, o, h', w'] with
 * $h' = (h - 1)s - 2p + d(k_h - 1) + q + 1$; stride s, padding p (cut off here), dilation d and output padding q are numbers or pairs.
 * Several sizes h' are mapped to h by `conv2d`; q says which one is meant. Dtype: the common one.
 *
 * @throws ShapeError when channels do not fit or nothing is left of the output; OptionError for an option out of range; DataError when a
 * sum of integers leaves the range of int32.
 * @example
 * import { convTranspose2d, tensor } from '@hml/tensor';
 * const x = tensor([[[1, 2], [3, 4]]]);
 * convTranspose2d(x, tensor([[[[1, 10]]]])).toArray() // [[[1, 12, 20], [3, 34, 40]]]
 * convTranspose2d(x, tensor([[[[1]]]]), { stride: 2 }).toArray() // [[[1, 0, 2], [0, 0, 0], [3, 0, 4]]]
 */
export function convTranspose2d<S extends Shape, D extends DType, E extends DType>(
  x: TensorLike<S, D>,
  weight: TensorLike<Shape, E>,
  options?: ConvTransposeOptions,
): Tensor<SameRank<S>, Promote<D, E>>;
export function convTranspose2d(x: TensorLike, weight: TensorLike, options?: ConvTransposeOptions): Tensor {
  return spread2d('convTranspose2d', x, weight, withDefaults('convTranspose2d', transposeDefaults, options));
}

/** What counts where {@link ConvTransposeOptions} say nothing. */
export const transposeDefaults = { stride: 1, padding: 0, dilation: 1, groups: 1, bias: undefined, outputPadding: 0 } as const;

/** {@link convTranspose2d} for a function of another name. */
export function spread2d(
  where: string,
  input: TensorLike,
  weight: TensorLike,
  options: Filled<ConvTransposeOptions, typeof transposeDefaults>,
): Tensor {
  const [x, w] = asCommon(where, [input, weight]);
  const { groups, bias } = options;
  checkChannels(where, x, w, groups, x.shape.at(-3) === w.shape[0] && w.shape[0] % groups === 0, 'weight [c, o / groups, kh, kw]');
  const stride = pairOf(where, 'stride', options.stride, 1);
  const padding = pairOf(where, 'padding', options.padding, 0);
  const dilation = pairOf(where, 'dilation', options.dilation, 1);
  const more = pairOf(where, 'outputPadding', options.outputPadding, 0);
  if (more.some((q, i) => q >= Math.max(stride[i], dilation[i]))) {
    throw new OptionError({
      where,
      what: 'outputPadding out of range',
      expected: `less than the stride ${shapeText(stride)} or the dilation ${shapeText(dilation)}`,
      got: shapeText(more),
    });
  }
  const kernel: Two = [w.shape[2], w.shape[3]];
  const count: Two = [x.shape[x.ndim - 2], x.shape[x.ndim - 1]];
  const side = (i: 0 | 1): number => (count[i] - 1) * stride[i] - 2 * padding[i] + dilation[i] * (kernel[i] - 1) + more[i] + 1;
  const plane: Two = [side(0), side(1)];
  if (plane[0] < 1 || plane[1] < 1) {
    const expected = `less than half of ${shapeText(plane.map((n, i) => n + 2 * padding[i]))}`;
    throw new ShapeError({ where, what: 'the padding cuts everything off', expected, got: `padding ${shapeText(padding)}` });
  }
  const y = apply(convTransposeOp, [joined(x, 3), w], { plane, count, kernel, stride, padding, dilation, groups, where });
  return biased(where, reshape(y, [...x.shape.slice(0, -3), ...y.shape.slice(1)]), bias);
}
