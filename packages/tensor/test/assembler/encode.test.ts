import { describe, expect, it } from 'vitest';
import { section, signed, text, unsigned } from '../../src/assembler/encode.ts';

describe('LEB128, against the examples of the specification and the thresholds', () => {
  it.each([
    [0, [0]],
    [127, [127]],
    [128, [0x80, 1]],
    [624485, [0xe5, 0x8e, 0x26]],
    [2 ** 32 - 1, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])('unsigned(%i)', (value, bytes) => expect(unsigned(value)).toEqual(bytes));

  it.each([
    [0, [0]],
    [63, [63]],
    [64, [0xc0, 0]],
    [-64, [0x40]],
    [-65, [0xbf, 0x7f]],
    [-123456, [0xc0, 0xbb, 0x78]],
    [2 ** 31 - 1, [0xff, 0xff, 0xff, 0xff, 0x07]],
    [-(2 ** 31), [0x80, 0x80, 0x80, 0x80, 0x78]],
  ])('signed(%i)', (value, bytes) => expect(signed(value)).toEqual(bytes));
});

it('text and section put their length in front', () => {
  expect(text('env')).toEqual([3, 101, 110, 118]);
  expect(section(10, [1, 2])).toEqual([10, 2, 1, 2]);
  expect(section(1, new Array<number>(200).fill(0)).slice(0, 3)).toEqual([1, 0xc8, 1]);
});
