import { wrap } from '../creation.ts';
import { OptionError } from '../errors.ts';
import { powOf } from '../math/pow.ts';
import { matmul } from '../ops/matmul.ts';
import { withDefaults } from '../options.ts';
import { rowsOf } from './rows.ts';

/** Options of {@link polynomialKernelRows}, with the names of scikit-learn. */
export interface PolynomialKernelOptions {
  /** The exponent, any finite number. @defaultValue 3 */
  readonly degree?: number;
  /** The factor γ of the scalar product. @defaultValue 1 / nFeatures */
  readonly gamma?: number;
  /** What is added before the power. @defaultValue 1 */
  readonly coef0?: number;
}

/**
 * Rows of the polynomial kernel matrix.
 *
 * $$ K_{ij} = (\gamma\, x_i^\top y_j + c_0)^p $$
 *
 * Shapes: X [m, nFeatures], Y [n, nFeatures] → [m, n].
 * Numerics: `matmul`, then `pow` of each element: the same bits on every path. A negative base gives NaN where $p$ is no whole number.
 * Cost: $O(mnd)$.
 *
 * @throws ShapeError where an array does not consist of whole rows; OptionError for an option that does not exist or is not finite.
 * @example
 * import { polynomialKernelRows } from '@hml/tensor/kernels';
 * polynomialKernelRows(Float64Array.of(1, 2), Float64Array.of(3, 4, 0, 0), 2, { degree: 2 }) // Float64Array [42.25, 1]
 */
export function polynomialKernelRows(
  X: Float64Array,
  Y: Float64Array,
  nFeatures: number,
  options?: PolynomialKernelOptions,
): Float64Array<ArrayBuffer> {
  const where = 'polynomialKernelRows';
  const [m, n] = [rowsOf(where, 'X', X, nFeatures), rowsOf(where, 'Y', Y, nFeatures)];
  const { degree, gamma, coef0 } = withDefaults(where, { degree: 3, gamma: 1 / nFeatures, coef0: 1 }, options);
  for (const [name, value] of Object.entries({ degree, gamma, coef0 })) {
    if (!Number.isFinite(value)) throw new OptionError({ where, what: `${name} is not finite`, expected: 'a number', got: String(value) });
  }
  const products = matmul(wrap(X, [m, nFeatures]), wrap(Y, [n, nFeatures]).T).toTypedArray();
  return Float64Array.from(products, (product) => powOf(gamma * product + coef0, degree));
}
