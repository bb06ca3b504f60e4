import { DataError } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { compareValues, ruleFor } from '../compare/field.ts';
import { applyHints, type Sides } from '../compare/hints.ts';
import type { Json } from '../json.ts';

type Fields = Readonly<Record<string, readonly [actual: Json, expected: Json]>>;

/** The names of the fields that miss under the hints. */
function missed(fields: Fields, hints: Readonly<Record<string, string>>): string[] {
  const tolerance = { abs: 1e-9, rel: 0 };
  const sides = new Map<string, Sides>(Object.entries(fields).map(([name, [actual, expected]]) => [name, { actual, expected }]));
  const aligned = [...applyHints(sides, new Map(Object.entries(hints)))];
  const misses = aligned.filter(([name, { actual, expected }]) => {
    return compareValues(actual, expected, ruleFor(name, actual, expected, tolerance)).length > 0;
  });
  return misses.map(([name]) => name);
}

/** A matrix from text: `'1 2; 3 4'`. */
function matrix(text: string): number[][] {
  return text.split(';').map((row) => row.trim().split(/\s+/).map(Number));
}

describe('rowSign and columnSign', () => {
  const expected = matrix('0.6 0.8; 0.8 -0.6');

  it('rowSign forgives the sign of a row and nothing else', () => {
    expect(missed({ v: [matrix('-0.6 -0.8; 0.8 -0.6'), expected] }, { v: 'rowSign' })).toEqual([]);
    expect(missed({ v: [matrix('-0.6 0.8; 0.8 -0.6'), expected] }, { v: 'rowSign' })).toEqual(['v']);
    expect(missed({ v: [matrix('-0.6 -0.8; 0.8 -0.6'), expected] }, {})).toEqual(['v']);
  });

  it('columnSign forgives the sign of a column', () => {
    expect(missed({ q: [matrix('-0.6 0.8; -0.8 -0.6'), expected] }, { q: 'columnSign' })).toEqual([]);
    expect(missed({ q: [matrix('-0.6 0.8; 0.8 -0.6'), expected] }, { q: 'columnSign' })).toEqual(['q']);
  });

  it('a sign is common to all fields of a case', () => {
    const hints = { components: 'rowSign', transformTest: 'columnSign' };
    const components = matrix('0.6 0.8');
    const scores = matrix('2.5; -1.5');
    expect(missed({ components: [matrix('-0.6 -0.8'), components], transformTest: [matrix('-2.5; 1.5'), scores] }, hints)).toEqual([]);
    expect(missed({ components: [matrix('-0.6 -0.8'), components], transformTest: [scores, scores] }, hints)).toEqual(['components']);
  });

  it('signs are taken matrix by matrix in a stack', () => {
    const stack = [matrix('1.5 2.5'), matrix('3.5 4.5')];
    expect(missed({ u: [[matrix('1.5 2.5'), matrix('-3.5 -4.5')], stack] }, { u: 'rowSign' })).toEqual([]);
    expect(missed({ u: [[matrix('1.5 -2.5'), matrix('3.5 4.5')], stack] }, { u: 'columnSign' })).toEqual([]);
    expect(missed({ u: [[matrix('1.5 -2.5'), matrix('3.5 4.5')], stack] }, { u: 'rowSign' })).toEqual(['u']);
  });

  it('rowSign does not hide NaN', () => {
    expect(missed({ v: [matrix('NaN 0.8'), matrix('0.6 0.8')] }, { v: 'rowSign' })).toEqual(['v']);
  });
});

