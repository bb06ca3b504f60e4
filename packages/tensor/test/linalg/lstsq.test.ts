import { gradCheck } from '@hml/autograd';
import { DTypeError, expandDims, lstsq, matmul, mT, nullSpace, OptionError, pinv, ShapeError, solve, tensor, zeros } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { expectNear, gaussian, graded, largest, ofRank, withDistinct } from './matrices.ts';

describeOp('lstsq', {
  cases: (draw) => {
    const [m, n, k] = [draw.integer(0, 3), draw.integer(0, 3), draw.integer(0, 3)];
    const [batchA, batchB] = draw.broadcastable(2, { maxRank: 2 });
    const b = draw.tensor({ shape: draw.boolean() ? [m] : [...batchB, m, k] });
    return { inputs: [draw.tensor({ shape: [...batchA, m, n] }), b], call: (a, side) => lstsq(withDistinct(a), side).x };
  },
  residual: (x, a, b) => {
    const column = (v: typeof b): typeof b => (b.ndim === 1 ? expandDims(v, -1) : v);
    return column(x).sub(matmul(pinv(withDistinct(a)), column(b)));
  },
  dtypes: ['float32'],
  specials: false,
  invalid: [
    [() => lstsq(zeros([2]), zeros([2])), ShapeError],
    // @ts-expect-error a has 2 rows and b 3
    [() => lstsq(zeros([2, 3]), zeros([3])), ShapeError],
    [() => lstsq(zeros([2, 2]), zeros([2]), { rcond: Number.NaN }), OptionError],
    // @ts-expect-error text is no tensor
    [() => lstsq('a', tensor([1])), DTypeError],
  ],
});

it('lstsq leaves a residual that no column of the matrix can make smaller', () => {
  for (const a of [gaussian(60, 20), gaussian(20, 60), graded(30, 30), ofRank(3, 20, 10)]) {
    const b = gaussian(a.shape[0], 2, 5);
    const { x } = lstsq(a, b);
    const rest = matmul(mT(a), matmul(a, x).sub(b));
    expectNear(rest, rest.mul(0), largest(a) ** 2 * largest(x) + largest(a) * largest(b));
  }
});

it('lstsq gives the shortest of many solutions, and the rank', () => {
  const a = ofRank(3, 20, 10);
  const { x, rank, singularValues } = lstsq(a, gaussian(20, 1, 5));
  expect([rank.item(), singularValues.shape]).toEqual([3, [10]]);
  assertClose(matmul(mT(nullSpace(a)), x), zeros([7, 1]), { atol: 1e-13 });
});

it('lstsq solves a regular system, like solve', () => {
  const a = gaussian(9, 9);
  const b = gaussian(9, 2, 3);
  assertClose(lstsq(a, b).x, solve(a, b), { rtol: 1e-11, atol: 1e-12 });
});

it('lstsq has the gradient along matrices of the same rank', () => {
  gradCheck((b, c, side) => lstsq(matmul(b, c), side).x, [gaussian(4, 2, 1), gaussian(2, 3, 2), gaussian(4, 2, 3)]);
});
