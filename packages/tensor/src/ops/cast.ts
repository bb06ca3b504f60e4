import { elementwise, type LanesRun } from '#simd';
import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType, dtypes, isDType, isFloat } from '../dtype.ts';
import { compact, runAsLaid, runUnary, type UnaryLoop } from '../elementwise.ts';
import { DTypeError } from '../errors.ts';
import type { Signature } from '../op.ts';
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

const toBool: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = x[xOffset + i * xStride] === 0 ? 0 : 1;
};

const toInt32: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.min(Math.max(x[xOffset + i * xStride], -2147483648), 2147483647);
};

const toUint8: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.min(Math.max(x[xOffset + i * xStride], 0), 255);
};

/** Fractions as bools and as integers in SIMD. */
const lanes: { readonly [D in DType]?: LanesRun | undefined } = {
  bool: elementwise('cast-bool', 1, (f, x) => f.ne(x, 0), { result: 'bool' }),
  int32: elementwise('cast-int32', 1, (f, x) => f.toInt32(x), { result: 'int32' }),
};

/** The loop of a conversion; undefined where typed arrays convert in the same way, many times as fast. */
function loopFor(from: DType, to: DType): UnaryLoop | undefined {
  if (to === 'bool') return toBool;
  if (!isFloat(from)) return undefined;
  return to === 'int32' ? toInt32 : to === 'uint8' ? toUint8 : undefined;
}

function convert(x: Tensor, { shape, dtype }: Signature): Tensor {
  const loop = loopFor(x.dtype, dtype);
  if (loop !== undefined) return lanes[dtype]?.([x], { shape, dtype }, undefined) ?? runUnary(loop, x, undefined, { shape, dtype });
  const ys = allocate(dtype, x.size);
  const { data, offset } = compact(x);
  ys.set(data.subarray(offset, offset + x.size));
  return x.like(ys, shape, dtype);
}

const castOp = primitive<'x', { readonly dtype: DType }>({
  name: 'cast',
  inputs: ['x'],
  infer: ([x], { dtype }) => ({ shape: x.shape, dtype }),
  run: (inputs, _, out) => runAsLaid(inputs, out, ([x], laid) => convert(x, laid)),
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
