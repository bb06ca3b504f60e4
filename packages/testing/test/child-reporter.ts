import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import type { Outcome } from './child-run.ts';

interface Failure {
  readonly message: string;
  readonly cause?: unknown;
}

/** Writes how each test ended, causes included, to the file that `CHILD_REPORT` names. */
export default class ChildReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const outcomes = modules.flatMap((module): Outcome[] => [
      ...module.errors().map((error) => ({ name: module.moduleId, passed: false, message: messages(error) })),
      ...Array.from(module.children.allTests(), (test) => ({
        name: test.fullName,
        passed: test.result().state === 'passed',
        message: (test.result().errors ?? []).map(messages).join('\n'),
      })),
    ]);
    writeFileSync(process.env.CHILD_REPORT ?? '', JSON.stringify(outcomes));
  }
}

/** What an error says, and what the errors say that caused it. */
function messages({ message, cause }: Failure): string {
  return isFailure(cause) ? `${message}\n${messages(cause)}` : message;
}

function isFailure(cause: unknown): cause is Failure {
  return typeof cause === 'object' && cause !== null && 'message' in cause;
}
