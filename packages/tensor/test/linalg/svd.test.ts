import { DataError, DTypeError, expandDims, matmul, mT, OptionError, ShapeError, svd, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import {
  collection,
  collectionWithLarge,
  expectDerivatives,
  expectNear,
  expectOrthonormal,
  gaussian,
  largest,
  withDistinct,
} from './matrices.ts';

describeOp('svd', {
  cases: (draw) => {
    const part = draw.pick(['u', 's', 'vh'] as const);
    const side = (): number => draw.pick([0, 1, 2, 3, 3, 4]);
    const shape = [...draw.shape({ maxRank: 2 }), side(), side()];
    return { inputs: [draw.tensor({ shape })], call: (x) => svd(withDistinct(x))[part] };
  },
  residual: (_, x) => {
    const { u, s, vh } = svd(withDistinct(x));
    return matmul(u.mul(expandDims(s, -2)), vh).sub(withDistinct(x));
  },
  dtypes: ['float32'],
  specials: false,
  invalid: [
    [() => svd(zeros([2])), ShapeError],
    [() => svd(tensor([[Number.NaN]])), DataError],
    // @ts-expect-error misspelt
    [() => svd(zeros([2, 2]), { fullMatrix: true }), OptionError],
    // @ts-expect-error text is no tensor
    [() => svd('a'), DTypeError],
  ],
});

it.each(collectionWithLarge)('svd gives back %s from orthonormal bases and descending values', (_, a) => {
  const { u, s, vh } = svd(a);
  expectNear(matmul(u.mul(expandDims(s, -2)), vh), a, s.size > 0 ? Number(s.max().item()) : 0);
  expectOrthonormal(u);
  expectOrthonormal(mT(vh));
  const values = Array.from(s.toTypedArray());
  expect(values).toEqual([...values].sort((x, y) => y - x));
  expect(values.every((value) => value >= 0)).toBe(true);
});

it('svd has derivatives in both modes for tall and for wide matrices', () => {
  for (const [m, n] of [
    [4, 3],
    [3, 4],
  ] as const) {
    for (const part of ['u', 's', 'vh'] as const) expectDerivatives((x) => svd(x)[part], gaussian(m, n));
  }
});

it.each(collection)('svd completes the bases of %s', (_, a) => {
  const [m, n] = a.shape;
  const k = Math.min(m, n);
  const { u, s, vh } = svd(a, { fullMatrices: true });
  expect([u.shape, s.shape, vh.shape]).toEqual([[m, m], [k], [n, n]]);
  expectOrthonormal(u);
  expectOrthonormal(mT(vh));
  expectNear(matmul(u.slice(':', [0, k]).mul(s), vh.slice([0, k])), a, k > 0 ? Number(s.max().item()) : 0);
});

it('svd makes the largest component of each column of u positive', () => {
  const { u, vh } = svd(
    tensor([
      [-3, 0],
      [0, 2],
    ]),
  );
  expectNear(
    u,
    tensor([
      [1, 0],
      [0, 1],
    ]),
  );
  expectNear(
    vh,
    tensor([
      [-1, 0],
      [0, 1],
    ]),
  );
  expect(largest(u)).toBe(1);
});
