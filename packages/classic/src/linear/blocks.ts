import { transpose, wrap } from '@hml/tensor';
import { csrTimesDense, linearGradient } from '@hml/tensor/kernels';
import type { DesignMatrix } from '../estimator/matrix-like.ts';
import type { Ticks } from '../estimator/rows.ts';
import type { SparseDesign } from '../estimator/sparse.ts';
import { elementsOf } from './elements.ts';

/** Some rows of a design matrix, dense or sparse, as what gradients need of them. */
export interface Block {
  /** The first row, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Adds $R^{\top} X$ [k, d], where R [rows, k] is what `residuals` makes, in place, of $X W^{\top}$ for rows `first` to `last`, from W [k, d]. */
  readonly addGradient: (
    W: Float64Array,
    k: number,
    residuals: (Z: Float64Array, first: number, last: number) => void,
    gradient: Float64Array,
  ) => void;
  /** The dense rows, where they are. */
  readonly rows: Float64Array | undefined;
}

/** The blocks of a design matrix: small enough for pauses between them. */
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

/**
 * Visits all blocks and returns what `finish` does; ticking between them where there are several. A small problem, which has one, takes many
 * turns in a short time: it is spared a generator in each.
 */
export function overBlocks<Result>(blocks: readonly Block[], visit: (block: Block) => void, finish: () => Result): Result | Ticks<Result> {
  if (blocks.length > 1) return tickingOver(blocks, visit, finish);
  for (const block of blocks) visit(block);
  return finish();
}

function* tickingOver<Result>(blocks: readonly Block[], visit: (block: Block) => void, finish: () => Result): Ticks<Result> {
  for (const block of blocks) {
    visit(block);
    yield;
  }
  return finish();
}

function denseBlock({ data, nFeatures: d }: DesignMatrix, from: number, to: number): Block {
  const rows = data.subarray(from * d, to * d);
  return {
    from,
    to,
    rows,
    addGradient: (W, k, residuals, gradient) => {
      const G = linearGradient(rows, d, W.subarray(0, k * d), (Z, first, last) => residuals(Z, from + first, from + last));
      for (let p = 0; p < G.length; p++) gradient[p] += G[p];
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
    addGradient: (W, k, residuals, gradient) => {
      const Z = csrTimesDense(A, k === 1 ? W.slice(0, d) : elementsOf(transpose(wrap(W.slice(0, k * d), [k, d]))), k);
      residuals(Z, from, to);
      for (let i = 0; i < to - from; i++) {
        for (let p = A.indptr[i]; p < A.indptr[i + 1]; p++) {
          const [value, j] = [A.data[p], A.indices[p]];
          for (let c = 0; c < k; c++) gradient[c * d + j] += value * Z[i * k + c];
        }
      }
    },
  };
}
