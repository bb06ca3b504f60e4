import { matmul, normal, qr, random, type Tensor, tensor } from '@hml/tensor';
import type { LinearLike, Warning } from '@hml/tensor/iterative';
import { SparseMatrix } from '@hml/tensor/sparse';

/** The same matrix in the three forms that iterations take. */
export function forms(A: Tensor<readonly [number, number]>): readonly (readonly [string, LinearLike])[] {
  const operator = { shape: A.shape, apply: (x: Tensor) => A.matmul(x), applyTransposed: (x: Tensor) => A.mT.matmul(x) };
  return [
    ['dense', A],
    ['sparse', SparseMatrix.fromDense(A)],
    ['operator', operator],
  ];
}

/** $U \Sigma V^\top$ with random orthonormal U [m, k] and V [n, k]. */
export function withSingularValues(seed: number, m: number, n: number, values: readonly number[]): Tensor<readonly [number, number]> {
  const basis = (stream: number, rows: number): Tensor => qr(normal(random(seed).split(stream), [rows, values.length])).q;
  return matmul(basis(0, m).mul(tensor(values)), basis(1, n).mT).reshape([m, n]);
}

/** A symmetric matrix with these eigenvalues. */
export function withEigenvalues(seed: number, values: readonly number[]): Tensor<readonly [number, number]> {
  const n = values.length;
  const q = qr(normal(random(seed), [n, n])).q;
  const a = matmul(q.mul(tensor(values)), q.mT);
  return a.add(a.mT).div(2);
}

/** The second differences of a grid of n × n points, whose eigenvalues are known and mostly come twice. */
export function grid(n: number): SparseMatrix {
  const triplets = { rows: [] as number[], columns: [] as number[], values: [] as number[] };
  const add = (i: number, j: number, value: number): void => {
    triplets.rows.push(i);
    triplets.columns.push(j);
    triplets.values.push(value);
  };
  for (let i = 0; i < n * n; i++) {
    add(i, i, 4);
    if (i % n > 0) add(i, i - 1, -1);
    if (i % n < n - 1) add(i, i + 1, -1);
    if (i >= n) add(i, i - n, -1);
    if (i < n * n - n) add(i, i + n, -1);
  }
  return SparseMatrix.fromTriplets(triplets, [n * n, n * n]);
}

/** The eigenvalues of {@link grid}, ascending. */
export function gridEigenvalues(n: number): number[] {
  const along = Array.from({ length: n }, (_, p) => 2 - 2 * Math.cos(((p + 1) * Math.PI) / (n + 1)));
  return along.flatMap((a) => along.map((b) => a + b)).sort((a, b) => a - b);
}

/** Takes warnings and keeps them. */
export function collector(): { readonly warnings: Warning[]; readonly onWarning: (warning: Warning) => void } {
  const warnings: Warning[] = [];
  return { warnings, onWarning: (warning) => warnings.push(warning) };
}

/** For calls that may not warn. */
export function noWarning(warning: Warning): never {
  throw warning;
}
