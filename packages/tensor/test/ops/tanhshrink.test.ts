import { grad } from '@hml/autograd';
import { DTypeError, sum, tanhshrink, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(tanhshrink, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -25, max: 25 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => tanhshrink('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => tanhshrink([1, 2]), DTypeError],
  ],
});

it('tanhshrink keeps its relative accuracy near 0 and at the border of its two forms', () => {
  const x = tensor([1e-5, 0.5, 0.9999999999999999, 1, 1.5]);
  const y = tensor([3.333333333200001e-16, 0.03788284273999024, 0.23840584404423504, 0.23840584404423512, 0.5948517463551336]);
  assertClose(tanhshrink(x), y, { rtol: 2e-15 });
});

it('tanhshrink has slope 0 at 0 and 1 at the infinities', () => {
  expect(tanhshrink(tensor([-Infinity, Number.NaN])).toArray()).toEqual([-Infinity, Number.NaN]);
  expect(grad((x) => sum(tanhshrink(x)))(tensor([-Infinity, 0, Infinity])).toArray()).toEqual([1, 0, 1]);
});
