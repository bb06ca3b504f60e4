import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType, isFloat, type Promote, type TypedArray } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { ShapeError } from '../errors.ts';
import type { Op, Signature } from '../op.ts';
import { type Filled, withDefaults } from '../options.ts';
import { asCommon } from '../prepare.ts';
import { type Shape, shapeText, sizeOf } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { joined, type Pair, pairOf, type WindowOptions, type Windows, windowsOn } from '../windows.ts';
import { add } from './add.ts';
import { toIntegers } from './matmul.ts';
import { reshape } from './reshape.ts';

/** Options of the convolutions; `Size` is a number for one axis, a pair for two. */
export interface ConvOptions<Size = Pair> extends WindowOptions<Size> {
  /** Added to every element of an output channel, one number for each. @defaultValue none */
  readonly bias?: TensorLike;
  /** How far neighbouring elements of the kernel lie apart, 1 or more. @defaultValue 1 */
  readonly dilation?: Size;
  /** Into how many groups the channels fall that do not see each other; it divides both numbers of channels. @defaultValue 1 */
  readonly groups?: number;
}

/**
 * Slides kernels over planes, as convolution layers do (the kernel is not turned around).
 *
 * $$ y_{noij} = b_o + \sum_{c,k,l} w_{ockl}\, x_{n,\,c,\,is + kd - p,\,js + ld - p}, \qquad
 *    \bar x = \operatorname{convTranspose2d}(\bar y, w),\; \bar w_{ockl} = \sum_{n,i,j} \bar y_{noij}\, x_{n,\,c,\,is + kd - p,\,js + ld - p} $$
 *
 * Shapes: x [n, c, h, w] or [c, h, w], weight [o, c / groups, kh, kw], bias [o] → y [n, o, h', w'] with
 * $h' = \lfloor (h + 2p - d(k_h - 1) - 1) / s \rfloor + 1$; stride s, padding p and dilation d are numbers or pairs [height, width].
 * Output channel o sees the input channels of its group. Dtype: the common one.
 * Numerics: what lies outside counts as nothing, so that an infinite weight on the padding gives no NaN. Cost: $O(n\,o\,h' w' c\,k_h k_w)$.
 *
 * @throws ShapeError when channels do not fit or the kernel is larger than the padded plane; OptionError for a stride, padding, dilation or
 * number of groups out of range; DataError when a sum of integers leaves the range of int32.
 * @example
 * import { conv2d, tensor } from '@hml/tensor';
 * const x = tensor([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]);
 * conv2d(x, tensor([[[[1, 0], [0, -1]]]])).toArray() // [[[-4, -4], [-4, -4]]]
 * conv2d(x, tensor([[[[1]]]]), { stride: 2, bias: tensor([10]) }).toArray() // [[[11, 13], [17, 19]]]
 */
export function conv2d<S extends Shape, D extends DType, E extends DType>(
  x: TensorLike<S, D>,
  weight: TensorLike<Shape, E>,
  options?: ConvOptions,
): Tensor<SameRank<S>, Promote<D, E>>;
export function conv2d(x: TensorLike, weight: TensorLike, options?: ConvOptions): Tensor {
  return convolve2d('conv2d', x, weight, withDefaults('conv2d', convDefaults, options));
}

/** What counts where {@link ConvOptions} say nothing. */
export const convDefaults = { stride: 1, padding: 0, dilation: 1, groups: 1, bias: undefined } as const;

/** {@link conv2d} for a function of another name. */
export function convolve2d(
  where: string,
  input: TensorLike,
  weight: TensorLike,
  options: Filled<ConvOptions, typeof convDefaults>,
): Tensor {
  const [x, w] = asCommon(where, [input, weight]);
  const { stride, padding, dilation, groups, bias } = options;
  checkChannels(where, x, w, groups, x.shape.at(-3) === w.shape[1] * groups && w.shape[0] % groups === 0, 'weight [o, c / groups, kh, kw]');
  const windows = windowsOn(where, {
    plane: [x.shape[x.ndim - 2], x.shape[x.ndim - 1]],
    kernel: [w.shape[2], w.shape[3]],
    stride: pairOf(where, 'stride', stride, 1),
    padding: pairOf(where, 'padding', padding, 0),
    dilation: pairOf(where, 'dilation', dilation, 1),
  });
  const y = apply(convOp, [joined(x, 3), w], { ...windows, groups, where });
  return biased(where, reshape(y, [...x.shape.slice(0, -3), ...y.shape.slice(1)]), bias);
}

