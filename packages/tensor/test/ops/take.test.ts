import { DTypeError, ShapeError, take, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('take', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1, minSide: 1 });
    const axis = draw.axis(x.ndim);
    const n = x.shape.at(axis) ?? 1;
    const indices = draw.tensor({ maxRank: 2, min: -n, max: n - 1, dtype: 'int32' });
    return { inputs: [x, indices], call: (v, i) => take(v, i, axis) };
  },
  invalid: [
    [() => take(tensor([1, 2]), [2]), ShapeError],
    [() => take(tensor([1, 2]), [-3]), ShapeError],
    [() => take(tensor([1, 2]), [0.5]), DTypeError],
    [() => take(tensor([1, 2]), tensor([0])), DTypeError],
    // @ts-expect-error no axis 1: ndim is 1
    [() => take(tensor([1, 2]), [0], 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => take('a', [0]), DTypeError],
  ],
});

it('take without an axis reads the elements as one row', () => {
  expect(
    take(
      tensor([
        [1, 2],
        [3, 4],
      ]),
      [3, 0],
    ).toArray(),
  ).toEqual([4, 1]);
});

it('take from an empty tensor says that there is nothing', () => {
  expect(() => take(tensor([]), [0])).toThrow(/empty/);
});
