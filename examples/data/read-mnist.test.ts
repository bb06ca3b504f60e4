import { DataError } from '@hml/tensor';
import { expect, it } from 'vitest';
import { parseIdx, readMnist } from './read-mnist.ts';

it('parseIdx reads shape and values', () => {
  const { shape, data } = parseIdx(Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6));
  expect([shape, [...data]]).toEqual([
    [2, 3],
    [1, 2, 3, 4, 5, 6],
  ]);
});

it.each([
  ['nothing', []],
  ['another type', [0, 0, 13, 1, 0, 0, 0, 1, 7]],
  ['sides that are cut off', [0, 0, 8, 2, 0, 0, 0, 1]],
  ['a value too few', [0, 0, 8, 1, 0, 0, 0, 2, 7]],
  ['a value too many', [0, 0, 8, 1, 0, 0, 0, 1, 7, 7]],
])('parseIdx refuses %s', (_, bytes) => expect(() => parseIdx(Uint8Array.from(bytes))).toThrow(DataError));

it('readMnist gives nothing where there is nothing', async () => {
  expect(await readMnist('no-such-folder')).toBeUndefined();
});
