// What the rewritten snippets call: each assertion notes a failure and lets the snippet go on.
import { format, inspect } from 'node:util';
import { matches } from './compare.ts';
import { parseLiteral } from './literal.ts';
import type { Failure } from './snippet.ts';

/** The checks of one snippet. */
export interface Checks {
  readonly failures: Failure[];
  /** All that was printed so far. */
  readonly printed: string[];
  assertions: number;
  value(line: number, expected: string, evaluate: () => unknown): Promise<void>;
  throws(line: number, expected: string, evaluate: () => unknown): Promise<void>;
  prints(line: number, expected: string, evaluate: () => unknown): Promise<void>;
  output(line: number, expected: string): void;
}

/** Starts the checks of a snippet; `console.log` writes into `printed` until the returned checks are closed. */
export function startChecks(file: string): Checks & Disposable {
  const failures: Failure[] = [];
  const printed: string[] = [];
  const { log } = console;
  console.log = (...parts: unknown[]) => {
    printed.push(format(...parts));
  };
  const fail = (line: number, expected: string, got: string) => {
    failures.push({ file, line, expected, got });
  };
  return {
    failures,
    printed,
    assertions: 0,
    [Symbol.dispose]: () => {
      console.log = log;
    },
    async value(line, expected, evaluate) {
      this.assertions++;
      const literal = parseLiteral(expected);
      try {
        const actual = await evaluate();
        if (!literal || !matches(literal, actual)) fail(line, expected, show(actual));
      } catch (error) {
        fail(line, expected, `throws ${String(error)}`);
      }
    },
    async throws(line, expected, evaluate) {
      this.assertions++;
      try {
        fail(line, `throws ${expected}`, show(await evaluate()));
      } catch (error) {
        if (!isError(error, expected)) fail(line, `throws ${expected}`, `throws ${String(error)}`);
      }
    },
    async prints(line, expected, evaluate) {
      this.assertions++;
      const before = printed.length;
      await evaluate();
      const text = printed.slice(before).join('\n');
      if (text.trim() !== expected.trim()) fail(line, `prints ${expected}`, `prints ${text}`);
    },
    output(line, expected) {
      this.assertions++;
      const text = printed.join('\n');
      if (text.trim() !== expected.trim()) fail(line, `prints ${expected}`, `prints ${text}`);
    },
  };
}

/** Whether an error is the one that `ShapeError` or `ShapeError: inner dimensions differ` describes: name, then part of the message. */
function isError(error: unknown, expected: string): boolean {
  const [name = '', ...text] = expected.split(':');
  if (!(error instanceof Error)) return false;
  const named = error.name === name.trim() || error.constructor.name === name.trim();
  return named && error.message.includes(text.join(':').trim());
}

function show(value: unknown): string {
  const plain =
    typeof value === 'object' && value !== null && 'toArray' in value && typeof value.toArray === 'function' ? value.toArray() : value;
  return inspect(plain, { depth: 6, breakLength: 140 });
}
