import { grad, gradCheck } from '@hml/autograd';
import { abs, DTypeError, norm, normal, OptionError, random, ShapeError, type Tensor, tensor, transpose, zeros } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('norm', {
  cases: (draw) => {
    const ord = draw.pick([undefined, 0, 1, 2, 3, 0.5, -1, Infinity, -Infinity]);
    const x = draw.distinct({ minSide: 1 }).add(0.1);
    const axes = draw.boolean() || x.ndim === 0 ? null : draw.axis(x.ndim);
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => norm(v, { ...(ord === undefined ? {} : { ord }), axis: axes, keepDims }) };
  },
  tolerance: { rtol: 1e-14 },
  invalid: [
    [() => norm(tensor([1, 2]), { axis: 1 }), ShapeError],
    [() => norm(tensor([[1, 2]]), { ord: 3 }), OptionError],
    [() => norm(tensor([1, 2]), { ord: 'fro' }), OptionError],
    // @ts-expect-error text is no tensor
    [() => norm('a'), DTypeError],
  ],
});

it('norm survives numbers whose squares do not', () => {
  expect(norm(tensor([3e300, 4e300])).item()).toBeCloseTo(5e300, -287);
  expect(norm(tensor([3e-300, 4e-300])).item() / 5e-300).toBeCloseTo(1, 14);
  expect(norm(tensor([3e37, 4e37], { dtype: 'float32' })).item()).toBe(Math.fround(5e37));
  expect(norm(tensor([1e300, 1e300, 1e300]), { ord: 3 }).item() / 1e300).toBeCloseTo(3 ** (1 / 3), 14);
});

it('norm of zeros is 0, with gradient 0', () => {
  const x = tensor([0, 0]);
  for (const ord of [undefined, 1, 2, 3, Infinity] as const) {
    const f = (v: typeof x) => norm(v, ord === undefined ? {} : { ord });
    expect([f(x).item(), grad(f)(x).toArray()]).toEqual([0, [0, 0]]);
  }
});

it('norm has gradient 0 by an element that is 0, where it is smooth there and where it is not', () => {
  for (const ord of [0.5, 3]) expect(grad((v) => norm(v, { ord }))(tensor([0, 4])).toArray()).toEqual([0, 1]);
});

it('norm of negative order is 0 with gradient 0 as soon as one element is 0, line by line', () => {
  const x = tensor([
    [0, -2, 1e-250],
    [4, -4, 4],
  ]);
  for (const ord of [-0.5, -1, -2, -Infinity]) {
    expect(norm(x, { ord, axis: 1 }).at(0).item()).toBe(0);
    const gradient = grad((v: typeof x) => norm(v, { ord, axis: 1 }).sum())(x);
    expect(abs(gradient.at(0)).toArray()).toEqual([0, 0, 0]);
    assertClose(gradient.at(1), tensor([1, -1, 1]).mul(3 ** (ord === -Infinity ? -1 : 1 / ord - 1)), { rtol: 1e-14 });
  }
});

it('norm of a matrix sums columns for 1, rows for ∞, along the axes in their order', () => {
  const x = tensor([
    [1, -2],
    [3, 4],
  ]);
  const norms = ([1, -1, Infinity, -Infinity, 'fro'] as const).map((ord) => norm(x, { ord }).item());
  expect(norms).toEqual([6, 4, 7, 3, Math.sqrt(30)]);
  expect(norm(x, { ord: 1, axis: [1, 0] }).item()).toBe(7);
  expect(norm(x, { ord: Infinity, keepDims: true, axis: [0, 1] }).shape).toEqual([1, 1]);
});

it('norm of a matrix is the largest singular value for 2, the smallest for −2, their sum for nuc', () => {
  const x = tensor([
    [0, 3, 0],
    [-4, 0, 0],
  ]);
  expect(([2, -2, 'nuc'] as const).map((ord) => norm(x, { ord }).item())).toEqual([4, 3, 7]);
  expect(norm(x, { ord: 'nuc', keepDims: true, axis: [1, 0] }).toArray()).toEqual([[7]]);
  const batch = normal(random(0), [3, 2, 4]);
  for (const ord of [2, -2, 'nuc'] as const) {
    const along = norm(batch, { ord, axis: [0, 2] });
    assertClose(along, norm(transpose(batch, [1, 2, 0]), { ord, axis: [1, 2] }), { rtol: 1e-13 });
    gradCheck((v: Tensor) => norm(v, { ord, axis: [0, 2] }), [batch]);
  }
});

it('norm keeps NaN and infinities', () => {
  expect(norm(tensor([Number.NaN, Infinity])).item()).toBeNaN();
  expect(norm(tensor([1, -Infinity])).item()).toBe(Infinity);
});

it('norm has first and second derivatives, of negative order too', () => {
  gradCheck((x) => norm(x, { ord: -2 }), [tensor([1, -2, 4])]);
  for (const ord of [2, 3, -2]) gradCheck((x) => grad((v: typeof x) => norm(v, { ord }))(x), [tensor([1, -2, 4])]);
});

it('norm says itself where there is nothing to choose from', () => {
  const refused = [
    () => norm(zeros([0, 3]), { ord: 2 }),
    () => norm(zeros([3, 0]), { ord: -2 }),
    () => norm(zeros([3, 0]), { ord: 1 }),
    () => norm(zeros([0, 3]), { ord: -Infinity }),
    () => norm(zeros([0]), { ord: -Infinity }),
  ];
  for (const call of refused) expect(call).toThrow(expect.objectContaining({ name: 'DataError', where: 'norm' }));
});

it('norm of no elements is 0 where nothing is to be chosen', () => {
  for (const ord of [0, 1, 2, Infinity]) expect(norm(zeros([0]), { ord }).item()).toBe(0);
  for (const ord of ['fro', 'nuc', 1] as const) expect(norm(zeros([0, 3]), { ord }).item()).toBe(0);
});
