import { grad } from '@hml/autograd';
import { DTypeError, ShapeError, sort, tensor, wrap } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('sort', {
  cases: (draw) => {
    const x = draw.distinct({ minRank: 1 });
    const axis = draw.axis(x.ndim);
    const descending = draw.boolean();
    return { inputs: [x], call: (v) => sort(v, axis, { descending }) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => sort(tensor([1, 2]), 1), ShapeError],
    [() => sort(tensor(1)), ShapeError],
    // @ts-expect-error text is no tensor
    [() => sort('a'), DTypeError],
  ],
});

it('sort puts NaN last in either direction', () => {
  const x = tensor([3, Number.NaN, -Infinity, 1, Number.NaN]);
  expect(sort(x).toArray()).toEqual([-Infinity, 1, 3, Number.NaN, Number.NaN]);
  expect(sort(x, 0, { descending: true }).toArray()).toEqual([3, 1, -Infinity, Number.NaN, Number.NaN]);
});

it('sort sends each gradient to where its element came from', () => {
  const x = tensor([30, 10, 20]);
  const w = tensor([1, 2, 3]);
  expect(grad((v: typeof x) => sort(v).mul(w).sum())(x).toArray()).toEqual([3, 1, 2]);
});

it('sort of many numbers is sorted', () => {
  const x = wrap(Float64Array.from({ length: 5000 }, (_, i) => Math.sin(i)));
  expect(sort(x).toTypedArray()).toEqual(x.toTypedArray().sort());
});
