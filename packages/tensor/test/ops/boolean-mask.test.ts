import { booleanMask, DataError, DTypeError, fromFunction, greater, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { trace } from '@hml/tensor/extend';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('booleanMask', {
  cases: (draw) => {
    const x = draw.tensor();
    const mask = draw.tensor({ shape: x.shape.slice(0, draw.integer(0, x.ndim)), dtype: 'bool' }).cast('bool');
    const reference = (v: Tensor): Tensor => {
      const [kept, rest] = [Array.from(mask.toTypedArray().keys()).filter((i) => mask.toTypedArray()[i] !== 0), v.shape.slice(mask.ndim)];
      const rows = reader(v.reshape([mask.size, ...rest]));
      return fromFunction([kept.length, ...rest], (i, ...within) => rows(kept[i], ...within));
    };
    return { inputs: [x], call: (v) => booleanMask(v, mask), reference };
  },
  invalid: [
    [() => booleanMask(tensor([1, 2]), tensor([true])), ShapeError],
    [() => booleanMask(tensor([1]), tensor([[true]])), ShapeError],
    // @ts-expect-error indices are no mask
    [() => booleanMask(tensor([1, 2]), tensor([0, 1])), DTypeError],
    // @ts-expect-error text is no tensor
    [() => booleanMask('a', tensor([true])), DTypeError],
  ],
});

it('booleanMask takes a mask in any layout, and one that never holds', () => {
  const x = tensor([
    [1, 2],
    [3, 4],
  ]);
  const mask = tensor([
    [false, true],
    [false, false],
  ]);
  expect([booleanMask(x, mask.T).toArray(), booleanMask(x, mask.slice(1)).shape]).toEqual([[3], [0, 2]]);
});

it('booleanMask refuses a mask of a trace, whose values nobody knows yet', () => {
  expect(() => trace((x) => booleanMask(x, greater(x, 0)), [zeros([2])])).toThrow(DataError);
});
