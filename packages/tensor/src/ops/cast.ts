import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { type DType, dtypes, isDType, isFloat } from '../dtype.ts';
import { runUnary, type UnaryLoop } from '../elementwise.ts';
import { DTypeError } from '../errors.ts';
import { asTensor } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { suggest } from '../text.ts';

/**
 * The elements in another type.
 *
 * $$ y_i = \operatorname{convert}(x_i), \qquad \bar x = \operatorname{convert}(\bar y) $$
 *
 * Shapes: x [...] → y [...]. To bool: whether the element differs from 0. To int32 and uint8: fractions are cut towards 0;
 * fractions outside the range end at its limits and NaN gives 0, as in WebAssembly, so that every engine agrees; integers
 * wrap around. To float32: the nearest one. Gradients flow between floating types only.
 *
 * @throws DTypeError for a name that is no dtype.
 * @example
 * import { cast, tensor } from '@hml/tensor';
 * cast(tensor([1.7, -1.7, 3e9]), 'int32').toArray() // [1, -1, 2147483647]
 * cast(tensor([0, 2]), 'bool').toArray() // [false, true]
 */
export function cast<S extends Shape, E extends DType>(x: TensorLike<S>, dtype: E): Tensor<S, E>;
export function cast(operand: TensorLike, dtype: DType): Tensor {
  checkDType('cast', dtype);
  const x = asTensor('cast', operand);
  return x.dtype === dtype ? x : apply(castOp, [x], { dtype });
}

/** Throws unless `dtype` names one of the five element types. */
export function checkDType(where: string, dtype: unknown): void {
  if (isDType(dtype)) return;
  throw new DTypeError({
    where,
    what: 'no such dtype',
    expected: dtypes.join(', '),
    got: JSON.stringify(dtype) ?? String(dtype),
    fix: `did you mean '${suggest(String(dtype), dtypes) ?? 'float64'}'?`,
  });
}

const toFloat: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = x[xOffset + i * xStride];
};

const toBool: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = x[xOffset + i * xStride] === 0 ? 0 : 1;
};

const toInt32: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.min(Math.max(x[xOffset + i * xStride], -2147483648), 2147483647);
};

const toUint8: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.min(Math.max(x[xOffset + i * xStride], 0), 255);
};

function kernelFor(from: DType, to: DType): UnaryLoop {
  if (to === 'bool') return toBool;
  if (to === 'int32') return toInt32;
  return to === 'uint8' && isFloat(from) ? toUint8 : toFloat;
}

const castOp = primitive<'x', { readonly dtype: DType }>({
  name: 'cast',
  inputs: ['x'],
  infer: ([x], { dtype }) => ({ shape: x.shape, dtype }),
  run: ([x], { dtype }, out) => runUnary(kernelFor(x.dtype, dtype), x, undefined, out),
  definition: (index, [x], { dtype }) => {
    const value = x(...index);
    if (dtype === 'bool') return Number(value !== 0);
    if (dtype === 'float64' || dtype === 'float32') return value;
    if (!isFloat(x.dtype)) return value;
    const [low, high] = dtype === 'int32' ? [-(2 ** 31), 2 ** 31 - 1] : [0, 255];
    return Number.isNaN(value) ? 0 : Math.trunc(Math.min(Math.max(value, low), high));
  },
  vjp: { x: ({ x, dy }) => cast(dy, x.dtype) },
  jvp: { x: ({ y, dx }) => cast(dx, y.dtype) },
});
