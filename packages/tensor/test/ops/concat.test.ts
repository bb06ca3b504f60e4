import { concat, DTypeError, ShapeError, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('concat', {
  cases: (draw) => {
    const shape = draw.shape({ minRank: 1 });
    const axis = draw.integer(0, shape.length - 1);
    const inputs = Array.from({ length: draw.integer(1, 3) }, () => draw.tensor({ shape: shape.with(axis, draw.side()) }));
    return { inputs, call: (...parts) => concat(parts, draw.boolean() ? axis : axis - shape.length) };
  },
  invalid: [
    [() => concat([]), ShapeError],
    // @ts-expect-error sizes 1 and 2 differ at axis 1
    [() => concat([tensor([[1]]), tensor([[1, 2]])]), ShapeError],
    // @ts-expect-error ndim 1 and 2 differ
    [() => concat([tensor([1]), tensor([[1]])]), ShapeError],
    // @ts-expect-error no axis 1: ndim is 1
    [() => concat([tensor([1])], 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => concat(['a']), DTypeError],
  ],
});

it('concat promotes to the common type', () => {
  expect(concat([tensor([1], { dtype: 'int32' }), tensor([0.5], { dtype: 'float32' })]).dtype).toBe('float32');
});
