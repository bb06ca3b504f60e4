import { add, Cell, DTypeError, ShapeError, sum, tensor } from '@hml/tensor';
import { leaf, Tape } from '@hml/tensor/extend';
import { expect, it } from 'vitest';

it('Cell is read by ops at the moment they run', () => {
  const cell = new Cell(tensor([1, 2]));
  const before = add(cell, 0);
  cell.assign(tensor([3, 4]));
  expect([before.toArray(), sum(cell).item()]).toEqual([[1, 2], 7]);
});

it('Cell.assign keeps shape and dtype', () => {
  const cell = new Cell<readonly number[]>(tensor([1, 2]));
  expect(() => cell.assign(tensor([1]))).toThrow(ShapeError);
  expect(() => cell.assign(tensor([1, 2], { dtype: 'float32' }))).toThrow(DTypeError);
  expect(cell.value.toArray()).toEqual([1, 2]);
});

it('Cell holds tensors only, and says so', () => {
  // @ts-expect-error an array is no tensor
  expect(() => new Cell([1])).toThrow(DTypeError);
  const cell = new Cell(tensor([1]));
  // @ts-expect-error an array is no tensor
  expect(() => cell.assign([2])).toThrow(/not a tensor/);
  // @ts-expect-error a cell is no tensor
  expect(() => cell.assign(cell)).toThrow(/cell\.value/);
});

it('Cell.hold lends the cell another value until it is given back, unless it was assigned in between', () => {
  const cell = new Cell(tensor([1, 2]));
  const giveBack = cell.hold(tensor([5, 6]));
  expect(cell.value.toArray()).toEqual([5, 6]);
  giveBack();
  expect(cell.value.toArray()).toEqual([1, 2]);
  const late = cell.hold(tensor([5, 6]));
  cell.assign(tensor([7, 8]));
  late();
  expect(cell.value.toArray()).toEqual([7, 8]);
});

it('Cell stores values, not their history', () => {
  const { tensor: taped } = leaf(new Tape(1), tensor([1, 2]));
  expect(taped.node).toBeDefined();
  expect(new Cell(taped).value.node).toBeUndefined();
});
