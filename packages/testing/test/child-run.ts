import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** How one test of a child run ended. */
export interface Outcome {
  /** The names of the suites around it and its own, joined by ' > '. */
  readonly name: string;
  readonly passed: boolean;
  /** What the failure and its causes say, empty if there is none. */
  readonly message: string;
}

const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const config = path.join(import.meta.dirname, 'child.config.ts');

/** Runs every `*.suite.ts` of a folder in a vitest of its own, where tests may fail, and says how each ended. */
export async function runSuites(folder: string): Promise<Outcome[]> {
  const reports = mkdtempSync(path.join(tmpdir(), 'child-run-'));
  const report = path.join(reports, 'outcomes.json');
  const outside = Object.entries(process.env).filter(([name]) => !/^(VITEST|HML_)/.test(name));
  const env = { ...Object.fromEntries(outside), CHILD_REPORT: report };
  try {
    const printed = await new Promise<string>((resolve) => {
      const args = [vitest, 'run', '--config', config, '--root', folder];
      execFile(process.execPath, args, { env, timeout: 60_000 }, (_, stdout, stderr) => resolve(stdout + stderr));
    });
    if (!existsSync(report)) throw new Error(`the child run gave no report:\n${printed}`);
    return JSON.parse(readFileSync(report, 'utf8'));
  } finally {
    rmSync(reports, { recursive: true });
  }
}
