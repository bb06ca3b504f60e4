import { grad, gradCheck } from '@hml/autograd';
import { DTypeError, logSoftmax, ShapeError, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('logSoftmax', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1, min: -20, max: 20 });
    const axis = draw.axis(x.ndim);
    return { inputs: [x], call: (v) => logSoftmax(v, axis) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => logSoftmax(tensor([1, 2]), 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => logSoftmax('a'), DTypeError],
  ],
});

it('logSoftmax is finite where the softmax is not', () => {
  expect(logSoftmax(tensor([1e300, -1e300])).toArray()).toEqual([0, -2e300]);
  expect(logSoftmax(tensor([0, 1000, 0])).toArray()).toEqual([-1000, 0, -1000]);
});

it('logSoftmax has a second derivative', () => {
  const x = tensor([1, -2, 0.5]);
  gradCheck((v) => grad((w: typeof x) => logSoftmax(w).mul(x).sum())(v), [x]);
});
