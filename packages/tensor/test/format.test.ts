import { inspect } from 'node:util';
import { full, tensor, wrap, zeros } from '@hml/tensor';
import { expect, it } from 'vitest';

it('a tensor prints its values with dtype and shape, as NumPy would', () => {
  expect(
    String(
      tensor([
        [1, 2.5],
        [-0, Number.NaN],
      ]),
    ),
  ).toBe('tensor([[  1, 2.5],\n        [ -0, NaN]], float64 [2, 2])');
  expect(String(tensor(1 / 3))).toBe('tensor(0.33333333, float64 [])');
  expect(String(tensor([true]))).toBe('tensor([true], bool [1])');
  expect(String(zeros([2, 0]))).toBe('tensor([[],\n        []], float64 [2, 0])');
});

it('console.log shows the same text', () => {
  expect(inspect(tensor([1, 2]))).toBe('tensor([1, 2], float64 [2])');
  expect(inspect({ x: tensor([1]) })).toBe('{ x: tensor([1], float64 [1]) }');
});

it('long axes are shortened to their ends', () => {
  const text = String(wrap(Float64Array.from({ length: 2000 }, (_, i) => i)));
  expect(text).toBe('tensor([   0,    1,    2, …, 1997, 1998, 1999], float64 [2000])');
});

it('long axes are shortened at every depth, in every type', () => {
  const row = '[true, true, true, …, true, true, true]';
  const rows = (n: number): string => Array<string>(n).fill(row).join(',\n        ');
  expect(String(full([2, 600], true))).toBe(`tensor([${rows(2)}], bool [2, 600])`);
  expect(String(full([600, 600], true))).toBe(`tensor([${rows(3)},\n        …,\n        ${rows(3)}], bool [600, 600])`);
});

it('deeper tensors have an empty line between their parts, and zeros keep their sign', () => {
  const text = String(tensor([[[0, -0]], [[1e-300, -Infinity]]]));
  expect(text).toBe('tensor([[[        0,        -0]],\n\n        [[   1e-300, -Infinity]]], float64 [2, 1, 2])');
});

it('columns stand below each other, whatever is in them', () => {
  expect(
    String(
      tensor([
        [true, false],
        [false, true],
      ]),
    ),
  ).toBe('tensor([[ true, false],\n        [false,  true]], bool [2, 2])');
  expect(
    String(
      tensor([
        [-1.5, 10],
        [1 / 3, 2],
      ]),
    ),
  ).toBe('tensor([[      -1.5,         10],\n        [0.33333333,          2]], float64 [2, 2])');
});
