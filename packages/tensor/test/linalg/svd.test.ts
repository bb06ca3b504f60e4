import { grad, jvp } from '@hml/autograd';
import {
  DataError,
  DTypeError,
  diag,
  expandDims,
  matmul,
  mT,
  mul,
  OptionError,
  pow,
  ShapeError,
  sum,
  svd,
  type Tensor,
  tensor,
  zeros,
} from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
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

it('svd has the right gradient at equal values for functions that treat them alike', () => {
  const w = gaussian(3, 3);
  const a = diag(tensor([2, 2, 5]));
  assertClose(grad((x: Tensor) => sum(pow(svd(x).s, 3)))(a), matmul(a, a).mul(3), { rtol: 1e-14 });
  const polar = (x: Tensor): Tensor => {
    const { u, vh } = svd(x);
    return matmul(u, vh);
  };
  // At a diagonal matrix the orthogonal factor turns by the antisymmetric part of a change, divided by the sum of the two values.
  const sums = expandDims(tensor([2, 2, 5]), 0).add(expandDims(tensor([2, 2, 5]), 1));
  assertClose(grad((x: Tensor) => sum(mul(w, polar(x))))(a), w.sub(mT(w)).div(sums), { rtol: 1e-13 });
  assertClose(jvp(polar, [a], [w]).tangent, w.sub(mT(w)).div(sums), { rtol: 1e-13 });
});

it('svd says under a gradient which option completes the basis, and is to be left out', () => {
  const f = (a: Tensor) => sum(svd(a, { fullMatrices: true }).u);
  const says = /^svd: a completed basis has no derivative\n.*\n.*\n {2}fix: {6}leave fullMatrices out$/;
  expect(() => grad(f)(gaussian(3, 2))).toThrow(says);
  expect(() => jvp(f, [gaussian(3, 2)], [gaussian(3, 2)])).toThrow(says);
  expect(grad(f)(gaussian(3, 3)).shape).toEqual([3, 3]);
});
