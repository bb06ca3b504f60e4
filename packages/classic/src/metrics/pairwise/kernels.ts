import type { Matrix } from '@hml/tensor';
import { add, exp, matmul, mT, mul, pow, tanh, wrap } from '@hml/tensor';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { Rule, Rules } from '../../estimator/options.ts';
import { checkValues } from '../../estimator/options.ts';
import type { Points } from './metric.ts';
import { asRows, distancesOf, readPoints } from './metric.ts';

/** Options of kernels with one width. */
export interface GammaOptions {
  /** The factor $\gamma$ of distances or products. @defaultValue 1 / nFeatures */
  readonly gamma?: number;
}

/** Options of {@link sigmoidKernel}. */
export interface SigmoidKernelOptions extends GammaOptions {
  /** What is added, $c_0$. @defaultValue 1 */
  readonly coef0?: number;
}

/** Options of {@link polynomialKernel}. */
export interface PolynomialOptions extends SigmoidKernelOptions {
  /** The exponent $p$. @defaultValue 3 */
  readonly degree?: number;
}

const isFiniteNumber: Rule<number> = { expected: 'a finite number', accepts: (value): value is number => Number.isFinite(value) };
const gammaRules: Rules<GammaOptions> = { gamma: isFiniteNumber };
const sigmoidRules: Rules<SigmoidKernelOptions> = { ...gammaRules, coef0: isFiniteNumber };
const rules: Rules<PolynomialOptions> = { ...sigmoidRules, degree: isFiniteNumber };

/**
 * Linear kernel: the products of all points of X with all of Y.
 *
 * $$ k_{ij} = x_i^{\top} y_j $$
 *
 * Shapes: X [n, d], Y [m, d], or left out for X itself → [n, m].
 *
 * @throws ShapeError if the points differ in the number of coordinates.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { linearKernel } from '@hml/classic/metrics';
 * linearKernel([[1, 2], [3, 4]], [[1, 1]]) // [[3], [7]]
 */
export function linearKernel(X: MatrixLike, Y?: MatrixLike): Matrix<'float64'> {
  return products(readBoth('linearKernel', X, Y));
}

/**
 * Polynomial kernel: the products of all monomials up to a degree.
 *
 * $$ k_{ij} = (\gamma\, x_i^{\top} y_j + c_0)^p $$
 *
 * Shapes: X [n, d], Y [m, d], or left out for X itself → [n, m].
 *
 * @throws ShapeError if the points differ in the number of coordinates.
 * @throws DataError if values are missing or not finite.
 * @throws OptionError if an option is no finite number.
 * @example
 * import { polynomialKernel } from '@hml/classic/metrics';
 * polynomialKernel([[1, 2]], [[1, 1]], { degree: 2, gamma: 1 }) // [[16]]
 */
export function polynomialKernel(X: MatrixLike, Y?: MatrixLike, options: PolynomialOptions = {}): Matrix<'float64'> {
  const where = 'polynomialKernel';
  checkValues(where, options, rules);
  const both = readBoth(where, X, Y);
  const { gamma = 1 / both[0].nFeatures, coef0 = 1, degree = 3 } = options;
  return pow(add(mul(products(both), gamma), coef0), degree);
}

/**
 * Sigmoid kernel. It is no scalar product for all γ and $c_0$.
 *
 * $$ k_{ij} = \tanh(\gamma\, x_i^{\top} y_j + c_0) $$
 *
 * Shapes: X [n, d], Y [m, d], or left out for X itself → [n, m].
 *
 * @throws ShapeError if the points differ in the number of coordinates.
 * @throws DataError if values are missing or not finite.
 * @throws OptionError if an option is no finite number.
 * @example
 * import { sigmoidKernel } from '@hml/classic/metrics';
 * sigmoidKernel([[1, 2]], [[1, 1]], { gamma: 0.5, coef0: -1.5 }) // [[0]]
 */
export function sigmoidKernel(X: MatrixLike, Y?: MatrixLike, options: SigmoidKernelOptions = {}): Matrix<'float64'> {
  const where = 'sigmoidKernel';
  checkValues(where, options, sigmoidRules);
  const both = readBoth(where, X, Y);
  const { gamma = 1 / both[0].nFeatures, coef0 = 1 } = options;
  return tanh(add(mul(products(both), gamma), coef0));
}

