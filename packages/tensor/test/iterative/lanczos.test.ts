import { diag, eigvalsh, eye, fromFunction, type Matrix, matmul, OptionError, random, ShapeError, tensor, zeros } from '@hml/tensor';
import { lanczos } from '@hml/tensor/iterative';
import { SparseMatrix } from '@hml/tensor/sparse';
import { assertClose, assertSame, forAll } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import reference from '../fixtures/iterative.json' with { type: 'json' };
import { collector, forms, grid, gridEigenvalues, noWarning, withEigenvalues } from './inputs.ts';

const onWarning = noWarning;
const ends = ['largest', 'smallest', 'largestMagnitude'] as const;

/** The k wanted ones of all eigenvalues, ascending. */
function wanted(all: readonly number[], k: number, which: (typeof ends)[number]): number[] {
  const key = { largest: (x: number) => -x, smallest: (x: number) => x, largestMagnitude: (x: number) => -Math.abs(x) }[which];
  return [...all]
    .sort((a, b) => key(a) - key(b))
    .slice(0, k)
    .sort((a, b) => a - b);
}

/** The second differences of n points in a circle: all eigenvalues but the outermost come twice. */
function cycle(n: number): SparseMatrix {
  const [rows, columns, values]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < n; i++) {
    rows.push(i, i, i);
    columns.push(i, (i + 1) % n, (i + n - 1) % n);
    values.push(2, -1, -1);
  }
  return SparseMatrix.fromTriplets({ rows, columns, values }, [n, n]);
}

