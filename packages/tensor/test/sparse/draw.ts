import type { FloatDType, Tensor } from '@hml/tensor';
import { tensor } from '@hml/tensor';
import { SparseMatrix } from '@hml/tensor/sparse';
import type { Draw } from '@hml/testing';

/** A matrix by its entries, and the same one added up by hand. */
export interface Drawn {
  readonly sparse: SparseMatrix;
  readonly dense: Tensor<readonly [number, number]>;
  readonly rows: number[];
  readonly columns: number[];
  readonly values: number[];
}

/** Entries in any order, some of them 0, some for the same place; values are multiples of ⅛, so that sums are exact. */
export function drawSparse(draw: Draw, m = draw.integer(0, 6), n = draw.integer(0, 6), dtype: FloatDType = 'float64'): Drawn {
  const count = m * n === 0 ? 0 : draw.integer(0, 2 * Math.max(m, n));
  const numbers = (low: number, high: number): number[] => Array.from({ length: count }, () => draw.integer(low, high));
  const [rows, columns] = [numbers(0, m - 1), numbers(0, n - 1)];
  const values = numbers(-16, 16).map((value) => value / 8);
  const elements = Array.from({ length: m }, () => new Array<number>(n).fill(0));
  for (let e = 0; e < count; e++) elements[rows[e]][columns[e]] += values[e];
  const dense = tensor(elements.flat(), { dtype }).reshape([m, n]);
  return { sparse: SparseMatrix.fromTriplets({ rows, columns, values }, [m, n], { dtype }), dense, rows, columns, values };
}

/** Multiples of ⅛, whose products and sums are exact too. */
export function eighths(draw: Draw, shape: readonly number[], dtype: FloatDType = 'float64'): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(
    Array.from({ length: size }, () => draw.integer(-16, 16) / 8),
    { dtype },
  ).reshape(shape);
}
