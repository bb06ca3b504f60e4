import path from 'node:path';
import { expect, it } from 'vitest';
import { judge } from '../judge.ts';
import type { Verdict } from '../task.ts';

const sample = (name: string): string => path.join(import.meta.dirname, 'sample', name);
const task = { file: sample('cube.ts'), suites: [sample('cube.suite.ts')], from: 0 };

it('judge tells which mutants a suite kills, by which test, and goes on after one that takes its process down', async () => {
  const verdicts = await judge(task);
  const killerOf = (change: string): string | undefined => verdicts.find((verdict) => verdict.change === change)?.killer;
  expect(killerOf('mul(mul(x, x), checked(3)) → negated')).toBe('cube > has the slope 3 at 1');
  expect(killerOf('3 → 4 in checked(3)')).toBe('its process ended, or did not');
  const survivors = verdicts.filter(({ killer }: Verdict) => killer === undefined).map(({ change }) => change);
  // At 1, where the suite looks, x² is x, and 1.
  expect(survivors).toEqual(['mul(mul(x, x), checked(3)) → checked(3)', 'mul(x, x) → x']);
}, 60_000);

it('judge refuses a suite that fails by itself', async () => {
  await expect(judge({ ...task, suites: [path.join(import.meta.dirname, 'no.suite.ts')] })).rejects.toThrow(/no\.suite/);
}, 60_000);
