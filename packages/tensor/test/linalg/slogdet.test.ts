import { grad, jvp } from '@hml/autograd';
import { DTypeError, det, exp, eye, mul, NotDifferentiableError, ShapeError, slogdet, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { withDiagonal } from './matrices.ts';

describeOp('slogdet', {
  cases: (draw) => {
    const n = draw.integer(0, 3);
    const part = draw.pick(['sign', 'logAbsDet'] as const);
    return { inputs: [draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), n, n] })], call: (a) => slogdet(withDiagonal(a))[part] };
  },
  residual: (_, a) => {
    const { sign, logAbsDet } = slogdet(withDiagonal(a));
    return sign.mul(exp(logAbsDet)).sub(det(withDiagonal(a)));
  },
  dtypes: ['float32'],
  specials: false,
  invalid: [
    // @ts-expect-error a matrix of 2 rows and 3 columns is not square
    [() => slogdet(zeros([2, 3])), ShapeError],
    // @ts-expect-error text is no tensor
    [() => slogdet('a'), DTypeError],
  ],
});

it('slogdet stays in range where the determinant overflows or vanishes', () => {
  expect(slogdet(mul(eye(200), 1e10)).logAbsDet.item()).toBeCloseTo(2000 * Math.log(10), 9);
  expect(slogdet(mul(eye(201), -1e-10)).sign.item()).toBe(-1);
});

it('slogdet of a singular matrix is 0 and −∞', () => {
  const { sign, logAbsDet } = slogdet(
    tensor([
      [1, 2],
      [2, 4],
    ]),
  );
  expect([sign.item(), logAbsDet.item()]).toEqual([0, -Infinity]);
});

it('slogdet has no derivative at a singular matrix, and says so in its own name', () => {
  const a = tensor([[1, 2], [2, 4]]); // biome-ignore format: a matrix
  const calls = [() => grad((x: typeof a) => slogdet(x).logAbsDet.sum())(a), () => jvp((x: typeof a) => slogdet(x).logAbsDet, [a], [a])];
  for (const call of calls) {
    expect(call).toThrow(NotDifferentiableError);
    expect(call).toThrow(/^slogdet: no derivative at a singular matrix/);
  }
});
