import { grad, jvp, vjp } from '@hml/autograd';
import { cast, DTypeError, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('cast', {
  cases: (draw) => {
    const dtype = draw.pick(['float64', 'float32'] as const);
    return { inputs: [draw.tensor()], call: (x) => cast(x.mul(8), dtype).cast('float64').div(8) };
  },
  // Rounding to float32 has no finite difference at this step; the float64 path is differentiated below.
  dtypes: [],
  derivative: false,
});

describeOp('cast', {
  cases: (draw) => {
    const dtype = draw.pick(['int32', 'uint8', 'bool'] as const);
    return { inputs: [draw.tensor({ min: -300, max: 300 })], call: (x) => cast(x, dtype) };
  },
  invalid: [
    // @ts-expect-error no such dtype
    [() => cast(tensor([1]), 'float16'), DTypeError],
    // @ts-expect-error text is no tensor
    [() => cast('a', 'float32'), DTypeError],
  ],
});

it('cast takes tangents to the type of the value, and cotangents back', () => {
  const { value, tangent } = jvp((x) => cast(x, 'float32'), [tensor([1, 2])], [tensor([0.1, 3])]);
  expect([value.dtype, tangent.dtype, tangent.toArray()]).toEqual(['float32', 'float32', [Math.fround(0.1), 3]]);
  const [dx] = vjp((x) => cast(x, 'float32'), [tensor([1, 2])]).pullback(tensor([0.5, 3], { dtype: 'float32' }));
  expect([dx.dtype, dx.toArray()]).toEqual(['float64', [0.5, 3]]);
});

it('cast to int32 cuts towards 0, ends at the limits and turns NaN into 0', () => {
  expect(cast(tensor([1.9, -1.9, 3e9, -3e9, Number.NaN, Infinity]), 'int32').toArray()).toEqual([
    1, -1, 2147483647, -2147483648, 0, 2147483647,
  ]);
});

it('cast passes gradients between floating types, in the type of the input', () => {
  const x = tensor([1, 2], { dtype: 'float32' });
  const g = grad((v: typeof x) => v.cast('float64').mul(3).sum())(x);
  expect([g.dtype, g.toArray()]).toEqual(['float32', [3, 3]]);
});
