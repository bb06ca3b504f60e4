import { matmul, transpose, wrap } from '@hml/tensor';
import { gram } from '@hml/tensor/kernels';
import type { Ticks } from '../../estimator/rows.ts';
import { byRows } from '../../estimator/rows.ts';
import type { CenteredSamples } from '../least-squares/center.ts';
import { CenteredRows } from '../least-squares/center.ts';
import type { CenteredEntries } from '../least-squares/sparse-columns.ts';

/** Rows times $\sqrt{s}$ and columns divided by the square roots of their penalties, $A$ [n, d]: its products, be it dense or sparse. */
export interface ScaledRows {
  /** $A A^{\top}$ [n, n] */
  readonly products: Float64Array;
  /** $A b$ for each row b of [k, d]. */
  readonly times: (B: Float64Array) => Float64Array;
  /** $A^{\top} z$ for each row z of [k, n]. */
  readonly timesTransposed: (Z: Float64Array) => Float64Array;
}

/** The rows of samples, their columns divided by `root` [d]. */
export function scaledRows({ X, ...samples }: CenteredSamples, root: Float64Array): Ticks<ScaledRows> {
  return X instanceof CenteredRows ? denseRows({ ...samples, X }, root) : sparseRows({ ...samples, X }, root);
}

function* denseRows({ n, X, weights }: CenteredSamples<CenteredRows>, root: Float64Array): Ticks<ScaledRows> {
  const d = X.d;
  const A = (yield* X.all()).map((value, p) => (value * Math.sqrt(weights === undefined ? 1 : weights[Math.floor(p / d)])) / root[p % d]);
  yield;
  const left = wrap(A, [n, d]);
  const products = gram(transpose(left).toTypedArray(), n);
  return {
    products,
    times: (B) => matmul(wrap(B, [B.length / d, d]), transpose(left)).toTypedArray(),
    timesTransposed: (Z) => matmul(wrap(Z, [Z.length / n, n]), left).toTypedArray(),
  };
}

/**
 * The same of entries: $A = V - r m^{\top}$, where V has the entries about a value of their column, m their means and r the $\sqrt{s}$.
 *
 * Numerics: $A$ is implicitly centred, each product subtracts what $r m^{\top}$ contributes. V lacks that value already, so that a column far from 0
 * costs no digits.
 */
function* sparseRows({ n, X, weights }: CenteredSamples<CenteredEntries>, root: Float64Array): Ticks<ScaledRows> {
  const { indices, indptr } = X.X;
  const { d } = X;
  const r = Float64Array.from({ length: n }, (_, i) => Math.sqrt(weights === undefined ? 1 : weights[i]));
  const { data: V, rest } = X.differences();
  const m = rest.map((value, j) => value / root[j]);
  for (let i = 0; i < n; i++) for (let p = indptr[i]; p < indptr[i + 1]; p++) V[p] *= r[i] / root[indices[p]];
  yield;
  const times = (B: Float64Array): Float64Array => {
    const out = new Float64Array((B.length / d) * n);
    for (let o = 0; o * d < B.length; o++) {
      let atMean = 0;
      for (let j = 0; j < d; j++) atMean += m[j] * B[o * d + j];
      for (let i = 0; i < n; i++) {
        let sum = -atMean * r[i];
        for (let p = indptr[i]; p < indptr[i + 1]; p++) sum += V[p] * B[o * d + indices[p]];
        out[o * n + i] = sum;
      }
    }
    return out;
  };
  const timesTransposed = (Z: Float64Array): Float64Array => {
    const out = new Float64Array((Z.length / n) * d);
    for (let o = 0; o * n < Z.length; o++) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        sum += r[i] * Z[o * n + i];
        for (let p = indptr[i]; p < indptr[i + 1]; p++) out[o * d + indices[p]] += V[p] * Z[o * n + i];
      }
      for (let j = 0; j < d; j++) out[o * d + j] -= m[j] * sum;
    }
    return out;
  };
  const products = yield* entryProducts(X, V);
  const atMean = times(m); // V m − r ‖m‖²
  const squares = m.reduce((sum, value) => sum + value * value, 0);
  for (let i = 0; i < n; i++) {
    for (let l = 0; l <= i; l++) {
      products[i * n + l] -= atMean[i] * r[l] + r[i] * (atMean[l] + r[l] * squares);
      products[l * n + i] = products[i * n + l];
    }
  }
  return { products, times, timesTransposed };
}

/** $V V^{\top}$ [n, n] on and below the diagonal: each column adds the products of its entries. */
function* entryProducts({ X: { indices, indptr, nSamples }, d }: CenteredEntries, V: Float64Array): Ticks<Float64Array> {
  const starts = new Int32Array(d + 1);
  for (const j of indices) starts[j + 1]++;
  for (let j = 0; j < d; j++) starts[j + 1] += starts[j];
  const next = starts.slice();
  const rows = new Int32Array(V.length);
  const values = new Float64Array(V.length);
  for (let i = 0; i < nSamples; i++) {
    for (let p = indptr[i]; p < indptr[i + 1]; p++) {
      const q = next[indices[p]]++;
      rows[q] = i;
      values[q] = V[p];
    }
  }
  const products = new Float64Array(nSamples * nSamples);
  const perColumn = Math.ceil(V.length / d);
  yield* byRows(d, perColumn * nSamples, (from, to) => {
    for (let j = from; j < to; j++) {
      for (let p = starts[j]; p < starts[j + 1]; p++) {
        const [at, value] = [rows[p] * nSamples, values[p]];
        for (let q = starts[j]; q <= p; q++) products[at + rows[q]] += value * values[q];
      }
    }
  });
  return products;
}
