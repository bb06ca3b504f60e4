import { wrap } from '../creation.ts';
import { OptionError } from '../errors.ts';
import { exp } from '../ops/exp.ts';
import { pairwiseSquaredDistances } from './pairwise-squared-distances.ts';

/**
 * Rows of the kernel matrix of radial basis functions.
 *
 * $$ K_{ij} = e^{-\gamma \lVert x_i - y_j \rVert^2} $$
 *
 * Shapes: X [m, nFeatures], Y [n, nFeatures] → [m, n].
 * Numerics: `pairwiseSquaredDistances` and `exp`, so the same bits on every path. Cost: $O(mnd)$.
 *
 * @throws ShapeError where an array does not consist of whole rows; OptionError where γ is not positive and finite.
 * @example
 * import { rbfKernelRows } from '@hml/tensor/kernels';
 * rbfKernelRows(Float64Array.of(0, 0), Float64Array.of(0, 0, 1, 1), 2, 0.5) // Float64Array [1, 0.36787944117144233]
 */
export function rbfKernelRows(X: Float64Array, Y: Float64Array, nFeatures: number, gamma: number): Float64Array<ArrayBufferLike> {
  if (!(gamma > 0 && gamma < Infinity)) {
    throw new OptionError({ where: 'rbfKernelRows', what: 'γ out of range', expected: '0 < gamma < Infinity', got: String(gamma) });
  }
  const exponents = pairwiseSquaredDistances(X, Y, nFeatures);
  for (let i = 0; i < exponents.length; i++) exponents[i] *= -gamma;
  return exp(wrap(exponents)).toTypedArray();
}
