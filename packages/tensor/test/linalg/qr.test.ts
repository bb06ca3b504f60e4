import { grad, jvp } from '@hml/autograd';
import {
  abs,
  DTypeError,
  diagonal,
  eye,
  matmul,
  mT,
  NotDifferentiableError,
  OptionError,
  qr,
  ShapeError,
  sum,
  type Tensor,
  take,
  tensor,
  triu,
  zeros,
} from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import {
  collection,
  collectionWithLarge,
  expectNear,
  expectOrthonormal,
  gaussian,
  ofRank,
  withDiagonal,
  withDistinct,
} from './matrices.ts';

describeOp('qr', {
  cases: (draw) => {
    const part = draw.pick(['q', 'r'] as const);
    const pivoting = draw.boolean();
    const shape = [...draw.shape({ maxRank: 2 }), draw.integer(0, 3), draw.integer(0, 3)];
    // With pivoting the columns differ in size: where two are equally far from the span of those before, their order is a matter of chance.
    return { inputs: [draw.tensor({ shape })], call: (x) => qr(pivoting ? withDistinct(x) : withDiagonal(x), { pivoting })[part] };
  },
  residual: (_, x) => {
    const { q, r } = qr(withDiagonal(x));
    return matmul(q, r).sub(withDiagonal(x));
  },
  dtypes: ['float32'],
  specials: false,
  invalid: [
    [() => qr(zeros([2])), ShapeError],
    // @ts-expect-error no such mode
    [() => qr(zeros([2, 2]), { mode: 'economic' }), OptionError],
    // @ts-expect-error misspelt
    [() => qr(zeros([2, 2]), { pivot: true }), OptionError],
    // @ts-expect-error text is no tensor
    [() => qr('a'), DTypeError],
  ],
});

function expectFactors(q: Tensor, r: Tensor, a: Tensor): void {
  expectNear(matmul(q, r), a);
  expectOrthonormal(q);
  expectNear(triu(r), r, 0);
  const diagonalOfR = diagonal(r);
  expect(abs(diagonalOfR).toArray()).toEqual(diagonalOfR.add(0).toArray());
}

it.each(collectionWithLarge)('qr gives back %s from an orthonormal q and a triangular r with a diagonal ≥ 0', (_, a) => {
  const { q, r } = qr(a);
  expectFactors(q, r, a);
  expect(q.shape).toEqual([a.shape[0], Math.min(...a.shape)]);
});

it.each(collection)('qr completes the basis of %s', (_, a) => {
  const [m, n] = a.shape;
  const { q, r } = qr(a, { mode: 'complete' });
  expectFactors(q, r, a);
  expect([q.shape, r.shape]).toEqual([
    [m, m],
    [m, n],
  ]);
  expectNear(matmul(q, mT(q)), eye(m), 1);
});

it.each(collection)('qr with pivoting takes the columns of %s so that the diagonal of r never grows but for rounding', (_, a) => {
  const { q, r, p } = qr(a, { pivoting: true });
  expectFactors(q, r, take(a, p, 1));
  const sizes = Array.from(diagonal(r).toTypedArray());
  sizes.slice(1).forEach((size, i) => {
    expect(size).toBeLessThanOrEqual(sizes[i] * (1 + 1e-12) + 1e-12 * sizes[0]);
  });
});

it('qr with pivoting shows the rank on the diagonal of r', () => {
  const sizes = Array.from(diagonal(qr(ofRank(5, 30, 20), { pivoting: true }).r).toTypedArray());
  expect(sizes.filter((size) => size > 1e-12 * sizes[0])).toHaveLength(5);
});

it('qr lets infinities and NaN show in the factors', () => {
  for (const pivoting of [false, true]) {
    const { r } = qr(
      tensor([
        [1, Infinity],
        [2, 3],
      ]),
      { pivoting },
    );
    expect(Array.from(r.toTypedArray()).some(Number.isNaN)).toBe(true);
  }
});

it('qr works out by hand', () => {
  const { q, r } = qr(
    tensor([
      [-3, 1],
      [-4, 2],
    ]),
  );
  expectNear(
    q,
    tensor([
      [-0.6, -0.8],
      [-0.8, 0.6],
    ]),
  );
  expectNear(
    r,
    tensor([
      [5, -2.2],
      [0, 0.4],
    ]),
  );
});

it('qr says under a gradient which option completes the basis, and is to be left out', () => {
  const f = (a: Tensor) => sum(qr(a, { mode: 'complete' }).q);
  const says = /^qr: a completed basis has no derivative\n.*\n.*\n {2}fix: {6}leave mode out$/;
  expect(() => grad(f)(gaussian(3, 2))).toThrow(says);
  expect(() => jvp(f, [gaussian(3, 2)], [gaussian(3, 2)])).toThrow(says);
  expect(grad(f)(gaussian(3, 3)).shape).toEqual([3, 3]);
});

it('qr has no derivative where the first columns depend on each other, and says so in its own name', () => {
  const a = tensor([[0, 1], [0, 2], [0, -1]]); // biome-ignore format: a matrix
  const calls = [() => grad((x: typeof a) => qr(x).q.sum())(a), () => jvp((x: typeof a) => qr(x).r, [a], [a])];
  for (const call of calls) {
    expect(call).toThrow(NotDifferentiableError);
    expect(call).toThrow(/^qr: no derivative at a singular matrix/);
  }
});
