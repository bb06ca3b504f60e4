import { grad, gradCheck } from '@hml/autograd';
import { DTypeError, ShapeError, softmax, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('softmax', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1, min: -20, max: 20 });
    const axis = draw.axis(x.ndim);
    return { inputs: [x], call: (v) => softmax(v, axis) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => softmax(tensor([1, 2]), 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => softmax('a'), DTypeError],
  ],
});

it('softmax survives numbers whose exponentials do not', () => {
  expect(softmax(tensor([1e300, -1e300])).toArray()).toEqual([1, 0]);
  expect(softmax(tensor([1e38, 1e38, -1e38], { dtype: 'float32' })).toArray()).toEqual([0.5, 0.5, 0]);
  expect(softmax(tensor([-Infinity, 0])).toArray()).toEqual([0, 1]);
});

it('softmax of a line of −∞ alone is NaN, as in PyTorch', () => {
  expect(softmax(tensor([-Infinity, -Infinity])).toArray()).toEqual([Number.NaN, Number.NaN]);
});

it('softmax adds up to 1 along its axis, and has a second derivative', () => {
  const x = tensor([
    [1, -2, 0.5],
    [3, 0, 2],
  ]);
  for (const total of softmax(x, 0).sum(0).toArray()) expect(total).toBeCloseTo(1, 15);
  gradCheck((v) => grad((w: typeof x) => softmax(w, 0).mul(x).sum())(v), [x]);
});
