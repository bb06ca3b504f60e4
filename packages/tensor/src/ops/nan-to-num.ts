import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { cast } from './cast.ts';
import { isFinite as finite } from './is-finite.ts';

/** Options of {@link nanToNum}. */
export interface NanToNumOptions {
  /** What replaces NaN. @defaultValue 0 */
  readonly nan?: number;
  /** What replaces ∞. @defaultValue the largest number of the type */
  readonly posInf?: number;
  /** What replaces −∞. @defaultValue the smallest number of the type */
  readonly negInf?: number;
}

/**
 * The elements, with NaN and infinities replaced by numbers.
 *
 * $$ y = \begin{cases} x & |x| < \infty \\ r & \text{else} \end{cases}, \qquad \bar x = \bar y\,[\,|x| < \infty\,] $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers are unchanged.
 *
 * @example
 * import { nanToNum, tensor } from '@hml/tensor';
 * nanToNum(tensor([NaN, 1, Infinity])).toArray() // [0, 1, 1.7976931348623157e308]
 * nanToNum(tensor([NaN, 1, -Infinity]), { nan: 5, negInf: -9 }).toArray() // [5, 1, -9]
 */
export function nanToNum<S extends Shape, D extends DType>(x: TensorLike<S, D>, options?: NanToNumOptions): Tensor<S, D>;
export function nanToNum(operand: TensorLike, options?: NanToNumOptions): Tensor {
  const { nan, posInf, negInf } = withDefaults('nanToNum', { nan: 0, posInf: undefined, negInf: undefined }, options);
  const x = asTensor('nanToNum', operand);
  const largest = x.dtype === 'float32' ? 3.4028234663852886e38 : Number.MAX_VALUE;
  return apply(nanToNumOp, [x], { nan, posInf: posInf ?? largest, negInf: negInf ?? -largest });
}

const nanToNumKernel: UnaryLoop<Required<NanToNumOptions>> = (n, x, xOffset, xStride, y, yOffset, { nan, posInf, negInf }) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = Number.isNaN(v) ? nan : v === Infinity ? posInf : v === -Infinity ? negInf : v;
  }
};

const nanToNumOp = unary<Required<NanToNumOptions>>({
  name: 'nanToNum',
  result: 'same',
  definition: (x, { nan, posInf, negInf }) => (Number.isNaN(x) ? nan : x > Number.MAX_VALUE ? posInf : x < -Number.MAX_VALUE ? negInf : x),
  kernel: nanToNumKernel,
  derivative: ({ x }) => cast(finite(x), x.dtype),
});