describe('order', () => {
  it('set forgives order, not another or a missing element', () => {
    const wanted = [1, 2, 3];
    expect(missed({ s: [[3, 1, 2], wanted] }, { s: 'set' })).toEqual([]);
    expect(missed({ s: [[3, 1, 1], wanted] }, { s: 'set' })).toEqual(['s']);
    expect(missed({ s: [[3, 1], wanted] }, { s: 'set' })).toEqual(['s']);
    expect(missed({ s: [matrix('2 1; 1 9'), matrix('1 9; 2 1')] }, { s: 'set' })).toEqual([]);
    expect(missed({ s: [matrix('1 2; 1 9'), matrix('1 9; 2 1')] }, { s: 'set' })).toEqual(['s']);
  });

  it('alignedWith:f sorts together with f, along the last axis', () => {
    const hints = { support: 'set', dualCoef: 'alignedWith:support' };
    const support: Fields[string] = [
      [7, 2, 5],
      [2, 5, 7],
    ];
    const wanted = matrix('0.2 0.5 0.7');
    expect(missed({ support, dualCoef: [matrix('0.7 0.2 0.5'), wanted] }, hints)).toEqual([]);
    expect(missed({ support, dualCoef: [[0.7, 0.2, 0.5], wanted[0] ?? []] }, hints)).toEqual([]);
    expect(missed({ support, dualCoef: [wanted, wanted] }, hints)).toEqual(['dualCoef']);
  });

  it('unorderedPairs forgives the order inside a row, not of the rows', () => {
    expect(missed({ p: [matrix('1 0; 2 3'), matrix('0 1; 2 3')] }, { p: 'unorderedPairs' })).toEqual([]);
    expect(missed({ p: [matrix('2 3; 0 1'), matrix('0 1; 2 3')] }, { p: 'unorderedPairs' })).toEqual(['p']);
  });
});

describe('labels and shifts', () => {
  const renamed = (actual: number[], expected: number[]) => missed({ labels: [actual, expected] }, { labels: 'upToPermutation' });

  it('upToPermutation renames one to one and keeps noise', () => {
    expect(renamed([2, 2, 0, 1, -1], [0, 0, 1, 2, -1])).toEqual([]);
    expect(renamed([0, 0, 0, 1], [0, 0, 1, 2])).toEqual(['labels']);
    expect(renamed([0, 1, 2, 3], [0, 0, 1, 2])).toEqual(['labels']);
    expect(renamed([0, 0, 1], [-1, -1, 1])).toEqual(['labels']);
  });

  it('upToCommonShift compares after subtracting the mean, row by row', () => {
    const hints = { d: 'upToCommonShift' };
    expect(missed({ d: [matrix('1.5 2.5; 7 9'), matrix('0 1; 1 3')] }, hints)).toEqual([]);
    expect(missed({ d: [matrix('1.5 2.6; 7 9'), matrix('0 1; 1 3')] }, hints)).toEqual(['d']);
    expect(
      missed(
        {
          d: [
            [1.5, 2.5],
            [0, 1],
          ],
        },
        hints,
      ),
    ).toEqual([]);
  });
});

describe('upToNodeNumbering', () => {
  const hints = { structure: 'upToNodeNumbering' };
  const [left = [], right = [], feature = [], value = []] = matrix('1 3 -1 -1 -1; 2 4 -1 -1 -1; 0 1 -2 -2 -2; 10.5 6.5 4.5 2.5 3.5');
  const [ourLeft = [], ourRight = [], ourFeature = [], ourValue = []] = matrix(
    '1 2 -1 -1 -1; 4 3 -1 -1 -1; 0 1 -2 -2 -2; 10.5 6.5 2.5 3.5 4.5',
  );

  it('upToNodeNumbering takes breadth first and depth first for the same tree', () => {
    const fields: Fields = {
      childrenLeft: [ourLeft, left],
      childrenRight: [ourRight, right],
      feature: [ourFeature, feature],
      value: [ourValue, value],
    };
    expect(missed(fields, hints)).toEqual([]);
    expect(missed(fields, {})).not.toEqual([]);
  });

  it('upToNodeNumbering still finds another value, another tree, and a cycle', () => {
    const children: Fields = { childrenLeft: [ourLeft, left], childrenRight: [ourRight, right] };
    expect(missed({ ...children, value: [[10.5, 6.5, 3.5, 2.5, 4.5], value] }, hints)).toEqual(['value']);
    expect(missed({ childrenLeft: [[1, -1, 3, -1, -1], left], childrenRight: [[2, -1, 4, -1, -1], right] }, hints)).not.toEqual([]);
    expect(missed({ childrenLeft: [[1, 0, -1, -1, -1], left], childrenRight: [right, right] }, hints)).not.toEqual([]);
  });
});

it('applyHints refuses a hint that it does not know', () => {
  expect(() => missed({ x: [1, 1] }, { x: 'upToLuck' })).toThrow(DataError);
});
