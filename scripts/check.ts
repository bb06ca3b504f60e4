// npm test: every check of scripts/checks/list.ts, two at a time. Alone: npm run check -- --only types [--only format …].
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runAll } from './checks/command.ts';
import { type Count, count } from './checks/count.ts';
import { type Check, checks } from './checks/list.ts';
import { schedule } from './checks/schedule.ts';

interface Result extends Count {
  readonly status: number;
  readonly seconds: number;
}

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, verbose: { type: 'boolean' } } });
const known = checks.map((check) => check.name);
const unknown = (values.only ?? []).filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`--only ${unknown.join(', ')}: no such check; there are ${known.join(', ')}`);
  process.exit(2);
}

const chosen = checks.filter((check) => values.only?.includes(check.name) ?? true);
const results = new Map<string, Result>();
const started = performance.now();

await schedule(chosen, Math.min(2, availableParallelism()), async (check) => {
  const begin = performance.now();
  console.log(`  … ${check.name.padEnd(11)} ${check.title}`);
  const { status, output } = await runAll(check.commands);
  const result: Result = { status, seconds: (performance.now() - begin) / 1000, ...count(output, status) };
  results.set(check.name, result);
  report(check, result, output);
});

function report(check: Check, { status, seconds, passed, failed }: Result, output: string): void {
  const time = `${seconds.toFixed(1)} s`.padStart(8);
  if (status === 0) {
    console.log(`  ✓ ${check.name.padEnd(11)}${time}`);
    if (values.verbose || values.only) console.log(output);
    return;
  }
  console.log(`  ✗ ${check.name.padEnd(11)}${time}   ${passed} passed, ${failed} failed. Its output:\n`);
  console.log(output.replace(/^/gm, '    '));
  console.log(`  ✗ ${check.name} failed. Alone: npm run check -- --only ${check.name}\n`);
}

const total = { passed: 0, failed: 0 };
console.log(`\n  ${'check'.padEnd(12)}${'passed'.padStart(7)}${'failed'.padStart(8)}${'time'.padStart(9)}`);
for (const { name } of chosen) {
  const result = results.get(name);
  if (!result) continue;
  total.passed += result.passed;
  total.failed += result.failed;
  const time = `${result.seconds.toFixed(1)} s`;
  console.log(
    `${result.status === 0 ? '✓' : '✗'} ${name.padEnd(12)}${String(result.passed).padStart(7)}${String(result.failed).padStart(8)}${time.padStart(9)}`,
  );
}
console.log(`\n  ${((performance.now() - started) / 1000).toFixed(1)} s; tests, cases and snippets counted each, any other check as one\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
