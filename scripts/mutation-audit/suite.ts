// Stands for vitest in the process that runs mutants: tests are collected, and run as often as there are mutants.
export { expect, expectTypeOf, vi } from 'vitest';

/** One test as its file declares it. */
export interface Test {
  /** Its name and those of the suites around it. */
  readonly name: string;
  /** What it does. */
  readonly body: () => unknown;
}

/** The tests collected so far. */
export const tests: Test[] = [];
const path: string[] = [];

/** Collects the tests of a suite. */
export function describe(name: string, body: () => unknown): void {
  path.push(name);
  body();
  path.pop();
}

/** Collects a test. */
export function it(name: string, body: () => unknown): void {
  tests.push({ name: [...path, name].join(' > '), body });
}

/** Collects a suite, or a test, for each of some values. */
function each(collect: (name: string, body: () => unknown) => void) {
  return (values: readonly unknown[]) => (name: string, body: (...value: unknown[]) => unknown) => {
    values.forEach((value, i) => {
      collect(`${name} ${i + 1}`, () => (Array.isArray(value) ? body(...value) : body(value)));
    });
  };
}

describe.each = each(describe);
it.each = each(it);
it.runIf = (condition: unknown) => (condition ? it : () => {});

export { it as test };
