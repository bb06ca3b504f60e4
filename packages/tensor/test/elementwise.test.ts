import {
  add,
  broadcastTo,
  concat,
  exp,
  fromFunction,
  repeat,
  reshape,
  type Shape,
  slice,
  stack,
  sub,
  type Tensor,
  take,
  transpose,
} from '@hml/tensor';
import { describe, expect, it } from 'vitest';

// Strips are 64 elements wide, runs shorter than 16 are exchanged, and 128 neighbours are copied in one call.
const sides = [1, 2, 15, 16, 63, 64, 65, 129];
const orders: readonly [number, number, number][] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

const numbered = (shape: Shape): Tensor => fromFunction(shape, (...index) => index.reduce((at, i) => 200 * at + i, 0));
const shapes = sides.flatMap((m) => sides.map((n) => [m, 2, n]));

describe('whatever order its axes have in memory', () => {
  it.each(orders)('a tensor is copied element by element: axes %i, %i, %i', (...order) => {
    for (const shape of shapes) {
      const view = transpose(numbered(shape), order);
      const inOrder = (index: readonly number[]) => shape.map((_, axis) => index[order.indexOf(axis)]).reduce((at, i) => 200 * at + i, 0);
      const expected = fromFunction(view.shape, (...index) => inOrder(index));
      expect(reshape(view, [view.size]).toTypedArray()).toEqual(expected.toTypedArray());
    }
  });

  it.each(orders)('an operand meets the right elements of another: axes %i, %i, %i', (...order) => {
    for (const shape of shapes) {
      const view = transpose(numbered(shape), order);
      const copy = reshape(reshape(view, [view.size]), view.shape);
      expect(add(view, numbered(view.shape)).toTypedArray()).toEqual(add(copy, numbered(view.shape)).toTypedArray());
    }
  });
});

it('what is made of operands that all lie across lies across too, so nothing is gathered', () => {
  for (const n of [3, 70]) {
    const [x, y] = [numbered([n, n + 1]), numbered([n, n + 1])];
    const turned = [x.T.add(y.T), x.T.mul(2), sub(2, x.T), exp(x.T), concat([x.T, y.T]), take(x.T, [2, 0, -1], 0)];
    const straight = [x.add(y), x.mul(2), sub(2, x), exp(x), concat([x, y], 1), take(x, [2, 0, -1], 1)];
    expect(turned.map((each) => each.T.contiguous)).toEqual(turned.map(() => true));
    expect(turned.map((each) => each.T.toArray())).toEqual(straight.map((each) => each.toArray()));
    expect(x.T.add(reshape(y, [n + 1, n])).contiguous).toBe(true);
  }
});

it('concat puts views that run backwards, step or repeat where they belong', () => {
  for (const n of [3, 70, 300]) {
    const x = numbered([n, n]);
    const parts = [slice(x, [null, null, -1]), slice(x, ':', [null, null, -1]), transpose(x), broadcastTo(slice(x, [1, 2]), [n, n])];
    const y = concat(parts, 1);
    parts.forEach((part, k) => {
      expect(slice(y, ':', [k * n, (k + 1) * n]).toArray()).toEqual(part.toArray());
    });
  }
});

it('stack and repeat spread a long row over every second place', () => {
  const x = numbered([300]);
  const twice = Float64Array.from({ length: 600 }, (_, i) => Math.floor(i / 2));
  expect(reshape(stack([x, x], 1), [600]).toTypedArray()).toEqual(twice);
  expect(repeat(x, 2).toTypedArray()).toEqual(twice);
});