/** Throws unless `x` has channels and a plane, `w` a kernel for each pair of channels, and they fit. */
export function checkChannels(where: string, x: Tensor, w: Tensor, groups: number, fits: boolean, expected: string): void {
  pairOf(where, 'groups', groups, 1);
  if ((x.ndim === 3 || x.ndim === 4) && w.ndim === 4 && fits && sizeOf(w.shape) > 0) return;
  throw new ShapeError({
    where,
    what: 'channels do not fit',
    expected: `x [n, c, h, w] and ${expected}, groups that divide the channels`,
    got: `x ${shapeText(x.shape)}, weight ${shapeText(w.shape)} and groups ${groups}`,
  });
}

/** With one number added to each channel. */
export function biased(where: string, y: Tensor, bias: TensorLike | undefined): Tensor {
  if (bias === undefined) return y;
  const [values] = asCommon(where, [bias]);
  if (values.ndim === 1 && values.size === y.shape[y.ndim - 3]) return add(y, reshape(values, [values.size, 1, 1]));
  const expected = `one number per output channel: [${y.shape[y.ndim - 3]}]`;
  throw new ShapeError({ where, what: 'bias does not fit', expected, got: shapeText(values.shape) });
}

/** What the three ops are told. */
export interface ConvAttrs extends Windows {
  /** The name that the user typed. */
  readonly where: string;
  /** Into how many groups the channels fall. */
  readonly groups: number;
}

/** The innermost loop over the windows of a row: what each adds to the operand that is computed. */
type RowLoop = (n: number, x: TypedArray, at: number, step: number, w: TypedArray, k: number, y: TypedArray, row: number) => void;

const addToY: RowLoop = (n, x, at, step, w, k, y, row) => {
  const v = w[k];
  for (let j = 0; j < n; j++) y[row + j] += v * x[at + j * step];
};

const addToX: RowLoop = (n, x, at, step, w, k, y, row) => {
  const v = w[k];
  for (let j = 0; j < n; j++) x[at + j * step] += v * y[row + j];
};

const addToW: RowLoop = (n, x, at, step, w, k, y, row) => {
  let total = 0;
  for (let j = 0; j < n; j++) total += x[at + j * step] * y[row + j];
  w[k] += total;
};

/**
 * Walks the terms of $\sum x\,w\,y$ over all windows: x [n, c, h, w], w [o, c / groups, kh, kw], y [n, o, h', w']. The output, the gradient of
 * the input and that of the weight are this sum without the one factor that `loop` adds to.
 */
function walk(loop: RowLoop, n: number, [o, c]: Shape, x: TypedArray, w: TypedArray, y: TypedArray, attrs: ConvAttrs): void {
  const { plane, count, kernel, stride, padding, dilation, groups } = attrs;
  for (let out = 0; out < n * o; out++) {
    const channel = out % o;
    const firstIn = Math.floor(out / o) * c * groups + Math.floor((channel * groups) / o) * c;
    for (let pair = 0; pair < c; pair++) {
      for (let k = 0; k < kernel[0] * kernel[1]; k++) {
        const down = Math.floor(k / kernel[1]) * dilation[0] - padding[0];
        const right = (k % kernel[1]) * dilation[1] - padding[1];
        // Only the windows whose element k lies on the plane.
        const first = Math.max(0, Math.ceil(-right / stride[1]));
        const end = Math.min(count[1], Math.floor((plane[1] - 1 - right) / stride[1]) + 1);
        for (let i = 0; i < count[0]; i++) {
          const line = i * stride[0] + down;
          if (line < 0 || line >= plane[0] || first >= end) continue;
          const at = ((firstIn + pair) * plane[0] + line) * plane[1] + first * stride[1] + right;
          const weight = (channel * c + pair) * kernel[0] * kernel[1] + k;
          loop(end - first, x, at, stride[1], w, weight, y, (out * count[0] + i) * count[1] + first);
        }
      }
    }
  }
}

/** Elements from the first on, without gaps. */
function elements(x: Tensor): TypedArray {
  const { data, offset } = compact(x);
  return data.subarray(offset);
}

/** The result of a walk over zeros of its shape; integers are summed in float64 and must fit. */
function summed(where: string, x: Tensor, { shape, dtype }: Signature, fill: (sums: TypedArray) => void): Tensor {
  const sums = allocate(isFloat(dtype) ? dtype : 'float64', sizeOf(shape));
  fill(sums);
  return x.like(isFloat(dtype) ? sums : toIntegers(where, Float64Array.from(sums), dtype), shape, dtype);
}

/** Whether axis `i` of a plane has element `at`, or windows count it: for the definitions. */
function within(at: number, n: number): boolean {
  return Number.isInteger(at) && at >= 0 && at < n;
}

