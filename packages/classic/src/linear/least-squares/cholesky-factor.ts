import type { Tensor } from '@hml/tensor';
import { cholesky, DataError, eye, solveTriangular, wrap } from '@hml/tensor';
import type { NormalMatrix } from './normal-equation.ts';

/** A positive definite matrix $A = D L L^{\top} D$, factored after its diagonal was brought to 1. */
export interface Factor {
  /** $D$: the square roots of the diagonal. */
  readonly scale: Float64Array;
  /** $L$ [d, d] */
  readonly L: Tensor<readonly [number, number], 'float64'>;
  /** The smallest pivot $L_{jj}^2$: how much of a column is its own, $1 - R_j^2$ on those before it. */
  readonly leastPivot: number;
}

/** Cholesky's factor of A [d, d], or undefined if it is not positive definite (a column is zero, or depends on others). */
export function factorize(A: Float64Array, d: number): Factor | undefined {
  const scale = Float64Array.from({ length: d }, (_, j) => Math.sqrt(A[j * d + j]));
  if (!scale.every((s) => s > 0 && s < Infinity)) return undefined;
  const scaled = new Float64Array(d * d);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) scaled[i * d + j] = A[i * d + j] / scale[i] / scale[j];
  try {
    const L = cholesky(wrap(scaled, [d, d]));
    const entries = L.toTypedArray();
    let leastPivot = 1;
    for (let j = 0; j < d; j++) leastPivot = Math.min(leastPivot, entries[j * d + j] ** 2);
    return { scale, L, leastPivot };
  } catch (error) {
    if (error instanceof DataError) return undefined;
    throw error;
  }
}

/**
 * A bound from below of the least eigenvalue of $L L^{\top}$, $1 / \lVert L^{-1} \rVert_F^2$. It is no less than $1/d$ of that eigenvalue; a pivot can be
 * any number of times as large, where columns depend on each other all together and the last has little part in it.
 */
export function leastEigenvalue({ scale, L }: Factor): number {
  const inverse = solveTriangular(L, eye(scale.length), { lower: true }).toTypedArray();
  return 1 / inverse.reduce((sum, value) => sum + value * value, 0);
}

/** $A^{-1} b$ for each row of B [k, d]. */
export function solveFactored({ scale, L }: Factor, B: Float64Array): Float64Array {
  const d = scale.length;
  const k = B.length / d;
  const right = new Float64Array(d * k);
  for (let o = 0; o < k; o++) for (let j = 0; j < d; j++) right[j * k + o] = B[o * d + j] / scale[j];
  const half = solveTriangular(L, wrap(right, [d, k]), { lower: true });
  const solution = solveTriangular(L, half, { lower: true, transposed: true }).toTypedArray();
  return Float64Array.from({ length: B.length }, (_, p) => solution[(p % d) * k + Math.floor(p / d)] / scale[p % d]);
}

/** A factor as the matrix of a normal equation. */
export function asNormalMatrix(factor: Factor, penalty?: Float64Array): NormalMatrix {
  const matrix = { solve: (B: Float64Array) => solveFactored(factor, B), scale: factor.scale };
  return penalty === undefined ? matrix : { ...matrix, penalty };
}
