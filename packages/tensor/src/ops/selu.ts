import type { DType, Floating } from '../dtype.ts';
import { asTensor } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { elu } from './elu.ts';
import { mul } from './mul.ts';

/**
 * The self-normalizing exponential linear unit, element by element.
 *
 * $$ y = \lambda \begin{cases} x & x > 0 \\ \alpha (e^x - 1) & \text{else} \end{cases}, \qquad \bar x = \lambda\,\bar y \begin{cases} 1 & x > 0 \\ \alpha e^x & \text{else} \end{cases} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * $\lambda \approx 1.0507$ and $\alpha \approx 1.6733$ make mean 0 and variance 1 a fixed point of a layer with normal weights.
 * Numerics: those of `elu`; the gradient at 0 is $\lambda\alpha$, as in PyTorch.
 *
 * @example
 * import { selu, tensor } from '@hml/tensor';
 * selu(tensor([-Infinity, 0, 1])).toArray() // [-1.758099340847376…, 0, 1.050700987355480…]
 * @see Klambauer et al., "Self-normalizing neural networks", NIPS 2017, equations 2 and 14.
 */
export function selu<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function selu(x: TensorLike): Tensor {
  return mul(elu(asTensor('selu', x), 1.6732632423543772), 1.0507009873554805);
}
