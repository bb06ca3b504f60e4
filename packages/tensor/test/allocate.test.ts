import { add, tensor, transpose } from '@hml/tensor';
import { forAll } from '@hml/testing';
import { expect, it } from 'vitest';
import { allocate } from '../src/dtype.ts';

const types = ['float64', 'float32', 'int32', 'uint8', 'bool'] as const;

it('fresh arrays are zero and share no element, also where they share memory', () => {
  forAll((draw) => {
    const arrays = Array.from({ length: draw.integer(0, 60) }, (_, i) => {
      const size = draw.integer(0, 70);
      const array = allocate(draw.pick(types), size);
      expect(array.length).toBe(size);
      expect(array.every((element) => element === 0)).toBe(true);
      return array.fill(i + 1);
    });
    for (const [i, array] of arrays.entries()) expect(array.every((element) => element === i + 1)).toBe(true);
  });
});

it('what users get as theirs has memory of its own', () => {
  const x = add(tensor([Array(5).fill(1), Array(5).fill(2)]), 1);
  for (const mine of [x.toTypedArray(), transpose(x).toTypedArray()]) expect(mine.buffer.byteLength).toBe(mine.byteLength);
});
