import { grad, gradCheck } from '@hml/autograd';
import { DTypeError, logSumExp, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('logSumExp', {
  cases: (draw) => {
    const x = draw.tensor({ min: -20, max: 20 });
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => logSumExp(v, axes, { keepDims }) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => logSumExp(tensor([1, 2]), 1), ShapeError],
    [() => logSumExp(tensor([[1, 2]]), [0, -2]), ShapeError],
    // @ts-expect-error text is no tensor
    [() => logSumExp('a'), DTypeError],
  ],
});

it('logSumExp survives numbers whose exponentials do not', () => {
  const float32 = tensor([1e38, -1e38], { dtype: 'float32' });
  expect(logSumExp(float32).item()).toBe(Math.fround(1e38));
  expect(logSumExp(tensor([1e300, -1e300])).item()).toBe(1e300);
  expect(logSumExp(tensor([-1e300, -1e300])).item()).toBe(-1e300);
});

it('logSumExp of nothing or of −∞ alone is −∞, with gradient 0', () => {
  const x = tensor([-Infinity, -Infinity]);
  expect(logSumExp(zeros([0])).item()).toBe(-Infinity);
  expect(logSumExp(x).item()).toBe(-Infinity);
  expect(grad((v: typeof x) => logSumExp(v))(x).toArray()).toEqual([0, 0]);
});

it('logSumExp has a second derivative', () => {
  gradCheck((x) => grad((v: typeof x) => logSumExp(v))(x), [tensor([1, -2, 0.5])]);
});
