import { DataError, DTypeError, ShapeError, sum, tensor, transpose, wrap, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('sum', {
  cases: (draw) => {
    const x = draw.tensor({ min: -1e3, max: 1e3 });
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => sum(v, axes, { keepDims }) };
  },
  specials: false,
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => sum(tensor([1, 2]), 1), ShapeError],
    [() => sum(tensor([[1, 2]]), [0, -2]), ShapeError],
    // @ts-expect-error text is no tensor
    [() => sum('a'), DTypeError],
  ],
});

it('sum of nothing is 0, and NaN and opposite infinities give NaN', () => {
  expect(sum(zeros([0, 3]), 0).toArray()).toEqual([0, 0, 0]);
  expect(
    sum(
      tensor([
        [1, Number.NaN],
        [Infinity, -Infinity],
      ]),
      1,
    ).toArray(),
  ).toEqual([Number.NaN, Number.NaN]);
});

it('sum of ten million float32 tenths is a million', () => {
  expect(Math.abs(sum(wrap(new Float32Array(1e7).fill(0.1))).item() - 1e6)).toBeLessThan(1);
});

it('sum is the same bits along either axis of a matrix and of its transpose', () => {
  const x = wrap(
    Float64Array.from({ length: 37 * 2500 }, (_, i) => Math.sin(i) * 10 ** (i % 7)),
    [2500, 37],
  );
  expect(sum(x, 0).toArray()).toEqual(sum(transpose(x), 1).toArray());
  expect(sum(x, 0).toArray()).toEqual(sum(wrap(transpose(x).toTypedArray(), [37, 2500]), 1).toArray());
});

it('sum of integers and bools is int32, and leaving its range is an error', () => {
  expect(sum(tensor([true, true, false])).dtype).toBe('int32');
  expect(() => sum(tensor([2147483647, 1], { dtype: 'int32' }))).toThrow(DataError);
});
