// Models of classic are the same to the bit on every Node that is found, and without WebAssembly; fits leave nothing behind.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../describe-estimator.ts';
import { fingerprintProgram, suiteCount } from '../fingerprints.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'fingerprints-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The Nodes of this machine: the one that runs this, those on the path, and those that npx has fetched before. */
const nodes = new Set(
  [
    process.execPath,
    ...`${process.env.PATH ?? ''}:/usr/local/bin:/usr/bin`.split(path.delimiter).map((directory) => path.join(directory, 'node')),
    ...[path.join(homedir(), '.npm'), path.resolve(import.meta.dirname, '../../../.cache/npm')].flatMap(fetchedNodes),
  ]
    .filter((file) => existsSync(file) && isSupported(file))
    .map((file) => realpathSync(file)),
);

/** Whether the packages promise to run there: from Node 20.19 on. */
function isSupported(node: string): boolean {
  const [major, minor] = execFileSync(node, ['--version'], { encoding: 'utf8' }).slice(1).split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

/** The Nodes that npx keeps in this cache of npm. */
function fetchedNodes(cache: string): string[] {
  const folder = path.join(cache, '_npx');
  return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name, 'node_modules/node/bin/node')) : [];
}

/** Runs the program of these test files in this Node. */
async function reportOf(node: string, flags: readonly string[], files?: readonly string[]): Promise<Report> {
  const file = path.join(folder, `${files?.length ?? 'all'}.mjs`);
  writeFileSync(file, await fingerprintProgram(files));
  const { stdout } = await promisify(execFile)(node, [...flags, file], { timeout: 100_000 });
  return JSON.parse(stdout);
}

/** Checks every line of a report. */
function expectFingerprints({ fingerprints }: Report): void {
  expect(fingerprints).toHaveLength(suiteCount());
  const found = fingerprints.map(({ name, got }) => `${name} ${got}`);
  expect(found).toEqual(fingerprints.map(({ name, expected }) => `${name} ${expected}`));
}

describe('the fingerprint of every estimator', () => {
  it.each([...nodes])('is the same in %s', { timeout: 100_000 }, async (node) => {
    expectFingerprints(await reportOf(node, []));
  });

  it('is the same without WebAssembly, and without code made while running', { timeout: 100_000 }, async () => {
    const report = await reportOf(process.execPath, ['--jitless']);
    expect(report.engine).toBe('plain');
    expectFingerprints(report);
  });
});

describe('a hundred fits', () => {
  const mostBytes = 2048; // a copy of the table would be 19,200

  it('leave no model behind, and no part of the data', { timeout: 200_000 }, async () => {
    const { fingerprints } = await reportOf(process.execPath, ['--expose-gc']);
    for (const { name, left } of fingerprints) {
      expect(left?.models, name).toBeLessThanOrEqual(1); // the latest may still be in a register
      expect(left?.bytes, name).toBeLessThan(mostBytes);
    }
  });

  it('that leak something are noticed', { timeout: 100_000 }, async () => {
    const leaky = path.join(import.meta.dirname, 'leaky.suite.ts');
    const { fingerprints } = await reportOf(process.execPath, ['--expose-gc'], [leaky]);
    expect(fingerprints[0].left?.models).toBe(100);
    expect(fingerprints[1].left?.bytes).toBeGreaterThan(mostBytes);
  });
});
