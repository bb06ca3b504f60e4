import { grad, gradCheck } from '@hml/autograd';
import type { Tensor } from '@hml/tensor';
import { DTypeError, type Range, ShapeError, slice, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

type Scalar = Tensor<readonly []>;

describeOp('slice', {
  cases: (draw) => {
    const x = draw.tensor();
    const ranges = x.shape.slice(0, draw.integer(0, x.ndim)).map((n): Range => {
      const kind = draw.integer(0, n === 0 ? 2 : 3);
      if (kind === 0) return ':';
      if (kind === 3) return draw.integer(-n, n - 1);
      const end = (): number | null => (draw.boolean() ? null : draw.integer(-4, 4));
      return [end(), end(), draw.pick([1, 2, -1, -2])];
    });
    if (draw.boolean()) ranges.unshift(null);
    return { inputs: [x], call: (v) => slice(v, ...ranges) };
  },
  invalid: [
    [() => slice(tensor([1, 2]), 2), ShapeError],
    [() => slice(tensor([1, 2]), -3), ShapeError],
    [() => slice(tensor([1, 2]), 0, 0), ShapeError],
    [() => slice(tensor([1, 2]), [0, 2, 0]), ShapeError],
    [() => slice(tensor([1, 2]), [0.5, 2]), ShapeError],
    [() => slice(tensor([1, 2]), '...', '...'), ShapeError],
    // @ts-expect-error text is no tensor
    [() => slice('a', 0), DTypeError],
  ],
});

it('slice counts from the end, runs backwards, fills in axes and adds new ones', () => {
  const x = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(slice(x, -1, [null, null, -1]).toArray()).toEqual([6, 5, 4]);
  expect(slice(x, '...', 0).toArray()).toEqual([1, 4]);
  expect(slice(x, ':', null, 1).shape).toEqual([2, 1]);
  expect(slice(x, ':', [5, 9]).shape).toEqual([2, 0]);
  expect(x.at(1, -1).item()).toBe(6);
});

it('a gradient through slice is 0 beside the part, and can be differentiated again', () => {
  const x = tensor([1, 2, 3, 4]);
  const f = (v: Tensor): Scalar =>
    slice(v, [1, 3])
      .mul(slice(v, [2, 4]))
      .sum();
  expect(grad(f)(x).toArray()).toEqual([0, 3, 6, 3]);
  gradCheck((v) => grad(f)(v), [x]);
});
