import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, runSuites } from './child-run.ts';
import { estimatorFaults } from './estimator-faults/faults.ts';
import { transformerFaults } from './estimator-faults/transformer-faults.ts';

let outcomes: readonly Outcome[] = [];

beforeAll(async () => {
  outcomes = await runSuites(path.join(import.meta.dirname, 'estimator-faults'));
}, 90_000);

describe('describeEstimator', () => {
  it.each([...estimatorFaults, ...transformerFaults])('asks enough, and not too much, of $name', ({ name, fails }) => {
    const checks = outcomes
      .filter((outcome) => outcome.name.startsWith(`${name} > `))
      .map((outcome) => ({ ...outcome, title: outcome.name.slice(name.length + 3).replace(/^\w+ > /, '') }));
    expect(checks.length).toBeGreaterThan(50);
    const failed = checks.filter(({ passed }) => !passed).map(({ title }) => title);
    expect(failed.filter((title) => !fails.some((beginning) => title.startsWith(beginning)))).toEqual([]);
    expect(fails.filter((beginning) => !failed.some((title) => title.startsWith(beginning)))).toEqual([]);
  });
});
