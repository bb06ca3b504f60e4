import { expect, it } from 'vitest';
import { compareBound, meets, readBounds } from '../compare/bounds.ts';
import type { Json } from '../json.ts';

function bound(op: string, value: Json, more: Readonly<Record<string, Json>> = {}) {
  const [first] = readBounds([{ metric: 'm', op, value, ...more }]);
  if (!first) throw new Error('no bound was read');
  return first;
}

it('meets(bound, metric) knows every op, limits included', () => {
  expect([meets(bound('>=', 1), 1), meets(bound('>=', 1), 0.9)]).toEqual([true, false]);
  expect([meets(bound('<=', 1), 1), meets(bound('<=', 1), 1.1)]).toEqual([true, false]);
  expect([meets(bound('<', 1), 0.9), meets(bound('<', 1), 1)]).toEqual([true, false]);
  expect([meets(bound('absDiff<=', 0.5, { target: 2 }), 1.5), meets(bound('absDiff<=', 0.5, { target: 2 }), 2.6)]).toEqual([true, false]);
  expect([meets(bound('relDiff<=', 0.1, { target: -10 }), -11), meets(bound('relDiff<=', 0.1, { target: -10 }), -11.1)]).toEqual([
    true,
    false,
  ]);
  expect([meets(bound('in', [1, 3]), 3), meets(bound('in', [1, 3]), 4)]).toEqual([true, false]);
  expect([meets(bound('==', true), true), meets(bound('==', [1, 2]), [1, 2]), meets(bound('==', 6), 5)]).toEqual([true, true, false]);
});

it('meets: NaN, a missing metric and an unknown op meet no bound', () => {
  for (const op of ['>=', '<=', '<', '==', 'absDiff<=', 'relDiff<=']) expect(meets(bound(op, 1, { target: 1 }), Number.NaN)).toBe(false);
  expect(meets(bound('>=', 1), null)).toBe(false);
  expect(meets(bound('~', 1), 1)).toBe(false);
});

it('compareBound asks every seed, or the share that the case grants', () => {
  expect(compareBound(bound('>=', 1), [1, 2, 3])).toEqual([]);
  expect(compareBound(bound('>=', 1), [1, 0, 3])).toHaveLength(1);
  expect(compareBound(bound('>=', 1, { shareOfSeeds: 0.6 }), [1, 0, 3])).toEqual([]);
  expect(compareBound(bound('>=', 1, { shareOfSeeds: 0.6 }), [1, 0, 0])).toHaveLength(1);
  expect(compareBound(bound('>=', 1), [])).toHaveLength(1);
});
