import { DTypeError, matmul, wrap } from '@hml/tensor';
import { type CsrMatrix, csrTimesDense } from '@hml/tensor/kernels';
import { describe, expect, it } from 'vitest';
import { draw, expectNear, fastPaths, pick, samePaths } from './draw.ts';

/** A random matrix [m, k] of which one entry in `rarity` is kept. */
function sparse(m: number, k: number, rarity: number, seed: number, wild = false): CsrMatrix {
  const indices: number[] = [];
  const indptr = [0];
  for (let i = 0; i < m; i++) {
    for (let c = 0; c < k; c++) if (pick(seed, i * k + c, rarity) === 0) indices.push(c);
    indptr.push(indices.length);
  }
  return { data: draw(indices.length, seed, wild), indices: Int32Array.from(indices), indptr: Int32Array.from(indptr) };
}

it('csrTimesDense is the product of the dense matrices', () => {
  const [m, k, n] = [9, 12, 7];
  const A = sparse(m, k, 3, 1);
  const dense = new Float64Array(m * k);
  for (let i = 0; i < m; i++) for (let e = A.indptr[i]; e < A.indptr[i + 1]; e++) dense[i * k + A.indices[e]] = A.data[e];
  const B = draw(k * n, 2).map(Math.abs);
  const expected = matmul(wrap(dense.map(Math.abs), [m, k]), wrap(B, [k, n])).toTypedArray();
  expectNear(csrTimesDense({ ...A, data: A.data.map(Math.abs) }, B, n), (i) => expected[i]);
});

it('rows without entries are 0, and a column may come twice', () => {
  const A = { data: Float64Array.of(1, 2), indices: Int32Array.of(1, 1), indptr: Int32Array.of(0, 0, 2, 2) };
  expect([...csrTimesDense(A, Float64Array.of(5, 7), 1)]).toEqual([0, 21, 0]);
});

it('what does not fit together is refused', () => {
  const A = { data: Float64Array.of(1, 2), indices: Int32Array.of(0, 1), indptr: Int32Array.of(0, 2) };
  const B = new Float64Array(4);
  expect(() => csrTimesDense(A, B, 4)).toThrow(/a column that B has no row for/);
  expect(() => csrTimesDense({ ...A, indices: Int32Array.of(0, -1) }, B, 2)).toThrow(/-1, entry 1/);
  expect(() => csrTimesDense({ ...A, indices: Int32Array.of(0) }, B, 2)).toThrow(/indices has the wrong length/);
  for (const indptr of [[0, 1], [1, 2], [0, 2, 1, 2], [], [0, 3, 2]]) {
    expect(() => csrTimesDense({ ...A, indptr: Int32Array.from(indptr) }, B, 2)).toThrow(/indptr does not divide/);
  }
  expect(() => csrTimesDense(A, B, 3)).toThrow(/whole rows/);
  for (const [name, other] of [
    ['data', new Float32Array(2)],
    ['indices', [0, 1]],
    ['indptr', new Float64Array([0, 2])],
  ] as const) {
    expect(() => csrTimesDense({ ...A, [name]: other }, B, 2)).toThrow(DTypeError);
    expect(() => csrTimesDense({ ...A, [name]: other }, B, 2)).toThrow(new RegExp(`${name} is no (Float64|Int32)Array`));
    expect(() => csrTimesDense({ ...A, [name]: undefined }, B, 2)).toThrow(DTypeError);
  }
});

describe.each(fastPaths)('csrTimesDense on the path %s gives the bits of the plain loop', (path) => {
  const compare = (m: number, k: number, n: number, rarity: number, seed: number): void => {
    const A = sparse(m, k, rarity, seed, seed % 5 === 0);
    const B = draw(k * n, seed + 1, seed % 3 === 0);
    samePaths(path, () => csrTimesDense(A, B, n), `[${m}, ${k}] × [., ${n}]`);
  };

  it('for 600 random sizes', () => {
    for (let seed = 0; seed < 600; seed++)
      compare(1 + pick(seed, 0, 70), 1 + pick(seed, 1, 44), 1 + pick(seed, 2, 70), 1 + pick(seed, 3, 4), seed);
  });

  it('for rows of more entries than are staged together, and for a dense matrix in strips', () => {
    compare(5, 5000, 5, 1, 1);
    compare(300, 60, 9, 2, 2);
    compare(3, 200_000, 12, 50, 3);
  });
});
