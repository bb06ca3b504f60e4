import { type Tensor, wrap } from '@hml/tensor';
import { SparseMatrix, sparseMatmul } from '@hml/tensor/sparse';
import { pythonTimes, ratioText } from '../python.ts';

const [m, n, perRow, columns] = [20_000, 30_000, 100, 16];

/** A whole number that looks random; the same in Python. */
const scattered = (k: number): number => (k * 1_103_515_245 + 12_345) % 2 ** 31;

/** The same matrices for SciPy, whose product from the left is that of the transposes, as ours is. */
const setup = `
import numpy as np, scipy.sparse as sp
def scattered(k): return (k * 1103515245 + 12345) % 2**31
k = np.arange(${m * perRow}, dtype=np.int64)
A = sp.csr_matrix((scattered(k + 7) / 2**31, (k // ${perRow}, scattered(k) % ${n})), shape=(${m}, ${n}))
dense = lambda rows: (scattered(np.arange(rows * ${columns}, dtype=np.int64)) / 2**31).reshape(rows, ${columns})
B, C, x = dense(${n}), np.ascontiguousarray(dense(${m}).T), dense(${n})[:, 0].copy()
`;

function dense(rows: number): Tensor<readonly [number, number], 'float64'> {
  return wrap(
    Float64Array.from({ length: rows * columns }, (_, k) => scattered(k) / 2 ** 31),
    [rows, columns],
  );
}

function fastest(call: () => unknown): number {
  const elapsed = (): number => {
    const start = performance.now();
    call();
    return (performance.now() - start) * 1e3;
  };
  return Math.min(...Array.from({ length: 35 }, elapsed).slice(5));
}

/** Sparse times dense beside SciPy: milliseconds, how many times SciPy's, and how many it may be. Our sums are compensated, SciPy's are not. */
export default function* sparseBench(): Iterable<string> {
  const k = Array.from({ length: m * perRow }, (_, e) => e);
  const triplets = {
    rows: k.map((e) => Math.floor(e / perRow)),
    columns: k.map((e) => scattered(e) % n),
    values: k.map((e) => scattered(e + 7) / 2 ** 31),
  };
  const A = SparseMatrix.fromTriplets(triplets, [m, n]);
  const [B, C] = [dense(n), dense(m).T.add(0)];
  const x = B.slice(':', 0).add(0);
  const ours = [() => A.matmul(B), () => A.matmul(x), () => sparseMatmul(C, A), () => A.sum(0)];
  const scipys = ['A @ B', 'A @ x', 'C @ A', 'A.sum(axis=0)'];
  const names = [`times ${columns} columns`, 'times a vector', `${columns} rows times it`, 'sums of columns'];
  const atMost = [2]; // the others are held to none
  const theirs = pythonTimes(setup, scipys);
  yield `${`sparse ${m}×${n}, ms`.padEnd(26)}     ours    SciPy   ratio and bar`;
  for (const [i, name] of names.entries()) {
    const time = fastest(ours[i]);
    const scipy = theirs[i] === undefined ? '–' : (theirs[i] / 1e3).toFixed(2);
    yield `  ${name.padEnd(24)}${(time / 1e3).toFixed(2).padStart(9)}${scipy.padStart(9)}   ${ratioText(time, theirs[i], atMost[i])}`;
  }
}
