import type { QuadraticForm } from '../../optimize/quadratic-form.ts';
import type { CenteredSamples } from '../least-squares/center.ts';
import type { CenteredEntries } from '../least-squares/sparse-columns.ts';

/** So many numbers of computed columns are kept at most: a quarter of a gigabyte. */
const mostKept = 2 ** 25;

/**
 * Columns of $\tfrac1n X^{\top} S X$ from the entries of the columns of X, each computed when it is asked for:
 *
 * $$ Q_{aj} = \tfrac1n \Bigl( \sum_i x_{ia} t_i - \mu_a \sum_i t_i \Bigr), \qquad t_i = s_i (x_{ij} - \mu_j) $$
 *
 * Cost: a visit to all entries per column.
 */
export function sparseColumnsOnDemand(X: CenteredEntries, { n, weights, total }: CenteredSamples): QuadraticForm {
  const { d, shift, squares } = X;
  const { starts, rows, values } = byColumn(X);
  const compute = (j: number): Float64Array => {
    const out = new Float64Array(d);
    if (squares[j] === 0) return out;
    const t = new Float64Array(n).fill(-shift[j]);
    for (let p = starts[j]; p < starts[j + 1]; p++) t[rows[p]] += values[p];
    let all = 0;
    for (let i = 0; i < n; i++) {
      if (weights !== undefined) t[i] *= weights[i];
      all += t[i];
    }
    for (let a = 0; a < d; a++) {
      if (squares[a] === 0) continue; //                a constant column: rounding errors would be left of it
      let sum = -shift[a] * all;
      for (let p = starts[a]; p < starts[a + 1]; p++) sum += values[p] * t[rows[p]];
      out[a] = sum / total;
    }
    out[j] = squares[j] / total;
    return out;
  };
  const known = new Map<number, Float64Array>();
  const column = (j: number): Float64Array => {
    const found = known.get(j);
    if (found !== undefined) return found;
    if ((known.size + 1) * d > mostKept) known.clear();
    const values = compute(j);
    known.set(j, values);
    return values;
  };
  return { diagonal: squares.map((sum) => sum / total), column };
}

/** The same entries column by column. */
function byColumn({ d, X: { data, indices, indptr, nSamples } }: CenteredEntries): {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float64Array;
} {
  const starts = new Int32Array(d + 1);
  for (let p = 0; p < indices.length; p++) starts[indices[p] + 1]++;
  for (let j = 0; j < d; j++) starts[j + 1] += starts[j];
  const next = starts.slice(0, d);
  const rows = new Int32Array(indices.length);
  const values = new Float64Array(indices.length);
  for (let i = 0; i < nSamples; i++) {
    for (let p = indptr[i]; p < indptr[i + 1]; p++) {
      const place = next[indices[p]]++;
      rows[place] = i;
      values[place] = data[p];
    }
  }
  return { starts, rows, values };
}
