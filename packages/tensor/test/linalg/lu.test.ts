import { grad, jvp } from '@hml/autograd';
import { DTypeError, lu, matmul, NotDifferentiableError, roll, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { collectionWithLarge, expectDerivatives, expectNear, gaussian, largest, withDiagonal } from './matrices.ts';

/** A well-conditioned matrix whose rows LU has to exchange, three and more of them not in pairs. */
function rolled(x: Tensor): Tensor {
  return roll(withDiagonal(x), 1, -2);
}

describeOp('lu', {
  cases: (draw) => {
    const part = draw.pick(['p', 'l', 'l', 'u'] as const);
    const side = (): number => draw.pick([0, 1, 2, 3, 3, 4]);
    return { inputs: [draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), side(), side()] })], call: (x) => lu(rolled(x))[part] };
  },
  residual: (_, x) => {
    const { p, l, u } = lu(rolled(x));
    return matmul(p, matmul(l, u)).sub(rolled(x));
  },
  dtypes: ['float32'],
  specials: false,
  invalid: [
    [() => lu(zeros([2])), ShapeError],
    // @ts-expect-error text is no tensor
    [() => lu('a'), DTypeError],
  ],
});

it.each(collectionWithLarge)('lu gives back %s, with multipliers of at most 1', (_, a) => {
  const { p, l, u } = lu(a);
  expectNear(matmul(p, matmul(l, u)), a);
  expect(largest(l)).toBeLessThanOrEqual(1);
});

it('lu has derivatives in both modes for tall and for wide matrices', () => {
  for (const [m, n] of [
    [4, 3],
    [3, 4],
  ] as const) {
    for (const part of ['l', 'u'] as const) expectDerivatives((x) => lu(x)[part], gaussian(m, n));
  }
});

it('lu puts the zero of a singular matrix on the diagonal of u', () => {
  const { u } = lu(
    tensor([
      [1, 2],
      [2, 4],
    ]),
  );
  expect(u.toArray()).toEqual([
    [2, 4],
    [0, 0],
  ]);
});

it('lu lets NaN through', () => {
  const { u } = lu(
    tensor([
      [1, 2],
      [Number.NaN, 4],
    ]),
  );
  expect(u.at(0, 0).item()).toBeNaN();
});

it('lu has no derivative at a singular matrix, and says so in its own name', () => {
  const a = tensor([[1, 2], [2, 4]]); // biome-ignore format: a matrix
  const calls = [() => grad((x: typeof a) => lu(x).l.sum())(a), () => jvp((x: typeof a) => lu(x).u, [a], [a])];
  for (const call of calls) {
    expect(call).toThrow(NotDifferentiableError);
    expect(call).toThrow(/^lu: no derivative at a singular matrix/);
  }
});
