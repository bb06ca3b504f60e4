import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { tanOf } from '../math/sin-cos.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { add } from './add.ts';
import { mul } from './mul.ts';

/**
 * The tangent, element by element.
 *
 * $$ y = \tan x, \qquad \bar x = \bar y\, (1 + y^2) $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: sine over cosine, at most 2 ulp off in float64, for any finite x.
 *
 * @example
 * import { tan, tensor } from '@hml/tensor';
 * tan(tensor([0, 1, 1e22])).toArray() // [0, 1.55740772465490…, -1.62877822560689…]
 */
export function tan<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function tan(x: TensorLike): Tensor {
  return apply(tanOp, [x]);
}

const tanKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = tanOf(x[xOffset + i * xStride]);
};

const tanOp = unary({
  name: 'tan',
  result: 'floating',
  definition: (x) => Math.tan(x),
  kernel: tanKernel,
  derivative: ({ y }) => add(1, mul(y, y)),
});
