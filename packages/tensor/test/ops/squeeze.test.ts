import { DTypeError, ShapeError, squeeze, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('squeeze', {
  cases: (draw) => {
    const shape = draw.shape().map((n) => (draw.boolean() ? 1 : n));
    const ones = shape.flatMap((n, i) => (n === 1 ? [i] : []));
    const axis = draw.boolean() ? undefined : ones.filter(() => draw.boolean());
    const kept = shape.filter((n, i) => n !== 1 || !(axis ?? ones).includes(i));
    return { inputs: [draw.tensor({ shape })], call: (v) => squeeze(v, axis), reference: (v) => v.reshape(kept) };
  },
  invalid: [
    // @ts-expect-error axis 0 is not of size 1
    [() => squeeze(tensor([1, 2]), 0), ShapeError],
    // @ts-expect-error axis 1 is not of size 1
    [() => squeeze(zeros([1, 2]), [0, 1]), ShapeError],
    // @ts-expect-error no axis 1: ndim is 1
    [() => squeeze(tensor([1]), 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => squeeze('a'), DTypeError],
  ],
});

it('squeeze takes every axis of size 1, or only those named; empty axes stay', () => {
  const x = zeros([1, 2, 1, 0]);
  expect([squeeze(x).shape, squeeze(x, -2).shape, squeeze(x, [0, 2]).shape, squeeze(x, []).shape]).toEqual([
    [2, 0],
    [1, 2, 0],
    [2, 0],
    [1, 2, 1, 0],
  ]);
});