/**
 * Gaussian kernel, or radial basis function.
 *
 * $$ k_{ij} = e^{-\gamma \lVert x_i - y_j \rVert_2^2} $$
 *
 * Shapes: X [n, d], Y [m, d], or left out for X itself → [n, m].
 *
 * @throws ShapeError if the points differ in the number of coordinates.
 * @throws DataError if values are missing or not finite.
 * @throws OptionError if gamma is no finite number.
 * @example
 * import { rbfKernel } from '@hml/classic/metrics';
 * rbfKernel([[0, 0]], [[1, 1], [0, 0]], { gamma: 0.5 }) // [[0.36787944117144233, 1]]
 */
export function rbfKernel(X: MatrixLike, Y?: MatrixLike, options: GammaOptions = {}): Matrix<'float64'> {
  return ofDistances('rbfKernel', X, Y, options, 'sqeuclidean');
}

/**
 * Laplacian kernel: as the Gaussian, of distances along the axes.
 *
 * $$ k_{ij} = e^{-\gamma \lVert x_i - y_j \rVert_1} $$
 *
 * Shapes: X [n, d], Y [m, d], or left out for X itself → [n, m].
 *
 * @throws ShapeError if the points differ in the number of coordinates.
 * @throws DataError if values are missing or not finite.
 * @throws OptionError if gamma is no finite number.
 * @example
 * import { laplacianKernel } from '@hml/classic/metrics';
 * laplacianKernel([[0, 0]], [[1, 1]], { gamma: 0.5 }) // [[0.36787944117144233]]
 */
export function laplacianKernel(X: MatrixLike, Y?: MatrixLike, options: GammaOptions = {}): Matrix<'float64'> {
  return ofDistances('laplacianKernel', X, Y, options, 'manhattan');
}

/**
 * Cosine similarity: 1 for the same direction, 0 at right angles, −1 for the opposite.
 *
 * $$ k_{ij} = \frac{x_i^{\top} y_j}{\lVert x_i \rVert \lVert y_j \rVert} $$
 *
 * Shapes: X [n, d], Y [m, d], or left out for X itself → [n, m].
 * Numerics: a point at the origin has no direction; it gives 0.
 *
 * @throws ShapeError if the points differ in the number of coordinates.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { cosineSimilarity } from '@hml/classic/metrics';
 * cosineSimilarity([[1, 0], [0, 2]], [[3, 4]]) // [[0.6], [0.8]]
 */
export function cosineSimilarity(X: MatrixLike, Y?: MatrixLike): Matrix<'float64'> {
  const [x, y] = readBoth('cosineSimilarity', X, Y);
  return products([unitRows(x), unitRows(y)]);
}

function readBoth(where: string, X: MatrixLike, Y: MatrixLike | undefined): readonly [Points, Points] {
  const left = readPoints(where, 'X', X);
  return [left, Y === undefined ? left : readPoints(where, 'Y', Y, left)];
}

function products([x, y]: readonly [Points, Points]): Matrix<'float64'> {
  return matmul(asRows(x), mT(asRows(y)));
}

function ofDistances(
  where: string,
  X: MatrixLike,
  Y: MatrixLike | undefined,
  options: GammaOptions,
  metric: 'sqeuclidean' | 'manhattan',
): Matrix<'float64'> {
  checkValues(where, options, gammaRules);
  const [x, y] = readBoth(where, X, Y);
  const { gamma = 1 / x.nFeatures } = options;
  return exp(mul(wrap(distancesOf(x, y, { metric }), [x.nSamples, y.nSamples]), -gamma));
}

/** Rows of length 1; those of zeros stay. */
function unitRows({ data, nSamples, nFeatures: d }: Points): Points {
  const rows = data.slice();
  for (let i = 0; i < nSamples; i++) {
    const row = rows.subarray(i * d, (i + 1) * d);
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1; // in units of it, squares neither over- nor underflow
    const length = Math.sqrt(row.reduce((sum, value) => sum + (value / largest) ** 2, 0)) || 1;
    row.forEach((value, k) => {
      row[k] = value / largest / length;
    });
  }
  return { data: rows, nSamples, nFeatures: d };
}