describe('lanczos', () => {
  it('finds what eigh finds at each end, dense, sparse and as an operator, with vectors that are orthonormal and of one sign', () =>
    forAll((draw) => {
      const n = draw.integer(1, 40);
      const values = Array.from({ length: n }, () => draw.integer(-20, 20) / 4); // many come twice
      const A = withEigenvalues(draw.integer(0, 1e6), values);
      const k = draw.integer(1, Math.min(n, 5));
      const which = draw.pick(ends);
      const distinct = which === 'largestMagnitude' ? A.add(eye(n).mul(1 / 64)) : A; // no two of the same size and other sign
      const expected = wanted(eigvalsh(distinct).toArray() as number[], k, which);
      for (const [, form] of forms(distinct)) {
        const found = lanczos(form, k, { which, onWarning });
        expect(found.converged).toBe(true);
        assertClose(found.values, tensor(expected), { atol: 1e-12, rtol: 0 });
        const { vectors } = found;
        assertClose(matmul(vectors.T, vectors), eye(k), { atol: 1e-12, rtol: 0 });
        assertClose(matmul(distinct, vectors), vectors.mul(found.values), { atol: 1e-10, rtol: 0 });
        const rows = vectors.T.toArray();
        for (const row of rows) expect(Math.max(...row)).toBeGreaterThanOrEqual(-Math.min(...row) * (1 - 1e-9));
      }
    }));

  it.each(ends)('finds eigenvalues of a grid that come twice, with restarts: %s', (which) => {
    const { values, converged, residual } = lanczos(grid(20), 6, { which, onWarning });
    expect(converged).toBe(true);
    expect(residual).toBeLessThan(1e-11);
    assertClose(values, tensor(wanted(gridEigenvalues(20), 6, which)), { atol: 1e-13, rtol: 0 });
  });

  it('gives what LAPACK gives', () => {
    const { A, values } = reference.eigsh;
    for (const which of ends) {
      assertClose(lanczos(tensor(A), 3, { which, onWarning }).values, tensor(wanted(values, 3, which)), { atol: 1e-13, rtol: 0 });
    }
  });

  it('finds all copies where the first products end in a small space', () => {
    assertClose(lanczos(eye(50), 3, { onWarning }).values, tensor([1, 1, 1]), { atol: 1e-15, rtol: 0 });
    const diagonal = tensor(Array.from({ length: 60 }, (_, i) => (i < 4 ? 5 : i % 3)));
    assertClose(lanczos(eye(60).mul(diagonal), 5, { onWarning }).values, tensor([2, 5, 5, 5, 5]), { atol: 1e-13, rtol: 0 });
    expect(lanczos(zeros([30, 30]), 2, { onWarning })).toMatchObject({ residual: 0, converged: true });
  });

  it('does not take the second of a pair for missing while the search for it is on its way', () => {
    for (const [n, k, which, seed] of [
      [100, 3, 'largest', 5],
      [100, 3, 'smallest', 2],
      [80, 4, 'smallest', 1],
    ] as const) {
      const all = Array.from({ length: n }, (_, i) => 2 - 2 * Math.cos((2 * Math.PI * i) / n));
      const { values, converged } = lanczos(cycle(n), k, { which, rng: random(seed), onWarning });
      expect(converged).toBe(true);
      assertClose(values, tensor(wanted(all, k, which)), { atol: 1e-12, rtol: 0 });
    }
  });

  it('claims to have converged only where it has found all copies, also with few vectors', () =>
    forAll((draw) => {
      const levels = draw.integer(1, 5);
      const all = Array.from({ length: draw.integer(20, 60) }, () => draw.integer(-levels, levels));
      const [k, which, seed] = [draw.integer(1, 6), draw.pick(ends), draw.integer(0, 1e6)];
      const nVectors = k + draw.integer(1, 3);
      const { values, converged } = lanczos(diag(tensor(all)), k, { which, nVectors, rng: random(seed), onWarning: () => {} });
      const sizes = (list: readonly number[]): number[] =>
        list.map(which === 'largestMagnitude' ? Math.abs : (x) => x).sort((a, b) => a - b);
      const found = values.toArray() as number[];
      if (converged) assertClose(tensor(sizes(found)), tensor(sizes(wanted(all, k, which))), { atol: 1e-10, rtol: 0 });
    }));

  it('finds the eigenvalues of a graded matrix to the size of the largest', () => {
    const values = Array.from({ length: 60 }, (_, i) => 10 ** (-i / 5)); // from 1 to 1e-12
    const found = lanczos(withEigenvalues(9, values), 4, { which: 'largest', onWarning });
    assertClose(found.values, tensor(wanted(values, 4, 'largest')), { atol: 1e-14, rtol: 0 });
  });

  it('gives the same for the same stream, and the stream moves on', () => {
    const A = grid(8);
    assertSame(lanczos(A, 2).vectors, lanczos(A, 2, { rng: random(0) }).vectors);
    const rng = random(5);
    lanczos(A, 2, { rng });
    expect(rng.counter.value.item()).toBeGreaterThan(0);
  });

  it('gives float32 for float32, and float64 for integers and operators', () => {
    expect(lanczos(eye(3).cast('float32'), 1).values.dtype).toBe('float32');
    expect(
      lanczos(
        tensor(
          [
            [2, 0],
            [0, 1],
          ],
          { dtype: 'int32' },
        ),
        1,
      ).vectors.dtype,
    ).toBe('float64');
    expect(lanczos({ shape: [2, 2], apply: (x) => x }, 1).values.dtype).toBe('float64');
  });

  it('warns when products run out, and gives what it has', () => {
    const { warnings, onWarning: take } = collector();
    const { converged, values, residual } = lanczos(grid(30), 4, { which: 'smallest', maxIter: 30, onWarning: take });
    expect(converged).toBe(false);
    expect(values.shape).toEqual([4]);
    expect(residual).toBeGreaterThan(1e-6);
    expect(warnings[0].where).toBe('lanczos');
  });

  it('refuses a dense matrix that is not symmetric, and does not claim to have converged on another', () => {
    const A = tensor(Array.from({ length: 30 }, (_, i) => Array.from({ length: 30 }, (_, j) => Math.sin(i * 7 + j * j)))).reshape([30, 30]);
    for (const [name, form] of forms(A)) {
      if (name === 'dense') {
        expect(() => lanczos(form, 1)).toThrow(/^lanczos: the matrix is not symmetric\n.*\[1, 0\] and \[0, 1\]/);
        continue;
      }
      const { warnings, onWarning: take } = collector();
      expect(lanczos(form, 1, { onWarning: take }).converged).toBe(false);
      expect(warnings.map(({ fix }) => fix)).toEqual(['a larger maxIter, nVectors or tol, if A is symmetric']);
    }
  });

  it('takes a matrix that is symmetric to rounding, in either type', () => {
    const A = withEigenvalues(11, [5, 4, 3, 2, 1]);
    const skew = (eps: number): Matrix => A.add(A.mul(fromFunction([5, 5], (i, j) => eps * Math.sign(i - j)))).reshape([5, 5]);
    assertClose(lanczos(skew(2 ** -50), 1, { onWarning }).values, tensor([5]), { rtol: 1e-13 });
    const single = lanczos(skew(2 ** -22).cast('float32'), 1, { onWarning: () => {} });
    assertClose(single.values.cast('float64'), tensor([5]), { rtol: 1e-6 });
  });

  it('makes do with one vector more than values', () => {
    const values = [5, 4, 3, 2, 1];
    for (const k of [1, 2, 4]) {
      const ours = lanczos(withEigenvalues(11, values), k, { nVectors: k + 1, onWarning });
      assertClose(ours.values, tensor(values.slice(0, k).reverse()), { rtol: 1e-13 });
    }
  });

  it('refuses what it cannot take', () => {
    expect(() => lanczos(zeros([2, 3]), 1)).toThrow(ShapeError);
    for (const k of [0, 3, 1.5]) expect(() => lanczos(eye(2), k)).toThrow(OptionError);
    for (const options of [{ tol: -1 }, { maxIter: 0 }, { nVectors: 1 }]) expect(() => lanczos(eye(2), 1, options)).toThrow(OptionError);
    expect(() => lanczos(tensor([[Number.NaN]]), 1)).toThrow(/not finite/);
    // @ts-expect-error there is no such end
    expect(() => lanczos(eye(2), 1, { which: 'LM' })).toThrow(OptionError);
    // @ts-expect-error a misspelling
    expect(() => lanczos(eye(2), 1, { ncv: 5 })).toThrow(OptionError);
  });
});
