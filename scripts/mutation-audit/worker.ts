// Runs the mutants of one file against its tests, and sends the verdicts to the process that forked it.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { mutate } from './mutate.ts';
import { type Test, tests } from './suite.ts';
import { switchTo } from './switch.ts';
import type { Message, Task } from './task.ts';

const { file, suites, from }: Task = JSON.parse(process.argv[2]);
const target = pathToFileURL(path.resolve(file)).href;
const { code, mutants } = mutate(readFileSync(file, 'utf8'));
const own = (name: string): string => new URL(name, import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'vitest' && context.parentURL !== own('./suite.ts')) return { url: own('./suite.ts'), shortCircuit: true };
    if (specifier === 'mutation-audit:stand-ins') return { url: own('./stand-ins.ts'), shortCircuit: true };
    return next(specifier, context);
  },
  load(url, context, next) {
    return url === target ? { format: 'module', source: code, shortCircuit: true } : next(url, context);
  },
});

for (const suite of suites) await import(pathToFileURL(path.resolve(suite)).href);
tests.sort((a, b) => Number(aboutDerivatives(b)) - Number(aboutDerivatives(a)));

const broken = from === 0 ? await firstFailure(undefined) : undefined;
if (broken !== undefined) throw new Error(`${file}: '${broken}' fails without any mutant`);
say('ready');
for (const { id, rule, line, change } of mutants.slice(from)) say({ id, rule, line, change, killer: await firstFailure(id) });
say('done');

function say(message: Message): void {
  process.send?.(message);
}

/** The name of the first test that fails while a mutant is on. */
async function firstFailure(id: number | undefined): Promise<string | undefined> {
  switchTo(id);
  for (const test of tests) {
    try {
      say('alive');
      await test.body();
    } catch {
      tests.splice(tests.indexOf(test), 1);
      tests.unshift(test); // what killed one mutant may well kill the next
      return test.name;
    }
  }
  return undefined;
}

function aboutDerivatives({ name }: Test): boolean {
  return /vjp|jvp|deriv|grad/i.test(name);
}
