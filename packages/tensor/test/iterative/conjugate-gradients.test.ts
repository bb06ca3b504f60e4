import {
  arange,
  DataError,
  DTypeError,
  diag,
  eye,
  fromFunction,
  matmul,
  NotDifferentiableError,
  norm,
  normal,
  OptionError,
  ones,
  random,
  ShapeError,
  solve,
  type Tensor,
  tensor,
  zeros,
} from '@hml/tensor';
import { leaf, Tape } from '@hml/tensor/extend';
import { ConvergenceWarning, conjugateGradients } from '@hml/tensor/iterative';
import { assertClose, assertSame, forAll } from '@hml/testing';
import { describe, expect, it, vi } from 'vitest';
import reference from '../fixtures/iterative.json' with { type: 'json' };
import { collector, forms, grid, noWarning, withEigenvalues } from './inputs.ts';

const onWarning = noWarning;

describe('conjugateGradients', () => {
  it('solves what solve solves, dense, sparse and as an operator, with the same bits for the last', () =>
    forAll((draw) => {
      const n = draw.integer(1, 8);
      const A = withEigenvalues(
        draw.integer(0, 1e6),
        Array.from({ length: n }, () => draw.integer(1, 50) / 10),
      );
      // Where numbers lose digits, the residual is no small part of b, whatever x is.
      const b = draw.tensor({ shape: [n], avoid: (v) => v !== 0 && Math.abs(v) < 1e-290 });
      for (const [, form] of forms(A)) {
        const { x, residual, converged } = conjugateGradients(form, b, { rtol: 1e-12, onWarning });
        expect(converged).toBe(true);
        expect(residual).toBeLessThanOrEqual(1e-12 * norm(b).item());
        assertClose(x, solve(A, b), { atol: 1e-10, rtol: 0 });
      }
    }));

  it('ends after as many steps as there are eigenvalues that differ', () => {
    const A = withEigenvalues(1, [...new Array(20).fill(1), ...new Array(20).fill(3), ...new Array(20).fill(10)]);
    expect(conjugateGradients(A, normal(random(2), [60]), { rtol: 1e-10, onWarning }).iterations).toBe(3);
  });

  it('gives what SciPy gives', () => {
    const { A, b, x, scipy } = reference.cg;
    const ours = conjugateGradients(tensor(A), tensor(b), { rtol: 1e-12, onWarning });
    assertClose(ours.x, tensor(x), { atol: 1e-9, rtol: 0 });
    assertClose(ours.x, tensor(scipy), { atol: 1e-9, rtol: 0 });
  });

  it('solves a grid of 900 unknowns, and begins where it is told', () => {
    const A = grid(30);
    const b = normal(random(3), [900]);
    const { x, iterations, residual } = conjugateGradients(A, b, { rtol: 1e-10, onWarning });
    expect(norm(b.sub(A.matmul(x))).item()).toBeCloseTo(residual, 15);
    expect(iterations).toBeLessThan(150);
    const again = conjugateGradients(A, b, { rtol: 1e-9, x0: x, onWarning });
    expect(again.iterations).toBe(0);
    assertSame(again.x, x);
  });

  it('takes fewer steps with a preconditioner', () => {
    const scales = Array.from({ length: 60 }, (_, i) => 10 ** (i / 10));
    const A = withEigenvalues(
      4,
      Array.from({ length: 60 }, (_, i) => 1 + i / 60),
    )
      .mul(tensor(scales))
      .mul(tensor(scales).reshape([60, 1]));
    const b = normal(random(5), [60]);
    const preconditioner = eye(60).mul(tensor(scales.map((s) => s ** -2)));
    const { iterations, converged } = conjugateGradients(A, b, { rtol: 1e-10, preconditioner, onWarning });
    expect(converged).toBe(true);
    expect(iterations).toBeLessThan(30);
    expect(conjugateGradients(A, b, { rtol: 1e-10, onWarning: () => {} }).iterations).toBeGreaterThan(60);
  });

  it('tells the true residual where rounding keeps it from the goal', () => {
    const A = withEigenvalues(
      6,
      Array.from({ length: 30 }, (_, i) => 10 ** (-i / 3)),
    );
    const b = normal(random(7), [30]);
    const { warnings, onWarning } = collector();
    const { x, residual, converged } = conjugateGradients(A, b, { rtol: 1e-16, maxIter: 2000, onWarning });
    expect(residual).toBe(norm(b.sub(matmul(A, x))).item());
    expect(converged).toBe(false);
    expect(warnings).toHaveLength(1);
  });

  it('converges on a singular matrix whose range has b in it', () => {
    const A = tensor([
      [1, -1],
      [-1, 1],
    ]);
    assertClose(conjugateGradients(A, tensor([1, -1]), { onWarning }).x, tensor([0.5, -0.5]), { atol: 1e-15, rtol: 0 });
    const { warnings, onWarning: take } = collector();
    expect(conjugateGradients(zeros([2, 2]), tensor([1, 1]), { onWarning: take }).converged).toBe(false);
    expect(warnings).toHaveLength(1);
  });

  it('ends on a singular matrix with b outside of its range: with the best x, and a warning that says so', () => {
    const path = (n: number): Tensor =>
      fromFunction([n, n], (i, j) => (i === j ? (i % (n - 1) === 0 ? 1 : 2) : Math.abs(i - j) === 1 ? -1 : 0));
    const cases: readonly (readonly [Tensor<readonly [number, number]>, Tensor])[] = [
      ...[3, 5, 10, 50].map((n) => [diag(arange(n)), ones([n])] as const),
      [diag(tensor([1, 2, 3, 0])), tensor([1, 2, 3, 4])],
      [path(30).reshape([30, 30]), normal(random(11), [30])],
    ];
    for (const [A, b] of cases) {
      const { warnings, onWarning: take } = collector();
      const { x, residual, converged } = conjugateGradients(A, b, { onWarning: take });
      expect(converged).toBe(false);
      expect(residual).toBeLessThanOrEqual(norm(b).item());
      expect(norm(b.sub(A.matmul(x))).item()).toBeCloseTo(residual, 12);
      expect(warnings[0].fix).toMatch(/singular or not positive definite, or b is not in its range/);
    }
  });

  it('names a matrix that is not positive definite where a step tells no more than that', () => {
    const { warnings, onWarning: take } = collector();
    expect(conjugateGradients(diag(tensor([1, -1])), ones([2]), { onWarning: take }).converged).toBe(false);
    expect(warnings[0].fix).toBe('A seems to be singular or not positive definite, or b is not in its range: lsqr(A, b) takes any matrix');
  });

  it('refuses a dense matrix that is not symmetric, and names symmetry where another does not converge', () => {
    const A = tensor([[0, 1, 0], [0, 1, 1], [-3, 0, 1]]); // biome-ignore format: a matrix
    const b = tensor([1, 2, 3]);
    for (const [name, form] of forms(A)) {
      if (name === 'dense') {
        expect(() => conjugateGradients(form, b)).toThrow(/^conjugateGradients: the matrix is not symmetric(.|\n)*lsqr\(A, b\) takes any/);
        continue;
      }
      const { warnings, onWarning: take } = collector();
      expect(conjugateGradients(form, b, { maxIter: 1, onWarning: take }).converged).toBe(false);
      expect(warnings[0].fix).toMatch(/, if A is symmetric$/);
    }
  });

  it('looks at the elements of a dense matrix, and leaves them', () => {
    const A = tensor([[2, 1], [1 + 2 ** -52, 3]]); // biome-ignore format: a matrix
    const before = A.toArray();
    conjugateGradients(A, tensor([1, 2]), { onWarning });
    expect(A.toArray()).toEqual(before);
  });

  it('never ends farther off than it began, on singular matrices of random ranges', () => {
    for (let seed = 0; seed < 120; seed++) {
      const n = [2, 5, 10, 30][seed % 4];
      const U = normal(random(seed), [n, n - 1]);
      const [A, b] = [U.matmul(U.T), normal(random(seed + 1000), [n])];
      const { residual } = conjugateGradients(A, b, { onWarning: () => {} });
      expect(residual, `seed ${seed}`).toBeLessThanOrEqual(norm(b).item() * (1 + 1e-12));
    }
  });

  it('gives a finite x where the solution is beyond the range of numbers', () => {
    const { x, converged } = conjugateGradients(eye(3).mul(1e-308), tensor([1, 20, 3]), { onWarning: () => {} });
    expect([x.toArray(), converged]).toEqual([[0, 0, 0], false]);
  });

  it('needs no step for b = 0, and none where there is nothing to solve', () => {
    expect(conjugateGradients(eye(2), zeros([2]), { onWarning })).toMatchObject({ iterations: 0, residual: 0, converged: true });
    expect(conjugateGradients(zeros([0, 0]), zeros([0]), { onWarning }).x.shape).toEqual([0]);
  });

  it('gives 0 for b = 0, wherever it begins', () => {
    const { x, iterations, residual, converged } = conjugateGradients(eye(2), zeros([2]), { x0: tensor([1, 1]), onWarning });
    expect([x.toArray(), iterations, residual, converged]).toEqual([[0, 0], 0, 0, true]);
  });

  it('is not led astray by scales of A, b and the preconditioner', () => {
    const A = withEigenvalues(9, [1, 2, 3, 4]);
    const b = normal(random(10), [4]);
    const x = conjugateGradients(A, b, { rtol: 1e-12, onWarning }).x;
    for (const [ofA, ofB, ofM] of [
      [0, -660, 0],
      [0, 660, 0],
      [-660, -660, 0],
      [660, 660, 0],
      [-660, 0, 0],
      [660, 0, 0],
      [-1000, -1000, 0],
      [0, 0, 660],
      [0, 0, -660],
    ]) {
      // biome-ignore format: exponents
      const preconditioner = eye(4).mul(2 ** ofM);
      const scaled = conjugateGradients(A.mul(2 ** ofA), b.mul(2 ** ofB), { rtol: 1e-12, preconditioner, onWarning });
      assertClose(scaled.x.mul(2 ** (ofA - ofB)), x, { atol: 0, rtol: 1e-12 });
      expect(scaled.converged).toBe(true);
    }
  });

  it('finds the way from a place that is far off in comparison with the solution', () => {
    const A = withEigenvalues(9, [1, 2, 3, 4]);
    const b = normal(random(10), [4]).mul(2 ** -660);
    const { x, converged } = conjugateGradients(A, b, { rtol: 1e-12, x0: tensor([1, 1, 1, 1]), maxIter: 200, onWarning });
    expect(converged).toBe(true);
    assertClose(x.mul(2 ** 660), solve(A, b).mul(2 ** 660), { atol: 0, rtol: 1e-11 });
  });

  it('gives float32 for float32, computed in float64', () => {
    const b = tensor([1, 2], { dtype: 'float32' });
    const { x } = conjugateGradients(eye(2).mul(3).cast('float32'), b, { rtol: 1e-12, onWarning });
    assertSame(x, b.cast('float64').div(3).cast('float32'));
    expect(conjugateGradients(eye(2), tensor([1, 2], { dtype: 'int32' }), { onWarning }).x.dtype).toBe('float64');
  });

  it('warns when iterations run out, on the console unless told where', () => {
    const { warnings, onWarning } = collector();
    const b = normal(random(8), [900]);
    const result = conjugateGradients(grid(30), b, { maxIter: 3, onWarning });
    expect(result).toMatchObject({ iterations: 3, converged: false });
    expect(warnings[0]).toBeInstanceOf(ConvergenceWarning);
    expect(warnings[0].where).toBe('conjugateGradients');
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    conjugateGradients(grid(30), b, { maxIter: 3 });
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });

  it('refuses what it cannot solve', () => {
    const A = eye(2);
    const b = tensor([1, 2]);
    expect(() =>
      conjugateGradients(
        tensor([
          [1, 2],
          [2, 1],
        ]),
        tensor([1, -1]),
      ),
    ).toThrow(/not positive definite/);
    expect(() => conjugateGradients(A, b, { preconditioner: A.neg() })).toThrow(/preconditioner is not positive definite/);
    expect(() => conjugateGradients(A, b, { preconditioner: eye(3) })).toThrow(ShapeError);
    expect(() =>
      conjugateGradients(
        tensor([
          [Number.NaN, 0],
          [0, 1],
        ]),
        b,
      ),
    ).toThrow(DataError);
    expect(() => conjugateGradients(A, tensor([1, Infinity]))).toThrow(/Infinity at \[1\]/);
    expect(() => conjugateGradients(zeros([2, 3]), b)).toThrow(/A is not square/);
    expect(() => conjugateGradients(zeros([2]).reshape([2]) as never, b)).toThrow(ShapeError);
    // @ts-expect-error 3 elements for 2 rows
    expect(() => conjugateGradients(zeros([2, 2]), zeros([3]))).toThrow(/b does not fit/);
    expect(() => conjugateGradients(A, b, { x0: zeros([3]) })).toThrow(/x0 does not fit/);
    for (const options of [{ rtol: -1 }, { atol: Number.NaN }, { maxIter: 0.5 }, { maxIter: -1 }]) {
      expect(() => conjugateGradients(A, b, options)).toThrow(OptionError);
    }
    // @ts-expect-error a misspelling
    expect(() => conjugateGradients(A, b, { tol: 1 })).toThrow(OptionError);
    // @ts-expect-error lists are no tensors
    expect(() => conjugateGradients([[1]], b)).toThrow(DTypeError);
    // @ts-expect-error lists are no tensors
    expect(() => conjugateGradients(A, [1, 2])).toThrow(DTypeError);
  });

  it('refuses operators that give another shape, and inputs on a tape', () => {
    const b = tensor([1, 2]);
    expect(() => conjugateGradients({ shape: [2, 2], apply: () => zeros([3]) }, b)).toThrow(/apply: not what the operator was to give/);
    expect(() => conjugateGradients({ shape: [2], apply: () => b } as never, b)).toThrow(DTypeError);
    expect(() => conjugateGradients(eye(2), leaf(new Tape(1), b).tensor)).toThrow(NotDifferentiableError);
    expect(() => conjugateGradients(leaf(new Tape(1), eye(2).add(0)).tensor, b)).toThrow(NotDifferentiableError);
  });
});
