import { cond, DataError, DTypeError, eye, inv, matrixRank, norm, OptionError, ShapeError, stack, svd, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { gaussian, hilbert, withDistinct } from './matrices.ts';

const orders = [2, -2, 1, -1, Infinity, -Infinity, 'fro', 'nuc'] as const;

describeOp('cond', {
  cases: (draw) => {
    const n = draw.integer(1, 3);
    const ord = draw.pick([2, -2, 'fro', 'nuc'] as const); // the others have kinks
    return { inputs: [draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), n, n] })], call: (x) => cond(withDistinct(x), { ord }) };
  },
  residual: (_, x) => {
    const { s } = svd(withDistinct(x));
    return cond(withDistinct(x)).sub(s.slice('...', 0).div(s.slice('...', -1)));
  },
  dtypes: ['float32'],
  specials: false,
  invalid: [
    [() => cond(zeros([2])), ShapeError],
    [() => cond(zeros([0, 2])), ShapeError],
    [() => cond(zeros([2, 3]), { ord: 1 }), ShapeError],
    [() => cond(tensor([[Number.NaN]])), DataError],
    [() => cond(zeros([2, 2]).add(1), { ord: 3 }), OptionError],
    // @ts-expect-error misspelt
    [() => cond(zeros([2, 2]), { p: 1 }), OptionError],
    // @ts-expect-error text is no tensor
    [() => cond('a'), DTypeError],
  ],
});

it('cond is the product of two norms', () => {
  const a = gaussian(6, 6);
  for (const ord of orders) {
    const expected = Number(
      norm(a, { ord })
        .mul(norm(inv(a), { ord }))
        .item(),
    );
    expect(Number(cond(a, { ord }).item()) / expected).toBeCloseTo(1, 11);
  }
});

it('cond of the Hilbert matrix of order 8 is 1.5e10, of a singular one Infinity or 0', () => {
  expect(Number(cond(hilbert(8)).item()) / 15257575538.060041).toBeCloseTo(1, 6);
  expect([cond(zeros([2, 2])).item(), cond(zeros([2, 2]), { ord: -2 }).item()]).toEqual([Infinity, 0]);
  expect(
    cond(
      tensor([
        [1, 0, 0],
        [0, 0, 4],
      ]),
    ).item(),
  ).toBe(4);
});

it('cond of a singular matrix is Infinity in every norm but −2, also beside regular ones', () => {
  const batch = stack([
    zeros([2, 2]),
    eye(2),
    tensor([
      [1, 0],
      [0, 0],
    ]),
  ]);
  for (const ord of orders) {
    const values = cond(batch, { ord }).toArray();
    expect(values).toEqual(ord === -2 ? [0, 1, 0] : [Infinity, cond(eye(2), { ord }).item(), Infinity]);
  }
});

it('cond and its kin name themselves where a matrix is not finite', () => {
  const nan = tensor([[Number.NaN]]);
  expect(() => cond(nan)).toThrow(/^cond: /);
  for (const ord of [2, -2, 'nuc'] as const) expect(() => cond(nan, { ord })).toThrow(/^cond: /);
  expect(() => matrixRank(nan)).toThrow(/^matrixRank: /);
  expect(() => norm(nan, { ord: 'nuc' })).toThrow(/^norm: /);
});

it('cond refuses a norm that matrices do not have in its own name, before it looks at them', () => {
  const invalid = [
    () => cond(eye(2), { ord: 3 }),
    () => cond(zeros([2, 2]), { ord: 0 }),
    // @ts-expect-error text that names no norm
    () => cond(eye(2), { ord: 'two' }),
  ];
  for (const call of invalid) expect(call).toThrow(OptionError);
  expect(invalid[0]).toThrow(/^cond: no such norm\n {2}expected: ord: 'fro', 'nuc', ±1, ±2 or ±Infinity\n {2}got: {6}3$/);
});
