import { grad } from '@hml/autograd';
import { DTypeError, silu, sum, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(silu, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -700, max: 40 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => silu('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => silu([1, 2]), DTypeError],
  ],
});

it('silu has its limits at the infinities and keeps the left tail', () => {
  expect(silu(tensor([-Infinity, Infinity, Number.NaN])).toArray()).toEqual([-0, Infinity, Number.NaN]);
  assertClose(silu(tensor([-700])), tensor([-6.90177358063184e-302]), { rtol: 4e-15 });
});

it('silu has slope 0 and 1 at the infinities', () => {
  expect(grad((x) => sum(silu(x)))(tensor([-Infinity, 0, Infinity])).toArray()).toEqual([-0, 0.5, 1]);
});
