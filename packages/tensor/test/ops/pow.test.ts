import { grad, gradGradCheck } from '@hml/autograd';
import { abs, DataError, DTypeError, pow, ShapeError, sum, type Tensor, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(pow, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    if (draw.boolean()) return { inputs: [draw.tensor({ shape: a, min: 0.1, max: draw.pick([3, 50]) }), draw.tensor({ shape: b })] };
    // Of negative numbers there are whole powers only, and no slope in the exponent.
    const base = draw.tensor({ shape: a, min: -3, max: 3, avoid: (v) => Math.abs(v) < 0.4 });
    const exponent = draw.tensor({ shape: b, min: -3, max: 3, dtype: 'int32' });
    // As uint8, −1 would be 255, and the definition beyond what a double holds exactly.
    return { inputs: [base], call: (x) => pow(x, (x.dtype === 'uint8' ? abs(exponent) : exponent).cast(x.dtype)) };
  },
  invalid: [
    [() => pow(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => pow('a', tensor([1])), DTypeError],
    [() => pow(tensor([true]), tensor([true])), DTypeError],
  ],
});

it('pow follows IEEE 754: whatever to 0 and 1 to whatever is 1, signs of odd powers, NaN for roots of negative numbers', () => {
  const a = tensor([Number.NaN, 1, -1, -0, -0, -Infinity, -Infinity, -8, 0.5, 0]);
  const b = tensor([0, Number.NaN, Infinity, 3, -3, 3, 0.5, 1 / 3, -Infinity, 0]);
  expect(pow(a, b).toArray()).toEqual([1, 1, 1, -0, -Infinity, -Infinity, Infinity, Number.NaN, Infinity, 1]);
});

it('pow has a mixed second derivative where the exponent is 0', () => {
  gradGradCheck((a, b) => pow(a, b), [tensor([0.5, 2, 3]), tensor([0, 0, 1])]);
});

it('pow is right to the last bit where the exponent multiplies every error', () => {
  const y = pow(tensor([1.0000001, 10, 0.9, 5e-324]), tensor([7e9, 308, -6700, -0.9]));
  assertClose(y, tensor([1.0141969717459648e304, 1e308, 3.7599905769113847e306, 9.45352569147208e290]), { rtol: 2.3e-16 });
});

it('pow of integers wraps around exactly and refuses negative exponents', () => {
  expect(pow(tensor([3, -2, 10], { dtype: 'int32' }), tensor([21, 31, 10], { dtype: 'int32' })).toArray()).toEqual([
    1870418611, -2147483648, 1410065408,
  ]);
  expect(pow(tensor([3], { dtype: 'uint8' }), tensor([40], { dtype: 'uint8' })).toArray()).toEqual([33]);
  expect(() => pow(tensor([2], { dtype: 'int32' }), -1)).toThrow(DataError);
});

it('pow has derivatives at 0: of x² it is 0, of x⁰ too, of 0ᵇ in b too, unless it has a pole there', () => {
  expect(grad((x) => sum(pow(x, tensor([2, 0, 1, 3, 0]))))(tensor([0, 0, 0, 0, Number.NaN])).toArray()).toEqual([0, 0, 1, 0, 0]);
  expect(grad((b) => sum(pow(tensor([0, 0, Math.E]), b)))(tensor([2, 0, 1])).toArray()).toEqual([0, 0, Math.E]);
  expect(grad((b) => sum(pow(tensor([0]), b)))(tensor([-1])).toArray()).toEqual([-Infinity]);
});