const convOp: Op<ConvAttrs> = primitive<'x' | 'w', ConvAttrs>({
  name: 'conv2d',
  inputs: ['x', 'w'],
  infer: ([x, w], { count }) => ({ shape: Object.freeze([x.shape[0], w.shape[0], ...count]), dtype: x.dtype }),
  run: ([x, w], attrs, out) => summed(attrs.where, x, out, (y) => walk(addToY, x.shape[0], w.shape, elements(x), elements(w), y, attrs)),
  definition: ([n, o, i, j], [x, w], { plane, kernel, stride, padding, dilation, groups }) => {
    const [outputs, inputs] = w.shape;
    let total = 0;
    for (let c = 0; c < inputs; c++) {
      for (let k = 0; k < kernel[0]; k++) {
        for (let l = 0; l < kernel[1]; l++) {
          const [r, s] = [i * stride[0] + k * dilation[0] - padding[0], j * stride[1] + l * dilation[1] - padding[1]];
          if (within(r, plane[0]) && within(s, plane[1]))
            total += w(o, c, k, l) * x(n, Math.floor((o * groups) / outputs) * inputs + c, r, s);
        }
      }
    }
    return total;
  },
  vjp: {
    x: ({ w, dy, attrs }) => apply(convTransposeOp, [dy, w], attrs),
    w: ({ x, dy, attrs }) => apply(kernelOp, [x, dy], attrs),
  },
  jvp: {
    x: ({ w, dx, attrs }) => apply(convOp, [dx, w], attrs),
    w: ({ x, dx, attrs }) => apply(convOp, [x, dx], attrs),
  },
});

/** The adjoint of {@link conv2d} in its input: each element of `x` puts a multiple of the kernel into the plane. */
export const convTransposeOp: Op<ConvAttrs> = primitive<'x' | 'w', ConvAttrs>({
  name: 'convTranspose2d',
  inputs: ['x', 'w'],
  infer: ([x, w], { plane, groups }) => ({ shape: Object.freeze([x.shape[0], w.shape[1] * groups, ...plane]), dtype: x.dtype }),
  run: ([x, w], attrs, out) => summed(attrs.where, x, out, (y) => walk(addToX, x.shape[0], w.shape, y, elements(w), elements(x), attrs)),
  definition: ([n, c, r, s], [x, w], { count, kernel, stride, padding, dilation, groups }) => {
    const [outputs, inputs] = w.shape;
    let total = 0;
    for (let o = 0; o < outputs; o++) {
      if (Math.floor((o * groups) / outputs) !== Math.floor(c / inputs)) continue;
      for (let k = 0; k < kernel[0]; k++) {
        for (let l = 0; l < kernel[1]; l++) {
          const [i, j] = [(r + padding[0] - k * dilation[0]) / stride[0], (s + padding[1] - l * dilation[1]) / stride[1]];
          if (within(i, count[0]) && within(j, count[1])) total += w(o, c % inputs, k, l) * x(n, o, i, j);
        }
      }
    }
    return total;
  },
  vjp: {
    x: ({ w, dy, attrs }) => apply(convOp, [dy, w], attrs),
    w: ({ x, dy, attrs }) => apply(kernelOp, [dy, x], attrs),
  },
  jvp: {
    x: ({ w, dx, attrs }) => apply(convTransposeOp, [dx, w], attrs),
    w: ({ x, dx, attrs }) => apply(convTransposeOp, [x, dx], attrs),
  },
});

/** The adjoint of {@link conv2d} in its weight: the input against a gradient `u` of the output, for every element of the kernel. */
const kernelOp: Op<ConvAttrs> = primitive<'x' | 'u', ConvAttrs>({
  name: 'conv2dWeight',
  inputs: ['x', 'u'],
  infer: ([x, u], { kernel, groups }) => ({ shape: Object.freeze([u.shape[1], x.shape[1] / groups, ...kernel]), dtype: x.dtype }),
  run: ([x, u], attrs, out) => summed(attrs.where, x, out, (w) => walk(addToW, x.shape[0], out.shape, elements(x), w, elements(u), attrs)),
  vjp: {
    x: ({ u, dy, attrs }) => apply(convTransposeOp, [u, dy], attrs),
    u: ({ x, dy, attrs }) => apply(convOp, [x, dy], attrs),
  },
  jvp: {
    x: ({ u, dx, attrs }) => apply(kernelOp, [dx, u], attrs),
    u: ({ x, dx, attrs }) => apply(kernelOp, [x, dx], attrs),
  },
});
