import { describe, expect, it } from 'vitest';
import { matches } from '../compare.ts';
import { parseLiteral } from '../literal.ts';

const holds = (text: string, value: unknown) => {
  const expected = parseLiteral(text);
  if (!expected) throw new Error(`no literal: ${text}`);
  return matches(expected, value);
};

describe('parseLiteral and matches', () => {
  it.each<[string, unknown]>([
    ['-1.5e-3', -0.0015],
    ['.5', 0.5],
    ['1_000', 1000],
    ['[]', []],
    [
      '[[1, 2], [3, 4],]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['[1, …]', new Float32Array([1, 2, 3])],
    ['Float64Array [1, 2]', Float64Array.of(1, 2)],
    ['Float64Array(2) [ 1, 2 ]', Float64Array.of(1, 2)],
    ["{ 'a-b': 'it\\'s', c: undefined }", { 'a-b': "it's", c: undefined }],
    ['[true, null, -Infinity, NaN]', [true, null, -Infinity, NaN]],
    ['3.14… — as ever', Math.PI],
    ['1.23…e-7', 1.2345e-7],
    ['[1, 2]', { toArray: () => [1, 2] }],
  ])('%s holds', (text, value) => expect(holds(text, value)).toBe(true));

  it.each<[string, unknown]>([
    ['0.1', 0.1 + 1e-16],
    ['3.14…', 3.16],
    ['-0', 0],
    ['NaN', 1],
    ["'1'", 1],
    ['[1, 2, …]', [1]],
    ['Float32Array [1]', Float64Array.of(1)],
    ['{ a: 1 }', { a: 1, b: 2 }],
    ['{}', []],
    ['null', undefined],
  ])('%s does not hold', (text, value) => expect(holds(text, value)).toBe(false));

  it.each(['two', '[1 2]', '1 2', '{ a 1 }', "'open", ''])('%j is no literal', (text) => expect(parseLiteral(text)).toBeUndefined());
});
