import type { DType, Floating } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asFloating } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { matmul } from './matmul.ts';
import { mean } from './mean.ts';
import { mT } from './transpose.ts';

/** Options of {@link corrcoef}, and of {@link cov}. */
export interface CorrcoefOptions {
  /** Whether each row is a variable and each column an observation, or else the other way round. @defaultValue true */
  readonly rowsAreVariables?: boolean;
}

/** Options of {@link cov}. */
export interface CovOptions extends CorrcoefOptions {
  /** What is subtracted from the number of observations. @defaultValue 1 */
  readonly ddof?: number;
}

/**
 * The covariances of some variables.
 *
 * $$ y_{ij} = \frac{1}{n - \text{ddof}} \sum_k (x_{ik} - \mu_i)(x_{jk} - \mu_j) $$
 *
 * Shapes: x [m, n] → y [m, m], for m variables and n observations; a vector is one variable, and gives its variance.
 * Dtype: that of `x`; integers give float64. Numerics: the means are taken off first. With no more observations than `ddof` the result is NaN, or infinite.
 *
 * @throws ShapeError for a tensor that is neither a matrix nor a vector.
 * @example
 * import { cov, tensor } from '@hml/tensor';
 * cov(tensor([[1, 2, 3], [6, 4, 2]])).toArray() // [[1, -2], [-2, 4]]
 */
export function cov<D extends DType>(x: TensorLike<readonly [number], D>, options?: CovOptions): Tensor<readonly [], Floating<D>>;
export function cov<D extends DType>(
  x: TensorLike<readonly [number, number], D>,
  options?: CovOptions,
): Tensor<readonly [number, number], Floating<D>>;
export function cov<D extends DType>(x: TensorLike<Shape, D>, options?: CovOptions): Tensor<Shape, Floating<D>>;
export function cov(operand: TensorLike, options?: CovOptions): Tensor {
  const { ddof, rowsAreVariables } = withDefaults('cov', { ddof: 1, rowsAreVariables: true }, options);
  const { rows, shape } = centred('cov', operand, rowsAreVariables);
  const n = rows.shape[1];
  return matmul(rows, mT(rows))
    .div(Math.max(n - ddof, 0))
    .reshape(shape);
}

/** One row for each variable, without its mean, and the shape of a table of all pairs of them. */
export function centred(where: string, operand: TensorLike, rowsAreVariables: boolean): { readonly rows: Tensor; readonly shape: Shape } {
  const [x] = asFloating(where, [operand]);
  if (x.ndim !== 1 && x.ndim !== 2) {
    throw new ShapeError({ where, what: 'not a table', expected: 'x [m, n], or a vector', got: shapeText(x.shape) });
  }
  const table = x.ndim === 1 ? x.reshape([1, x.size]) : rowsAreVariables ? x : mT(x);
  const rows = table.sub(mean(table, 1, { keepDims: true }));
  return { rows, shape: x.ndim === 1 ? [] : [rows.shape[0], rows.shape[0]] };
}
