import { matmul, OptionError, random, svd, tensor, zeros } from '@hml/tensor';
import { randomizedSvd } from '@hml/tensor/iterative';
import { SparseMatrix } from '@hml/tensor/sparse';
import { assertClose, assertSame, forAll } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import { forms, withSingularValues } from './inputs.ts';

describe('randomizedSvd', () => {
  it('is exact for a matrix of low rank, in every form, with the signs of svd', () =>
    forAll((draw) => {
      const [m, n] = [draw.integer(1, 30), draw.integer(1, 30)];
      const rank = draw.integer(1, Math.min(m, n, 6));
      const A = withSingularValues(
        draw.integer(0, 1e6),
        m,
        n,
        Array.from({ length: rank }, (_, i) => 2 * rank - i),
      );
      const full = svd(A);
      for (const [, form] of forms(A)) {
        const { u, s, vh } = randomizedSvd(form, rank);
        assertClose(s, full.s.slice([0, rank]), { atol: 1e-12, rtol: 0 });
        assertClose(matmul(u.mul(s), vh), A, { atol: 1e-12, rtol: 0 });
        assertClose(u, full.u.slice(':', [0, rank]), { atol: 1e-10, rtol: 0 });
        assertClose(vh, full.vh.slice([0, rank]), { atol: 1e-10, rtol: 0 });
      }
    }));

  it('finds the largest of values that fall slowly, the better the more often the range is multiplied', () => {
    const values = Array.from({ length: 80 }, (_, i) => 1 / (1 + i));
    const A = withSingularValues(1, 200, 100, values);
    const errors = [0, 2, 8].map((powerIterations) => {
      const { s } = randomizedSvd(A, 5, { powerIterations });
      return s
        .sub(tensor(values.slice(0, 5)))
        .toArray()
        .reduce((worst, error) => Math.max(worst, Math.abs(error)), 0);
    });
    expect(errors[0]).toBeGreaterThan(errors[1]);
    expect(errors[1]).toBeLessThan(1e-3);
    expect(errors[2]).toBeLessThan(1e-8);
  });

  it('keeps small values apart from large ones: condition 1e12', () => {
    const values = Array.from({ length: 13 }, (_, i) => 10 ** -i);
    const { s } = randomizedSvd(withSingularValues(2, 60, 50, values), 13);
    assertClose(s, tensor(values), { atol: 1e-15, rtol: 0 });
  });

  it('has orthonormal vectors also where the rank is below k', () => {
    const { u, s, vh } = randomizedSvd(SparseMatrix.fromRows([[[1, 3]], [], [[0, 4]], []], 3), 3);
    assertClose(s, tensor([4, 3, 0]), { atol: 1e-15, rtol: 0 });
    assertClose(matmul(u.T, u), matmul(vh, vh.T), { atol: 1e-14, rtol: 0 });
    assertClose(matmul(u.T, u).sum(), tensor(3), { atol: 1e-13, rtol: 0 });
    assertSame(randomizedSvd(zeros([3, 2]), 1).s, tensor([0]));
  });

  it('gives the same for the same stream, which moves on', () => {
    const A = withSingularValues(3, 20, 10, [3, 2, 1]);
    assertSame(randomizedSvd(A, 2).vh, randomizedSvd(A, 2, { rng: random(0) }).vh);
    const rng = random(1);
    randomizedSvd(A, 2, { rng, oversampling: 3 });
    expect(rng.counter.value.item()).toBe(50);
  });

  it('gives float32 for float32', () => expect(randomizedSvd(tensor([[1, 2]], { dtype: 'float32' }), 1).u.dtype).toBe('float32'));

  it('refuses what it cannot take', () => {
    const A = zeros([3, 2]);
    for (const k of [0, 3, 0.5]) expect(() => randomizedSvd(A, k)).toThrow(OptionError);
    for (const options of [{ oversampling: -1 }, { powerIterations: 0.5 }]) expect(() => randomizedSvd(A, 1, options)).toThrow(OptionError);
    expect(() => randomizedSvd(tensor([[1, Number.NaN]]), 1)).toThrow(/not finite/);
    expect(() => randomizedSvd({ shape: [2, 2], apply: (x) => x }, 1)).toThrow(/has no transpose/);
    // @ts-expect-error a misspelling
    expect(() => randomizedSvd(A, 1, { nIter: 1 })).toThrow(OptionError);
  });
});
