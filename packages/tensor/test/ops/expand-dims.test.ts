import { DTypeError, expandDims, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('expandDims', {
  cases: (draw) => {
    const x = draw.tensor();
    const axis = draw.boolean() ? draw.axis(x.ndim + 1) : [0, x.ndim + 1];
    const at = typeof axis === 'number' ? [axis < 0 ? axis + x.ndim + 1 : axis] : axis;
    const shape = at.reduce<readonly number[]>((sizes, place) => sizes.toSpliced(place, 0, 1), x.shape);
    return { inputs: [x], call: (v) => expandDims(v, axis), reference: (v) => v.reshape(shape) };
  },
  invalid: [
    // @ts-expect-error no axis 2: ndim is 2
    [() => expandDims(tensor([1]), 2), ShapeError],
    // @ts-expect-error no axis -3: ndim is 2
    [() => expandDims(tensor([1]), -3), ShapeError],
    [() => expandDims(tensor([1]), [0, -3]), ShapeError],
    // @ts-expect-error text is no tensor
    [() => expandDims('a', 0), DTypeError],
  ],
});

it('expandDims counts places in the result', () => {
  const x = zeros([2, 3]);
  expect([expandDims(x, 1).shape, expandDims(x, -1).shape, expandDims(x, [0, -1]).shape, expandDims(x, []).shape]).toEqual([
    [2, 1, 3],
    [2, 3, 1],
    [1, 2, 3, 1],
    [2, 3],
  ]);
});
