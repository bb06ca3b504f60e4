import { matmul, transpose, wrap } from '@hml/tensor';
import { csrTimesDense } from '@hml/tensor/kernels';
import type { DesignMatrix } from '../../estimator/matrix-like.ts';
import type { SparseDesign } from '../../estimator/sparse.ts';
import { elementsOf } from '../elements.ts';

/** Some rows of a design matrix, dense or sparse, as what gradients need of them. */
export interface Block {
  /** The first row, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** $X B^{\top}$ [rows, k] from B [k, d]; not to be written to. */
  readonly times: (B: Float64Array, k: number) => Float64Array;
  /** Adds $R^{\top} X$ [k, d] from R [rows, k], which nobody may write to afterwards. */
  readonly addTransposed: (R: Float64Array, k: number, sum: Float64Array) => void;
  /** The dense rows, where they are. */
  readonly rows: Float64Array | undefined;
}

/** The blocks of a design matrix: small enough for the caches and for pauses between them. */
export function blocksOf(X: DesignMatrix | SparseDesign): Block[] {
  const { nSamples: n, nFeatures: d } = X;
  const perRow = 'indptr' in X ? Math.ceil(X.data.length / n) : d;
  const step = Math.min(4096, Math.max(64, Math.floor(2 ** 17 / (perRow + 1))));
  const blocks: Block[] = [];
  for (let from = 0; from < n; from += step) {
    const to = Math.min(n, from + step);
    blocks.push('indptr' in X ? sparseBlock(X, from, to) : denseBlock(X, from, to));
  }
  return blocks;
}

function denseBlock({ data, nFeatures: d }: DesignMatrix, from: number, to: number): Block {
  const rows = data.subarray(from * d, to * d);
  const X = wrap(rows, [to - from, d]);
  return {
    from,
    to,
    rows,
    times: (B, k) => {
      // a vector takes a shorter way than a matrix of one column, and gives the same bits
      const product = k === 1 ? matmul(X, wrap(B.slice(0, d), [d])) : matmul(X, transpose(wrap(B.slice(0, k * d), [k, d])));
      return elementsOf(product);
    },
    addTransposed: (R, k, sum) => {
      const product = k === 1 ? matmul(wrap(R), X) : matmul(transpose(wrap(R, [to - from, k])), X);
      const values = elementsOf(product);
      for (let p = 0; p < values.length; p++) sum[p] += values[p];
    },
  };
}

function sparseBlock({ data, indices, indptr, nFeatures: d }: SparseDesign, from: number, to: number): Block {
  const [first, last] = [indptr[from], indptr[to]];
  const A = {
    data: data.subarray(first, last),
    indices: indices.subarray(first, last),
    indptr: indptr.slice(from, to + 1).map((p) => p - first),
  };
  return {
    from,
    to,
    rows: undefined,
    times: (B, k) => csrTimesDense(A, k === 1 ? B.slice(0, d) : elementsOf(transpose(wrap(B.slice(0, k * d), [k, d]))), k),
    addTransposed: (R, k, sum) => {
      for (let i = 0; i < to - from; i++) {
        for (let p = A.indptr[i]; p < A.indptr[i + 1]; p++) {
          const [value, j] = [A.data[p], A.indices[p]];
          for (let c = 0; c < k; c++) sum[c * d + j] += value * R[i * k + c];
        }
      }
    },
  };
}
