import { ShapeError } from '@hml/tensor';
import type { Ticks } from '../estimator/rows.ts';
import { addScaled } from './vectors.ts';

/** A symmetric matrix $Q$ of which single columns are asked for, so that it need not be computed whole. */
export interface QuadraticForm {
  /** $Q_{jj}$ */
  readonly diagonal: Float64Array;
  /** Column $j$, which the caller only reads. */
  readonly column: (j: number) => Float64Array;
}

/** A whole matrix as a {@link QuadraticForm}. */
export function asQuadraticForm(where: string, Q: Float64Array | QuadraticForm, d: number): QuadraticForm {
  const size = Q instanceof Float64Array ? Q.length : Q.diagonal.length ** 2;
  if (size !== d * d || d === 0) {
    const expected = `Q [${d}, ${d}], since q has ${d} numbers`;
    throw new ShapeError({ where, what: 'Q and q do not fit', expected, got: `${size} numbers in Q` });
  }
  if (!(Q instanceof Float64Array)) return Q;
  return {
    diagonal: Float64Array.from({ length: d }, (_, j) => Q[j * d + j]),
    column: (j) => Q.subarray(j * d, (j + 1) * d), // symmetric: a row is a column
  };
}

/** Computes $q - Q w$ afresh, into `residual`, by the columns of components that are not 0. */
export function* residualOf(
  Q: QuadraticForm,
  q: Float64Array,
  w: Float64Array,
  residual: Float64Array = new Float64Array(q.length),
): Ticks<Float64Array> {
  residual.set(q);
  for (let j = 0; j < w.length; j++) {
    if (w[j] === 0) continue;
    addScaled(residual, -w[j], Q.column(j));
    if (j % 64 === 63) yield;
  }
  return residual;
}
