import { expect, it } from 'vitest';
import { type Equivalent, summarize, table } from '../report.ts';

const file = 'packages/tensor/src/ops/sin.ts';
const known: Equivalent = { file, rule: 'sinOp.derivative', change: 'a → b', reason: 'both are 1' };
const verdicts = [
  { id: 0, rule: 'sinOp.derivative', line: 3, change: 'a → b' },
  { id: 1, rule: 'sinOp.derivative', line: 3, change: 'a → c', killer: 'sin > is right' },
  { id: 2, rule: 'helper', line: 9, change: 'd → e' },
];

it('summarize counts the killed, excuses listed equivalents, and names the other survivors', () => {
  const met = new Set<Equivalent>();
  const rows = summarize(file, verdicts, [known], met);
  expect(rows).toEqual([
    { rule: 'tensor ops/sin.ts sinOp.derivative', mutants: 2, killed: 1, equivalent: 1, survivors: [] },
    { rule: 'tensor ops/sin.ts helper', mutants: 1, killed: 0, equivalent: 0, survivors: [`${file}:9 d → e`] },
  ]);
  expect([...met]).toEqual([known]);
  expect(table(rows).split('\n').at(-1)).toMatch(/^all +3 +1 +1 +1$/);
});
