import { wrap } from '../creation.ts';
import { reducedShape } from '../declare.ts';
import { OptionError, ShapeError } from '../errors.ts';
import { refuseEmpty } from '../ops/max.ts';
import { withDefaults } from '../options.ts';
import { sumLine } from '../reduction.ts';
import { normalizeAxes, normalizeAxis } from '../shape.ts';
import type { Axes } from '../shape-types.ts';
import type { ReduceOptions, Tensor } from '../tensor.ts';
import { euclidean, largestSize } from '../vectors.ts';
import { asDType, type Csr, doubles, transposed } from './csr.ts';
import type { CheckNorm } from './types.ts';

/** Options of the norms of a sparse matrix. */
export interface SparseNormOptions<
  X extends number | undefined = number | undefined,
  Keep extends boolean = boolean,
  O extends number | 'fro' = number | 'fro',
> extends ReduceOptions<Keep> {
  /** Which norm: `'fro'`, 1 or Infinity of the matrix; 1, 2 or Infinity of an axis. @defaultValue 'fro', or 2 of an axis */
  readonly ord?: O & CheckNorm<O, X>;
  /** The axis that disappears; undefined takes the whole matrix. @defaultValue undefined */
  readonly axis?: X;
}

/** The sum over the axes. */
export function sumOf(where: string, csr: Csr, axis: Axes, options: ReduceOptions | undefined): Tensor {
  return reduced(where, csr, axis, options, (sum) => sum);
}

/** The sum over the axes, divided by how many elements there were. */
export function meanOf(where: string, csr: Csr, axis: Axes, options: ReduceOptions | undefined): Tensor {
  return reduced(where, csr, axis, options, (sum, count) => sum / count);
}

function reduced(
  where: string,
  csr: Csr,
  axis: Axes,
  options: ReduceOptions | undefined,
  finish: (sum: number, count: number) => number,
): Tensor {
  const { keepDims } = withDefaults(where, { keepDims: false }, options);
  const axes = normalizeAxes(where, axis, 2);
  if (axes.length === 0) throw new ShapeError({ where, what: 'no axis', expected: '0, 1 or both', got: '[]', fix: 'toDense() is dense' });
  const [m, n] = csr.shape;
  if (axes.length === 2) return result(csr, axes, keepDims, Float64Array.of(finish(sumLine(csr.data.length, csr.data, 0), m * n)));
  const sums = axes[0] === 0 ? columnSums(csr) : perRow(csr, (data) => sumLine(data.length, data, 0));
  const count = csr.shape[axes[0]];
  return result(
    csr,
    axes,
    keepDims,
    sums.map((sum) => finish(sum, count)),
  );
}

/**
 * The sum of each column, row by row. What rounding takes from each addition is summed too and added at the end, as there is no tree to add
 * in without the transpose.
 *
 * @see D. Knuth, The Art of Computer Programming, volume 2, section 4.2.2, theorem B: what an addition loses, without a comparison.
 */
function columnSums({ shape: [, n], data, indices }: Csr): Float64Array {
  const sums = new Float64Array(2 * n); // each sum with what it lost beside it, in the same line of the cache
  for (let e = 0; e < data.length; e++) {
    const at = 2 * indices[e];
    const value = data[e];
    const sum = sums[at];
    const next = sum + value;
    const added = next - sum;
    sums[at] = next;
    sums[at + 1] += sum - (next - added) + (value - added);
  }
  return Float64Array.from({ length: n }, (_, j) => (Number.isFinite(sums[2 * j]) ? sums[2 * j] + sums[2 * j + 1] : sums[2 * j]));
}

/** A norm of the matrix, or of each of its rows or columns. */
export function normOf(where: string, csr: Csr, options: SparseNormOptions | undefined): Tensor {
  const { ord, axis, keepDims } = withDefaults(where, { ord: undefined, axis: undefined, keepDims: false }, options);
  if (axis === undefined) return result(csr, [0, 1], keepDims, Float64Array.of(matrixNorm(where, csr, ord ?? 'fro')));
  const along = normalizeAxis(where, axis, 2);
  const lines = along === 1 ? csr : transposed(where, csr);
  return result(csr, [along], keepDims, perRow(lines, vectorNorm(where, ord ?? 2)));
}

function matrixNorm(where: string, csr: Csr, ord: number | 'fro'): number {
  if (ord === 'fro') return euclidean(doubles(csr.data));
  if (ord === Infinity) return largestOf(where, perRow(csr, sumOfSizes));
  if (ord === 1) return largestOf(where, perRow(transposed(where, csr), sumOfSizes));
  throw noSuchNorm(where, "'fro', 1 or Infinity for a matrix", ord);
}

/** The largest of sums, of which there must be one, as of a dense matrix. */
function largestOf(where: string, sums: Float64Array): number {
  refuseEmpty(where)(sums.length);
  return largestSize(sums);
}

function vectorNorm(where: string, ord: number | 'fro'): (x: Float64Array) => number {
  if (ord === 1) return sumOfSizes;
  if (ord === 2) return euclidean;
  if (ord === Infinity) return largestSize;
  throw noSuchNorm(where, '1, 2 or Infinity for rows and columns', ord);
}

function noSuchNorm(where: string, expected: string, ord: unknown): OptionError {
  return new OptionError({ where, what: 'no such norm', expected: `ord, ${expected}`, got: String(ord) });
}

/** What a measure makes of the entries of each row. */
function perRow({ shape: [m], data, indptr }: Csr, measure: (data: Float64Array) => number): Float64Array {
  const values = doubles(data);
  const y = new Float64Array(m);
  for (let i = 0; i < m; i++) y[i] = measure(values.subarray(indptr[i], indptr[i + 1]));
  return y;
}

/** Rounded to the type of the matrix. */
function result({ shape, dtype }: Csr, axes: readonly number[], keepDims: boolean, values: Float64Array): Tensor {
  return wrap(asDType(dtype, values), reducedShape(shape, axes, keepDims));
}

function sumOfSizes(x: Float64Array): number {
  return sumLine(x.length, x.map(Math.abs), 0);
}
