import { gradCheck } from '@hml/autograd';
import { DTypeError, matmul, mT, OptionError, pinv, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { expectNear, gaussian, largest, ofRank, withDistinct } from './matrices.ts';

describeOp('pinv', {
  cases: (draw) => {
    const shape = [...draw.shape({ maxRank: 2 }), draw.integer(0, 3), draw.integer(0, 3)];
    return { inputs: [draw.tensor({ shape })], call: (x) => pinv(withDistinct(x)) };
  },
  residual: (y, x) => matmul(withDistinct(x), matmul(y, withDistinct(x))).sub(withDistinct(x)),
  dtypes: ['float32'],
  specials: false,
  invalid: [
    [() => pinv(zeros([2])), ShapeError],
    [() => pinv(zeros([2, 2]), { rcond: -1 }), OptionError],
    // @ts-expect-error misspelt
    [() => pinv(zeros([2, 2]), { rtol: 1 }), OptionError],
    // @ts-expect-error text is no tensor
    [() => pinv('a'), DTypeError],
  ],
});

it('pinv meets the four conditions of Penrose for every rank', () => {
  for (const a of [gaussian(7, 4), gaussian(4, 7), ofRank(2, 6, 5), zeros([3, 2])]) {
    const y = pinv(a);
    const size = 1 + largest(a) ** 2 * largest(y);
    expectNear(matmul(matmul(a, y), a), a, size);
    expectNear(matmul(matmul(y, a), y), y, size * (1 + largest(y)));
    expectNear(mT(matmul(a, y)), matmul(a, y), size);
    expectNear(mT(matmul(y, a)), matmul(y, a), size);
  }
});

it('pinv counts singular values up to rcond as 0', () => {
  const a = tensor([
    [1, 0],
    [0, 1e-3],
  ]);
  expect(pinv(a, { rcond: 1e-2 }).toArray()).toEqual([
    [1, 0],
    [0, 0],
  ]);
});

it('pinv has the gradient along matrices of the same rank', () => {
  gradCheck((b, c) => pinv(matmul(b, c)), [gaussian(4, 2, 1), gaussian(2, 3, 2)]);
});
