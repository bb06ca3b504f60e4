import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../checks/command.ts';
import type { Failure, Snippet } from './snippet.ts';

const message = /types-(\d+)\.ts[(:](\d+)[,:]\d+\)?\s*[-:]\s*(error TS.*)$/;

/** Type-checks the modules `types-N.ts` in a folder; mistakes come back by snippet, with the line of the page they stand in. */
export async function typeCheck(folder: string, snippets: readonly Snippet[]): Promise<Map<number, Failure[]>> {
  const config = path.join(folder, 'tsconfig.json');
  const base = path.relative(folder, 'tsconfig.base.json').replaceAll(path.sep, '/');
  writeFileSync(config, JSON.stringify({ extends: base, compilerOptions: { types: ['node'] }, include: ['types-*.ts'] }));
  const mistakes = new Map<number, Failure[]>();
  const { status, output } = await run(['tsc', '-p', config, '--pretty', 'false']);
  if (status === 0 || output.includes('TS18003')) return mistakes; // no snippet to check

  for (const text of output.split('\n')) {
    const [, number = '', line = '', error = ''] = message.exec(text) ?? [];
    const snippet = snippets[Number(number)];
    if (error === '' || !snippet) continue;
    const failure: Failure = { file: snippet.file, line: snippet.line + Number(line) - 1, expected: 'the snippet type-checks', got: error };
    mistakes.set(Number(number), [...(mistakes.get(Number(number)) ?? []), failure]);
  }
  if (mistakes.size === 0) mistakes.set(0, [{ file: 'snippets', line: 0, expected: 'tsc runs', got: output.trim().slice(0, 2000) }]);
  return mistakes;
}
