import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type Outcome, runSuites } from './child-run.ts';
import { specials } from './faults/fault.ts';

const packages = path.join(import.meta.dirname, '../..');

/** The code blocks of a page in a language, in their order. */
function blocks(name: string, language: string): string[] {
  const page = readFileSync(path.join(packages, name, 'README.md'), 'utf8');
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, info]) => info === language).map(([, , code]) => code);
}

/** The block that holds a piece of text. */
function block(name: string, language: string, text: string): string {
  const found = blocks(name, language).find((code) => code.includes(text));
  if (found === undefined) throw new Error(`${name}/README.md has no ${language} block with ${text}`);
  return found;
}

/** Runs files in a folder from which the packages can be imported. */
async function run(files: Readonly<Record<string, string>>): Promise<Outcome[]> {
  const cache = path.join(packages, '../.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'readme-'));
  try {
    for (const [name, code] of Object.entries(files)) writeFileSync(path.join(folder, name), code);
    return await runSuites(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const hypot = block('testing', 'ts', 'function hypot');
const hypotTest = block('testing', 'js', 'describeOp(hypot');
const textbook = hypot.replace(/Math\.hypot\(a\[(.*?)\], b\[(.*?)\]\)/, 'Math.sqrt(a[$1] ** 2 + b[$2] ** 2)');

it('the tests shown in the READMEs run, and print what the page says they print', async () => {
  const outcomes = await run({
    'hypot.ts': hypot,
    'hypot.suite.ts': hypotTest,
    'softplus.ts': block('tensor', 'ts', 'function softplus'),
    'softplus.suite.ts': block('tensor', 'js', 'describeOp(softplus'),
    'sum.suite.ts': block('testing', 'js', "describeOp('sum'"),
    'gaussian-nb.suite.ts': block('testing', 'js', 'describeEstimator('),
  });
  expect(outcomes.filter(({ passed }) => !passed)).toEqual([]);
  expect(new Set(outcomes.map(({ name }) => name.split(' > ')[0]))).toEqual(new Set(['hypot', 'softplus', 'sum', 'GaussianNB']));
  const lines = outcomes.flatMap(({ name }) => (name.startsWith('hypot > ') ? [name.replace('hypot > ', '  ✓ ')] : []));
  expect(`hypot\n${lines.join('\n')}\n`).toBe(block('testing', 'text', '✓'));
}, 90_000);

it('the textbook kernel fails where the page says it does', async () => {
  expect(textbook).not.toBe(hypot);
  const outcomes = await run({ 'hypot.ts': textbook, 'hypot.suite.ts': hypotTest });
  const failed = outcomes.filter(({ passed }) => !passed).map(({ name }) => name.replace('hypot > ', ''));
  expect(failed).toEqual([specials]);
  expect(`${failed.map((title) => `  ✗ ${title}`).join('\n')}\n`).toBe(block('testing', 'text', '✗'));
}, 90_000);

it('every js block of these pages is one of the tests above', () => {
  expect([...blocks('tensor', 'js'), ...blocks('testing', 'js'), ...blocks('autograd', 'js')]).toHaveLength(4);
});
