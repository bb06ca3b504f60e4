import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, runSuites } from './child-run.ts';
import { faults } from './faults/faults.ts';

let outcomes: readonly Outcome[] = [];

beforeAll(async () => {
  outcomes = await runSuites(path.join(import.meta.dirname, 'faults'));
}, 90_000);

/** The checks of one op, by title. */
function checksOf(name: string): Outcome[] {
  return outcomes
    .filter((outcome) => outcome.name.startsWith(`${name} > `))
    .map((outcome) => ({ ...outcome, name: outcome.name.slice(name.length + 3) }));
}

describe('describeOp', () => {
  for (const { name, fails, says } of faults) {
    it(`${fails.length === 0 ? 'passes' : 'catches'} ${name}`, () => {
      const checks = checksOf(name);
      const failed = checks.filter(({ passed }) => !passed);
      expect(checks.length).toBeGreaterThan(3);
      expect(failed.map((check) => check.name).sort()).toEqual([...fails].sort());
      if (says) expect(failed.map(({ message }) => message).join('\n')).toMatch(says);
    });
  }

  it('asks how a named op is called', () => {
    const [first] = checksOf('a spec that does not say how a named op is called');
    expect([first.name, first.passed]).toEqual(['has a definition, a residual or a reference', false]);
    expect(first.message).toMatch(/says how it is called/);
  });
});
