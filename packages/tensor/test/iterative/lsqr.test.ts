import { DTypeError, eye, lstsq, matmul, norm, normal, OptionError, random, ShapeError, solve, tensor, zeros } from '@hml/tensor';
import { lsqr } from '@hml/tensor/iterative';
import { assertClose, assertSame, forAll } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import reference from '../fixtures/iterative.json' with { type: 'json' };
import { collector, forms, grid, noWarning, withSingularValues } from './inputs.ts';

const onWarning = noWarning;
const tight = { atol: 1e-14, btol: 1e-14, onWarning };

describe('lsqr', () => {
  it('gives the shortest least squares solution, tall, wide and rank-deficient, in every form', () =>
    forAll((draw) => {
      const [m, n] = [draw.integer(1, 9), draw.integer(1, 9)];
      const rank = draw.integer(1, Math.min(m, n));
      const values = Array.from({ length: rank }, () => draw.integer(5, 50) / 10);
      const A = withSingularValues(draw.integer(0, 1e6), m, n, values);
      const b = draw.tensor({ shape: [m] });
      for (const [, form] of forms(A)) {
        const { x, residual, normalResidual, converged } = lsqr(form, b, { ...tight, conLim: Infinity, maxIter: 100 });
        expect(converged).toBe(true);
        assertClose(x, lstsq(A, b, { rcond: 1e-10 }).x, { atol: 1e-10, rtol: 0 });
        const r = b.sub(matmul(A, x));
        expect(Math.abs(residual - norm(r).item())).toBeLessThan(1e-13);
        expect(Math.abs(normalResidual - norm(matmul(A.T, r)).item())).toBeLessThan(1e-12);
      }
    }));

  it('with damp solves the normal equations with λ² on the diagonal, around x0', () =>
    forAll((draw) => {
      const [m, n, damp] = [draw.integer(1, 6), draw.integer(1, 6), draw.integer(1, 30) / 10];
      const A = draw.tensor({ shape: [m, n] });
      const [b, x0] = [draw.tensor({ shape: [m] }), draw.tensor({ shape: [n] })];
      const left = matmul(A.T, A).add(
        tensor(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? damp ** 2 : 0)))).reshape([n, n]),
      );
      const expected = solve(left, matmul(A.T, b).add(x0.mul(damp ** 2)));
      const { x, normalResidual } = lsqr(A.reshape([m, n]), b, { ...tight, damp, x0, maxIter: 100 });
      assertClose(x, expected, { atol: 1e-9, rtol: 0 });
      expect(normalResidual).toBeLessThan(1e-10);
    }));

  it.each(reference.lsqr.map((values, i) => [i, values] as const))(
    'gives what SciPy gives in case %i, after about as many steps',
    (_, { A, b, options, x, istop, itn, r1norm }) => {
      const { conlim: conLim, ...others } = { conlim: 1e8, ...options };
      const ours = lsqr(tensor(A), tensor(b), { ...others, conLim, onWarning: () => {} });
      assertClose(ours.x, tensor(x), { atol: 1e-8, rtol: 0 });
      expect(Math.abs(ours.residual - r1norm)).toBeLessThan(1e-8);
      expect(Math.abs(ours.iterations - itn)).toBeLessThanOrEqual(1);
      expect(ours.reason).toBe({ 1: 'solved', 2: 'leastSquares', 3: 'conditionLimit' }[istop]);
    },
  );

  it('says how it ended, and how ill-conditioned A is', () => {
    const A = tensor([
      [1, 0],
      [0, 1e-6],
    ]);
    const { reason, normA, condA, iterations } = lsqr(A, tensor([1, 1]), { ...tight, conLim: Infinity });
    expect([reason, iterations]).toEqual(['solved', 3]); // rounding takes a step more than there are columns
    expect(normA).toBeGreaterThan(0.9);
    expect(condA).toBeGreaterThan(1e5);
    const { warnings, onWarning: take } = collector();
    const stopped = lsqr(A, tensor([1, 1]), { ...tight, conLim: 10, onWarning: take });
    expect(stopped).toMatchObject({ reason: 'conditionLimit', converged: false });
    expect(warnings[0].fix).toMatch(/damp/);
  });

  it('warns when iterations run out', () => {
    const { warnings, onWarning: take } = collector();
    const result = lsqr(grid(20), normal(random(1), [400]), { maxIter: 4, onWarning: take });
    expect(result).toMatchObject({ iterations: 4, reason: 'maxIter', converged: false });
    expect(warnings).toHaveLength(1);
  });

  it('needs no step where b is 0, orthogonal to all columns, or met by x0', () => {
    const A = tensor([[1], [0]]);
    expect(lsqr(A, zeros([2]), { onWarning })).toMatchObject({ iterations: 0, reason: 'solved', converged: true });
    expect(lsqr(A, tensor([0, 3]), { onWarning })).toMatchObject({ iterations: 0, reason: 'leastSquares', residual: 3 });
    expect(lsqr(A, tensor([2, 0]), { x0: tensor([2]), onWarning })).toMatchObject({ iterations: 0, reason: 'solved' });
    expect(lsqr(zeros([2, 0]), tensor([1, 2]), { onWarning }).x.shape).toEqual([0]);
    expect(lsqr(zeros([0, 2]), zeros([0]), { onWarning }).x.toArray()).toEqual([0, 0]);
  });

  it('is not led astray by scales: 2ᵏ A gives 2⁻ᵏ x', () => {
    const A = withSingularValues(3, 7, 4, [4, 3, 2, 1]);
    const b = normal(random(4), [7]);
    const { x } = lsqr(A, b, tight);
    for (const [ofA, ofB] of [
      [100, 0],
      [-100, 0],
      [660, 660],
      [-660, -660],
      [660, 0],
      [-660, 0],
      [0, 660],
      [0, -660],
    ]) {
      // biome-ignore format: exponents
      const scaled = lsqr(A.mul(2 ** ofA), b.mul(2 ** ofB), tight);
      assertClose(scaled.x.mul(2 ** (ofA - ofB)), x, { atol: 0, rtol: 1e-12 });
      expect(scaled.normA / 2 ** ofA).toBeCloseTo(lsqr(A, b, tight).normA, 8);
    }
  });

  it('with damp is not led astray by scales either', () => {
    const A = withSingularValues(3, 7, 4, [4, 3, 2, 1]);
    const b = normal(random(4), [7]);
    const { x } = lsqr(A, b, { ...tight, damp: 2 });
    for (const scale of [2 ** 660, 2 ** -660]) {
      assertClose(lsqr(A.mul(scale), b.mul(scale), { ...tight, damp: 2 * scale }).x, x, { atol: 0, rtol: 1e-12 });
    }
  });

  it('does not take numbers whose squares leave the range for a solution', () => {
    const A = tensor([
      [1e-200, 0],
      [0, 1e200],
    ]);
    const { x, converged } = lsqr(A, tensor([1, 1e-200]), { onWarning: () => {} });
    expect(converged && Math.abs(x.at(0).item() - 1e200) > 1e194).toBe(false);
  });

  it('gives float32 for float32, computed in float64', () => {
    const A = tensor([[3], [4]], { dtype: 'float32' });
    assertSame(lsqr(A, tensor([1, 1], { dtype: 'float32' }), tight).x, tensor([7 / 25], { dtype: 'float32' }));
  });

  it('does not take an x beyond the range of numbers for a solution', () => {
    const { warnings, onWarning: take } = collector();
    const { x, reason, residual, converged } = lsqr(eye(3).mul(1e-308), tensor([1, 20, 3]), { onWarning: take });
    expect([x.toArray(), reason, converged]).toEqual([[0, 0, 0], 'conditionLimit', false]);
    expect(residual).toBeCloseTo(Math.sqrt(410), 12);
    expect(warnings).toHaveLength(1);
  });

  it('refuses what it cannot take', () => {
    const A = zeros([2, 3]);
    const b = tensor([1, 2]);
    expect(() => lsqr({ shape: [2, 2], apply: (x) => x }, b)).toThrow(/has no transpose/);
    // @ts-expect-error 3 elements for 2 rows
    expect(() => lsqr(A, zeros([3]))).toThrow(ShapeError);
    expect(() => lsqr(A, b, { x0: b })).toThrow(/x0 does not fit/);
    expect(() => lsqr(tensor([[1], [Infinity]]), b)).toThrow(/not finite/);
    for (const options of [{ damp: -1 }, { damp: Infinity }, { atol: -1 }, { btol: Number.NaN }, { conLim: 0 }, { maxIter: 1.5 }]) {
      expect(() => lsqr(A, b, options)).toThrow(OptionError);
    }
    // @ts-expect-error a misspelling
    expect(() => lsqr(A, b, { conlim: 1 })).toThrow(OptionError);
    // @ts-expect-error text is no matrix
    expect(() => lsqr('A', b)).toThrow(DTypeError);
  });
});
