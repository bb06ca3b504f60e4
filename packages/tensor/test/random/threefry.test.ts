import { expect, it } from 'vitest';
import { threefry } from '../../src/random/threefry.ts';

it('threefry gives the published test vectors of Threefry-2x32 with 20 rounds', () => {
  // Known answers of the Random123 library (Salmon et al. 2011): key, counter, result.
  const vectors = [
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x13198a2e, 0x03707344],
      [0x243f6a88, 0x85a308d3],
      [0xc4923a9c, 0x483df7a0],
    ],
  ];
  for (const [key, counter, expected] of vectors) {
    const out = new Uint32Array(2);
    threefry(key[0], key[1], counter[0], counter[1], out);
    expect([...out]).toEqual(expected);
  }
});
