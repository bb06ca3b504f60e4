import { eig, eigh, eigvals, eigvalsh, expandDims, eye, flip, matmul, mT, mul, svd, svdvals, type Tensor, zeros } from '@hml/tensor';
import { withEngine } from '@hml/tensor/extend';
import { assertSame } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import { expectNear, expectOrthonormal, gaussian, largest, matrixOf } from './matrices.ts';

/** Symmetric matrices of low rank, or with few different eigenvalues: below the rank rounding of rounding is left, down to the least numbers. */
const families: readonly (readonly [name: string, element: (i: number, j: number, n: number) => number])[] = [
  ['ones', () => 1],
  ['0.7 everywhere', () => 0.7],
  ['0.001 everywhere', () => 1e-3],
  ['a star', (i, j) => Number((i === 0) !== (j === 0))],
  ['a complete bipartite graph', (i, j, n) => Number(3 * i < n !== 3 * j < n)],
  ['two blocks of ones', (i, j, n) => Number(3 * i < n === 3 * j < n)],
  ['a checkerboard', (i, j) => (i + j) % 2],
  [
    'the Gram matrix of four ones in each column of a one-hot design, and a column of ones',
    (i, j, n) => (i + j === 0 ? 4 * n : i === j || i * j === 0 ? 4 : 0),
  ],
];

function orders(step: number): number[] {
  return Array.from({ length: Math.ceil(119 / step) }, (_, k) => 2 + k * step);
}

/** $A V - V \Lambda$ of `eig`, real and imaginary part. */
function residuals(a: Tensor): readonly Tensor[] {
  const { values, vectors } = eig(a);
  const [p, q] = [expandDims(values.real, -2), expandDims(values.imag, -2)];
  const real = matmul(a, vectors.real).sub(vectors.real.mul(p)).add(vectors.imag.mul(q));
  return [real, matmul(a, vectors.imag).sub(vectors.real.mul(q)).sub(vectors.imag.mul(p))];
}

describe.each(families)('%s, of every order up to 120:', (_, element) => {
  const matrices = (step: number): Tensor[] => orders(step).map((n) => matrixOf(n, n, (i, j) => element(i, j, n)));

  it('svd and svdvals', () => {
    for (const a of matrices(1)) {
      const { u, s, vh } = svd(a);
      const size = Number(s.max().item());
      expectNear(matmul(u.mul(expandDims(s, -2)), vh), a, size);
      expectOrthonormal(u);
      expectOrthonormal(mT(vh));
      expectNear(svdvals(a), s, size);
    }
  });

  it('eigh and eigvalsh', () => {
    for (const a of matrices(1)) {
      const { values, vectors } = eigh(a);
      const size = largest(values);
      expectNear(matmul(a, vectors), vectors.mul(values), size);
      expectOrthonormal(vectors);
      expectNear(eigvalsh(a), values, size);
    }
  });

  it('eig and eigvals', () => {
    for (const a of matrices(2)) {
      const size = largest(svdvals(a));
      for (const rest of residuals(a)) expectNear(rest, zeros(a.shape), size);
      const { real, imag } = eigvals(a);
      expectNear(real.sum(), mul(a, eye(a.shape[0])).sum(), a.shape[0] * size);
      expectNear(imag.sum(), zeros([]), size);
    }
  });

  it('the same bits in plain loops', () => {
    for (const a of matrices(17)) {
      for (const f of [(): Tensor => svd(a).u, (): Tensor => eigh(a).vectors, (): Tensor => eig(a).vectors.real]) {
        assertSame(f(), withEngine('plain', f));
      }
    }
  });
});

it.each([100, 200, 300])('values are found of matrices graded from both sides, down to 1e-%i', (digits) => {
  for (const n of [5, 20, 40]) {
    const g = gaussian(n, n, n);
    const size = (i: number): number => 10 ** ((-digits * i) / (2 * n - 2));
    const a = matrixOf(n, n, (i, j) => Number(g.at(i, j).item()) * size(i) * size(j));
    for (const matrix of [a, flip(a)]) {
      const { u, s, vh } = svd(matrix);
      expectNear(matmul(u.mul(s), vh), matrix, Number(s.max().item()));
      const { real } = eigvals(matrix);
      expectNear(real.sum(), mul(matrix, eye(n)).sum(), n * largest(matrix));
      for (const rest of residuals(matrix)) expectNear(rest, zeros([n, n]), largest(matrix));
    }
  }
});

it('svdvals keep the digits of values far below the others', () => {
  const a = matrixOf(4, 4, (i, j) => (i === j ? 10 ** (-80 * i) : 0));
  expect(svdvals(a).toArray()).toEqual([1, 1e-80, 1e-160, 1e-240]);
});
