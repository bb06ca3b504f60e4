import { DTypeError, full, isTensor, ones, ShapeError, tensor, wrap, zeros } from '@hml/tensor';
import { expect, it } from 'vitest';

it('tensor copies: what happens to the array afterwards does not touch it', () => {
  const values = Float64Array.of(1, 2);
  const x = tensor(values);
  values[0] = 99;
  expect(x.toArray()).toEqual([1, 2]);
});

it('wrap adopts: the array is the storage', () => {
  const values = Float32Array.of(1, 2, 3, 4);
  const x = wrap(values, [2, 2]);
  values[3] = 9; // broken promise, to see that nothing was copied
  expect([x.dtype, x.toArray()]).toEqual([
    'float32',
    [
      [1, 2],
      [3, 9],
    ],
  ]);
});

it('tensor takes scalars, booleans, nested and typed arrays, and empty ones', () => {
  expect([tensor(3).shape, tensor(3).item()]).toEqual([[], 3]);
  expect([tensor(true).dtype, tensor([[true], [false]]).toArray()]).toEqual(['bool', [[true], [false]]]);
  expect([tensor(Int32Array.of(1)).dtype, tensor(Uint8Array.of(1)).dtype]).toEqual(['int32', 'uint8']);
  expect([tensor([Float32Array.of(1, 2), Float32Array.of(3, 4)]).dtype, tensor([Float32Array.of(1, 2)]).shape]).toEqual([
    'float32',
    [1, 2],
  ]);
  expect([tensor([]).shape, tensor([[], []]).shape]).toEqual([[0], [2, 0]]);
});

it('tensor refuses ragged arrays, mixed kinds, and values that the type cannot hold', () => {
  expect(() => tensor([[1, 2], [3]])).toThrow(ShapeError);
  expect(() => tensor([[1, 2], [3]])).toThrow(/2 elements at \[1\][\s\S]*1 elements/);
  expect(() => tensor([1, [2]])).toThrow(ShapeError);
  expect(() => tensor([[1], 2])).toThrow(ShapeError);
  expect(() => tensor([1, true])).toThrow(DTypeError);
  // @ts-expect-error text is no number
  expect(() => tensor([1, 'a'])).toThrow(/the text 'a' at \[1\]/);
  expect(() => tensor([1, 2.5], { dtype: 'int32' })).toThrow(/2.5 at element 1/);
  expect(() => tensor([256], { dtype: 'uint8' })).toThrow(DTypeError);
  // @ts-expect-error no such dtype
  expect(() => tensor([1], { dtype: 'float16' })).toThrow(/float16/);
  // @ts-expect-error a tensor is one already
  expect(() => tensor(tensor([1]))).toThrow(DTypeError);
});

it('wrap refuses shapes that do not fit and arrays that it cannot adopt', () => {
  expect(() => wrap(new Float64Array(3), [2, 2])).toThrow(ShapeError);
  // @ts-expect-error plain arrays are copied by tensor
  expect(() => wrap([1, 2])).toThrow(DTypeError);
  // @ts-expect-error sixteen bits are too few
  expect(() => wrap(new Int16Array(2))).toThrow(DTypeError);
});

it('zeros, ones and full take one element of memory, and any shape', () => {
  expect([zeros([2, 0]).toArray(), ones([1, 2], { dtype: 'uint8' }).dtype, full([2], true).toArray()]).toEqual([
    [[], []],
    'uint8',
    [true, true],
  ]);
  expect(zeros([1000, 1000]).strides).toEqual([0, 0]);
  expect(() => zeros([-1])).toThrow(ShapeError);
  expect(() => full([1], 0.5, { dtype: 'int32' })).toThrow(DTypeError);
});

it('a tensor gives its values back: toArray, toTypedArray, item', () => {
  const x = tensor([
    [1, 2],
    [3, 4],
  ]);
  const copy = x.T.toTypedArray();
  copy[0] = 9;
  expect([x.toArray(), [...copy]]).toEqual([
    [
      [1, 2],
      [3, 4],
    ],
    [9, 3, 2, 4],
  ]);
  expect(tensor([[5]]).item()).toBe(5);
  expect(() => x.item()).toThrow(ShapeError);
});

it('isTensor recognises tensors of another copy of the package by their brand', () => {
  const foreign = { [Symbol.for('@hml/tensor')]: true };
  expect([isTensor(tensor(1)), isTensor(foreign), isTensor([1]), isTensor(null)]).toEqual([true, true, false, false]);
});

it('every method does what the function of its name does', () => {
  const x = tensor([
    [1, -2],
    [3, 4],
  ]);
  expect(x.add(1).sub(1).mul(2).div(2).neg().toArray()).toEqual([
    [-1, 2],
    [-3, -4],
  ]);
  expect([x.equal(3), x.notEqual(3), x.less(3), x.lessEqual(3), x.greater(3), x.greaterEqual(3)].map((b) => b.toArray())).toEqual([
    [
      [false, false],
      [true, false],
    ],
    [
      [true, true],
      [false, true],
    ],
    [
      [true, true],
      [false, false],
    ],
    [
      [true, true],
      [true, false],
    ],
    [
      [false, false],
      [false, true],
    ],
    [
      [false, false],
      [true, true],
    ],
  ]);
  expect([x.matmul(x).toArray(), x.mean(0).toArray(), x.mT.toArray(), x.ndim]).toEqual([
    [
      [-5, -10],
      [15, 10],
    ],
    [2, 1],
    [
      [1, 3],
      [-2, 4],
    ],
    2,
  ]);
  expect([x.reshape([4]).toArray(), x.cast('int32').dtype, x.sum(1, { keepDims: true }).shape]).toEqual([[1, -2, 3, 4], 'int32', [2, 1]]);
});
