import { DTypeError, fromFunction, ShapeError, stack, type Tensor, tensor } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('stack', {
  cases: (draw) => {
    const shape = draw.shape({ maxRank: 3 });
    const axis = draw.axis(shape.length + 1);
    const inputs = Array.from({ length: draw.integer(1, 3) }, () => draw.tensor({ shape }));
    const place = axis < 0 ? axis + shape.length + 1 : axis;
    const reference = (...parts: Tensor[]): Tensor =>
      fromFunction(shape.toSpliced(place, 0, parts.length), (...i) => reader(parts[i[place]])(...i.toSpliced(place, 1)));
    return { inputs, call: (...parts) => stack(parts, axis), reference };
  },
  invalid: [
    [() => stack([]), ShapeError],
    // @ts-expect-error sizes 1 and 2 differ at axis 0
    [() => stack([tensor([1]), tensor([1, 2])]), ShapeError],
    // @ts-expect-error no axis 2: ndim is 2
    [() => stack([tensor([1])], 2), ShapeError],
    // @ts-expect-error text is no tensor
    [() => stack(['a']), DTypeError],
  ],
});

it('stack of scalars is a vector, in the common type', () => {
  const y = stack([tensor(1, { dtype: 'int32' }), tensor(0.5, { dtype: 'float32' })]);
  expect([y.toArray(), y.dtype]).toEqual([[1, 0.5], 'float32']);
});
