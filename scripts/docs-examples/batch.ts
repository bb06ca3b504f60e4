// One process of the run: imports the modules listed in the file argv[2] one after another and writes their outcomes to argv[3].
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { startChecks } from './runtime.ts';
import type { Outcome } from './snippet.ts';

/** What a batch is asked to run: the module, and where its snippet stands. */
export interface Task {
  readonly module: string;
  readonly file: string;
  readonly line: number;
}

const [, , tasksFile = '', outcomesFile = ''] = process.argv;
const tasks: readonly Task[] = JSON.parse(readFileSync(tasksFile, 'utf8'));
const outcomes: Outcome[] = [];

for (const { module, file, line } of tasks) {
  using checks = startChecks(file);
  Object.assign(globalThis, { __checks: checks });
  try {
    await import(pathToFileURL(module).href);
  } catch (error) {
    checks.failures.push({ file, line, expected: 'the snippet runs', got: String(error) });
  }
  outcomes.push({ assertions: checks.assertions, failures: checks.failures });
  writeFileSync(outcomesFile, JSON.stringify(outcomes)); // after each, so that a crash is charged to the right one
}
