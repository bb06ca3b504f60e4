import type { DType, Floating } from '../dtype.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { type CorrcoefOptions, centred } from './cov.ts';
import { matmul } from './matmul.ts';
import { norm } from './norm.ts';
import { mT } from './transpose.ts';

/**
 * Pearson's correlation coefficients of some variables.
 *
 * $$ y_{ij} = \frac{c_{ij}}{\sqrt{c_{ii}\, c_{jj}}}, \qquad c = \operatorname{cov}(x) $$
 *
 * Shapes: x [m, n] → y [m, m], for m variables and n observations; a vector is one variable, and gives 1.
 * Dtype: that of `x`; integers give float64. Numerics: rows without their means are divided by their lengths first, so nothing overflows on the
 * way. A variable that does not vary has no correlations: NaN, as in NumPy.
 *
 * @throws ShapeError for a tensor that is neither a matrix nor a vector.
 * @example
 * import { corrcoef, tensor } from '@hml/tensor';
 * corrcoef(tensor([[1, 3], [6, 2]])).at(0, 1).item() // -0.9999…
 */
export function corrcoef<D extends DType>(x: TensorLike<readonly [number], D>, options?: CorrcoefOptions): Tensor<readonly [], Floating<D>>;
export function corrcoef<D extends DType>(
  x: TensorLike<readonly [number, number], D>,
  options?: CorrcoefOptions,
): Tensor<readonly [number, number], Floating<D>>;
export function corrcoef<D extends DType>(x: TensorLike<Shape, D>, options?: CorrcoefOptions): Tensor<Shape, Floating<D>>;
export function corrcoef(operand: TensorLike, options?: CorrcoefOptions): Tensor {
  const { rowsAreVariables } = withDefaults('corrcoef', { rowsAreVariables: true }, options);
  const { rows, shape } = centred('corrcoef', operand, rowsAreVariables);
  const unit = rows.div(norm(rows, { axis: 1, keepDims: true }));
  return matmul(unit, mT(unit)).reshape(shape);
}
