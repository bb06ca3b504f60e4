import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adapterFor } from '../adapters/index.ts';
import { familiesIn, prepare, readFamily } from '../cases.ts';
import { DataSets } from '../data-sets.ts';
import { judge } from '../judge.ts';
import { runGoldens } from '../runner.ts';

const fixtures = `${import.meta.dirname}/../fixtures`;
const data = `${import.meta.dirname}/../data`;

/** Runs our own fixtures through our own adapters and returns the lines printed. */
async function lines(...args: string[]): Promise<string[]> {
  const printed: string[] = [];
  const print = (text: string): number => printed.push(...text.split('\n'));
  await runGoldens(args, { cases: fixtures, fixtures, data, adapterFor, print });
  return printed;
}

describe('adapterFor', () => {
  it('adapterFor(family) maps ops by name, with their gradients', async () => {
    expect((await lines('--family', 'tensor', '--algorithm', 'add')).at(-1)).toMatch(/^[1-9]\d* passed, 0 failed, 0 unmapped$/);
    expect((await lines('--family', 'autograd', '--algorithm', 'add')).at(-1)).toMatch(/^[1-9]\d* passed, 0 failed, 0 unmapped$/);
  });

  it('adapterFor(family) checks values and derivatives at the edges', async () => {
    expect((await lines('--family', 'edges', '--algorithm', 'exp')).at(-1)).toBe('1 passed, 0 failed, 0 unmapped');
  });

  it('adapterFor(family) leaves unmapped what no package exports, and says so', async () => {
    const printed = await lines('--family', 'rl', '--family', 'seed', '--algorithm', 'banditPolicies');
    expect(printed).toContain('  rl: 1 unmapped, the family has no adapter: banditPolicies');
  });

  it('adapterFor(family) fits estimators by class name and compares what the model learned', async () => {
    const salary = readFamily(fixtures, 'linear').filter((golden) => golden.id === 'linear/ols-salary');
    for (const raw of salary) {
      const { misses, reason } = await judge(prepare(raw, new DataSets(data)), adapterFor('linear'));
      expect(reason).toBeUndefined();
      expect(misses).toEqual([]);
    }
    expect(salary).toHaveLength(1);
  });
});

describe('done.json', () => {
  const runs: unknown = JSON.parse(readFileSync(`${import.meta.dirname}/../done.json`, 'utf8'));

  it('done.json names families and algorithms that the fixtures have', () => {
    const families = new Set(familiesIn(fixtures));
    const algorithms = new Set([...families].flatMap((family) => readFamily(fixtures, family).map((golden) => golden.algorithm)));
    for (const args of Array.isArray(runs) ? runs : []) {
      for (const name of args.filter((_: string, i: number) => args[i - 1] === '--family')) expect(families).toContain(name);
      for (const name of args.filter((_: string, i: number) => args[i - 1] === '--algorithm')) expect(algorithms).toContain(name);
    }
  });
});
