import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as tensorPackage from '@hml/tensor';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..');

/** The ops that a source folder exports: the public functions of its files. */
function opsIn(folder: string): { file: string; op: string }[] {
  return readdirSync(path.join(root, 'src', folder)).flatMap((file) => {
    const source = readFileSync(path.join(root, 'src', folder, file), 'utf8');
    const names = [...source.matchAll(/^export function (\w+)/gm)].map((match) => match[1]);
    return [...new Set(names)].filter((name) => name in tensorPackage).map((op) => ({ file: file.replace('.ts', ''), op }));
  });
}

for (const folder of ['ops', 'linalg', 'random']) {
  for (const { file, op } of opsIn(folder)) {
    if (op === 'random') continue; // makes a stream, not a tensor
    it(`${op} is described by a spec in test/${folder}/${file}.test.ts`, () => {
      const test = readFileSync(path.join(root, 'test', folder, `${file}.test.ts`), 'utf8');
      expect(test).toMatch(new RegExp(`^describeOp\\('?${op}'?, \\{`, 'm'));
    });
  }
}
