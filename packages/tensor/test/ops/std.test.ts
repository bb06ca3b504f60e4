import { grad, gradCheck } from '@hml/autograd';
import { DTypeError, ShapeError, std, tensor, wrap } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('std', {
  cases: (draw) => {
    const x = draw.distinct({ minSide: 2 });
    const axes = x.ndim === 0 || draw.boolean() ? undefined : draw.axis(x.ndim); // but not none: a line of one element has no slope
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => std(v, axes, { keepDims, ddof: 0 }) };
  },
  tolerance: { rtol: 1e-14, atol: 1e-14 },
  specials: false,
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => std(tensor([1, 2]), 1), ShapeError],
    [() => std(tensor([[1, 2]]), [0, -2]), ShapeError],
    // @ts-expect-error text is no tensor
    [() => std('a'), DTypeError],
  ],
});

it('std of equal numbers is 0, with gradient 0', () => {
  const x = tensor([3, 3, 3]);
  expect(std(x).item()).toBe(0);
  expect(grad((v: typeof x) => std(v))(x).toArray()).toEqual([0, 0, 0]);
});

it('std divides by n − ddof, and of nothing is NaN', () => {
  expect(std(tensor([1, 3, 1, 3]), 0, { ddof: 1 }).item()).toBeCloseTo(Math.sqrt(4 / 3), 15);
  expect(std(wrap(new Float64Array(0))).item()).toBeNaN();
});

it('std has a second derivative', () => {
  gradCheck((x) => grad((v: typeof x) => std(v))(x), [tensor([1, 2, 4])]);
});
