import {
  cholesky,
  eig,
  eigh,
  eigvalsh,
  expm,
  eye,
  inv,
  lstsq,
  lu,
  matmul,
  pinv,
  qr,
  solve,
  solveTriangular,
  svd,
  svdvals,
  type Tensor,
} from '@hml/tensor';
import { withEngine } from '@hml/tensor/extend';
import { assertSame } from '@hml/testing';
import { expect, it } from 'vitest';
import { gemmUpdate, type Panel } from '../../src/linalg/blocked.ts';
import { fastPaths } from '../kernels/draw.ts';
import { gaussian, symmetric } from './matrices.ts';

/** $C - A B$, element by element in the order of the sum: blocks of 256 terms, each taken from C at once. */
function byElements(m: number, n: number, k: number, a: Panel, b: Panel, c: Panel): Float64Array {
  const element = ({ data, at, row, column = 1 }: Panel, i: number, j: number): number => data[at + i * row + j * column];
  const y = c.data.slice();
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      for (let l = 0; l < k; l += 256) {
        let total = 0;
        for (let p = l; p < Math.min(k, l + 256); p++) total += element(a, i, p) * element(b, p, j);
        y[c.at + i * c.row + j] -= total;
      }
    }
  }
  return y;
}

function numbers(n: number, seed: number): Float64Array {
  return gaussian(1, n, seed).toTypedArray();
}

it('gemmUpdate is the sum of products, to the last bit, in SIMD as in the plain loop, for every layout and remainder', () => {
  for (const [m, n, k] of [
    [1, 1, 1],
    [2, 3, 5],
    [5, 1, 300],
    [7, 9, 4],
    [1, 40, 33],
    [33, 37, 31],
    [40, 30, 520],
    [0, 3, 2],
  ]) {
    const layouts: Panel[] = [
      { data: numbers(7 + m * (k + 3), 1), at: 7, row: k + 3 },
      { data: numbers(2 + k * (m + 1), 1), at: 2, row: 1, column: m + 1 },
    ];
    const b = { data: numbers(3 + k * (n + 2), 2), at: 3, row: n + 2 };
    for (const a of layouts) {
      const c = (): Panel => ({ data: numbers(5 + m * (n + 4), 3), at: 5, row: n + 4 });
      const [fast, plain] = [c(), c()];
      gemmUpdate(m, n, k, a, b, fast);
      withEngine('plain', () => gemmUpdate(m, n, k, a, b, plain));
      const expected = byElements(m, n, k, a, b, c());
      expect(plain.data).toEqual(expected);
      expect(fast.data).toEqual(expected);
    }
  }
});

it('factorizations are the same bits on every path', () => {
  for (const n of [1, 7, 18, 90]) {
    const [a, tall] = [gaussian(n, n), gaussian(2 * n, n)];
    const positive = symmetric(matmul(a, a.mT)).add(eye(n));
    const results: readonly (() => Tensor)[] = [
      () => lu(a).u,
      () => lu(tall).l,
      () => lu(tall.mT).u,
      () => inv(a),
      () => solve(a, tall.mT),
      () => solveTriangular(a, tall.mT, { lower: true, unitDiagonal: true }),
      () => solveTriangular(positive, tall.mT),
      () => qr(tall).q,
      () => qr(tall, { mode: 'complete' }).q,
      () => qr(a, { pivoting: true }).r,
      () => cholesky(positive),
      () => eigh(positive).vectors,
      () => eigvalsh(positive),
      () => eig(a).vectors.imag,
      () => svd(a).u,
      () => svd(tall).vh,
      () => svd(gaussian(n, n + 3), { fullMatrices: true }).vh,
      () => svdvals(tall),
      () => pinv(tall),
      () => lstsq(tall, gaussian(2 * n, 2)).x,
      () => expm(a),
    ];
    for (const f of results) {
      const plain = withEngine('plain', f);
      assertSame(f(), plain);
      for (const path of fastPaths) assertSame(withEngine(path, f, { always: true }), plain);
    }
  }
});
