import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as tensorPackage from '@hml/tensor';
import { expect, it } from 'vitest';

/** Exports that are no ops: what makes tensors and streams from plain values, asks, or is thrown. Each has its own tests. */
const others = [
  'Cell',
  'Random',
  'allClose',
  'arange',
  'compare',
  'eye',
  'fromFunction',
  'fromJSON',
  'full',
  'isTensor',
  'linspace',
  'logspace',
  'ones',
  'random',
  'tensor',
  'wrap',
  'zeros',
];
const errors = Object.keys(tensorPackage).filter((name) => name.endsWith('Error'));

const root = path.join(import.meta.dirname, '..');
const tests = globSync('test/**/*.test.ts', { cwd: root }).map((file) => readFileSync(path.join(root, file), 'utf8'));

for (const name of Object.keys(tensorPackage)) {
  if (others.includes(name) || errors.includes(name)) continue;
  it(`${name} is described by a spec`, () => {
    const spec = new RegExp(`^describeOp\\('?${name}'?, \\{`, 'm');
    expect(tests.some((test) => spec.test(test))).toBe(true);
  });
}

it('what counts as no op is exported', () => {
  expect(others.filter((name) => !(name in tensorPackage))).toEqual([]);
});
