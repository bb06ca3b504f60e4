import { grad, gradCheck } from '@hml/autograd';
import { DTypeError, full, ShapeError, tensor, variance, wrap } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('variance', {
  cases: (draw) => {
    const x = draw.tensor({ minSide: 1, min: -50, max: 50 });
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    const ddof = draw.pick([0, 0.5]);
    return { inputs: [x], call: (v) => variance(v, axes, { keepDims, ddof }) };
  },
  tolerance: { rtol: 1e-14, atol: 1e-14 },
  specials: false,
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => variance(tensor([1, 2]), 1), ShapeError],
    [() => variance(tensor([[1, 2]]), [0, -2]), ShapeError],
    // @ts-expect-error text is no tensor
    [() => variance('a'), DTypeError],
  ],
});

it('variance of three numbers beside a large offset keeps its digits', () => {
  expect(Math.abs(variance(tensor([1e8, 1e8 + 1, 1e8 + 2])).item() - 2 / 3)).toBeLessThan(1e-15);
  const many = wrap(Float64Array.from({ length: 30_000 }, (_, i) => 1e8 + (i % 3)));
  expect(Math.abs(variance(many).item() - 2 / 3)).toBeLessThan(1e-12);
});

it('variance divides by n − ddof, and by nothing gives NaN', () => {
  expect(variance(tensor([1, 3]), 0, { ddof: 1 }).item()).toBe(2);
  expect(variance(tensor([1]), 0, { ddof: 1 }).item()).toBeNaN();
  expect(variance(wrap(new Float64Array(0))).item()).toBeNaN();
  expect(variance(tensor([1, 3], { dtype: 'int32' })).item()).toBe(1);
  expect(variance(full([5], 0.1)).item()).toBe(0);
});

it('variance that is divided by nothing has no slope', () => {
  const x = tensor([3]);
  expect(grad((v: typeof x) => variance(v, 0, { ddof: 1 }))(x).toArray()).toEqual([Number.NaN]);
});

it('variance has a second derivative', () => {
  gradCheck((x) => grad((v: typeof x) => variance(v))(x), [tensor([1, 2, 4])]);
});
