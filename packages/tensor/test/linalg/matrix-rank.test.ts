import {
  DTypeError,
  expandDims,
  inv,
  lstsq,
  matrixRank,
  nullSpace,
  OptionError,
  pinv,
  ShapeError,
  solve,
  svdvals,
  tensor,
  zeros,
} from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { gaussian, hilbert, ofRank, withDistinct } from './matrices.ts';

describeOp('matrixRank', {
  cases: (draw) => {
    const shape = [...draw.shape({ maxRank: 2 }), draw.integer(0, 3), draw.integer(0, 3)];
    return { inputs: [draw.tensor({ shape })], call: (x) => matrixRank(withDistinct(x)) };
  },
  residual: (y, x) => y.sub(Math.min(...x.shape.slice(-2))),
  dtypes: ['float32'],
  specials: false,
  invalid: [
    [() => matrixRank(zeros([2])), ShapeError],
    [() => matrixRank(zeros([2, 2]), { rcond: -1 }), OptionError],
    // @ts-expect-error misspelt
    [() => matrixRank(zeros([2, 2]), { tol: 1 }), OptionError],
    // @ts-expect-error text is no tensor
    [() => matrixRank('a'), DTypeError],
  ],
});

it('matrixRank counts what is larger than rounding', () => {
  for (const r of [0, 1, 4, 7]) expect(matrixRank(ofRank(r, 9, 7)).item()).toBe(r);
  expect(matrixRank(gaussian(5, 8).mul(1e-200)).item()).toBe(5);
  expect(matrixRank(hilbert(20)).item()).toBeLessThan(20);
  expect(matrixRank(expandDims(ofRank(2, 4, 4), 0).cast('float32')).toArray()).toEqual([2]);
});

it('matrixRank takes another threshold, relative to the largest singular value', () => {
  const a = tensor([
    [100, 0],
    [0, 1],
  ]);
  expect([matrixRank(a, { rcond: 0.02 }).item(), matrixRank(a, { rcond: 0.005 }).item()]).toEqual([1, 2]);
});

it('matrixRank, pinv, lstsq and nullSpace of matrices whose largest singular value overflows, in either dtype', () => {
  for (const [size, dtype] of [
    [1.7e308, 'float64'],
    [3e38, 'float32'],
  ] as const) {
    const signs = tensor([
      [1, 1, -1],
      [1, -1, 1],
      [1, 1, 1],
    ]).cast(dtype);
    const a = signs.mul(size);
    const eps = dtype === 'float64' ? 4e-15 : 1e-6;
    expect(svdvals(a).slice(0).item()).toBe(Infinity);
    expect(matrixRank(a).item()).toBe(3);
    expect(nullSpace(a).shape).toEqual([3, 0]);
    expect(nullSpace(a.slice([0, 2])).shape).toEqual([3, 1]);
    const { x, rank } = lstsq(
      a,
      tensor([1, 2, 3])
        .cast(dtype)
        .mul(size / 16),
    );
    expect(rank.item()).toBe(3);
    assertClose(x, solve(signs, tensor([1, 2, 3]).cast(dtype).div(16)), { rtol: eps, atol: eps });
    assertClose(pinv(a).mul(size), inv(signs), { rtol: eps, atol: eps });
  }
});
