import { grad } from '@hml/autograd';
import { DTypeError, mish, sum, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(mish, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -700, max: 40 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => mish('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => mish([1, 2]), DTypeError],
  ],
});

it('mish has its limits at the infinities and keeps the left tail', () => {
  expect(mish(tensor([-Infinity, Infinity, Number.NaN])).toArray()).toEqual([-0, Infinity, Number.NaN]);
  assertClose(mish(tensor([-700])), tensor([-6.90177358063184e-302]), { rtol: 4e-15 });
});

it('mish has slope 0.6 at 0, 0 and 1 at the infinities', () => {
  expect(grad((x) => sum(mish(x)))(tensor([-Infinity, 0, Infinity])).toArray()).toEqual([-0, 0.6, 1]);
});
