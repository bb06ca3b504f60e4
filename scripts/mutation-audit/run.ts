// Mutates every gradient rule and tells which mutants the tests do not notice:
// node scripts/mutation-audit/run.ts [--only part of a path …] [--jobs 2]
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { judge } from './judge.ts';
import { mutate } from './mutate.ts';
import { type Equivalent, type Row, summarize, table } from './report.ts';
import { suitesOf } from './suites.ts';
import type { Task } from './task.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [''] }, jobs: { type: 'string', default: '2' } },
});
const chosen = (file: string): boolean => values.only.some((part) => file.includes(part));
const equivalents: readonly Equivalent[] = JSON.parse(readFileSync(path.join(import.meta.dirname, 'equivalent.json'), 'utf8'));

const tasks: Task[] = globSync('packages/{tensor,autograd}/src/**/*.ts')
  .sort()
  .filter((file) => chosen(file) && mutate(readFileSync(file, 'utf8')).mutants.length > 0)
  .map((file) => ({ file, suites: suitesOf(file), from: 0 }));

const rows = new Map<string, Row[]>();
const met = new Set<Equivalent>();
let broken = 0;
const queue = tasks.values();
async function lane(): Promise<void> {
  for (const task of queue) {
    try {
      const start = performance.now();
      const ofFile = summarize(task.file, await judge(task), equivalents, met);
      rows.set(task.file, ofFile);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.error(`${task.file}: ${ofFile.reduce((sum, { mutants }) => sum + mutants, 0)} mutants in ${seconds} s`);
    } catch (error) {
      console.log(error instanceof Error ? error.message : error);
      broken++;
    }
  }
}
await Promise.all(Array.from({ length: Number(values.jobs) }, lane));

const all = tasks.flatMap(({ file }) => rows.get(file) ?? []);
console.log(table(all));
const stale = equivalents.filter((one) => chosen(one.file) && !met.has(one));
for (const { file, rule, change } of stale) console.log(`equivalent.json: no such survivor: ${file} ${rule}: ${change}`);
const survivors = all.reduce((sum, row) => sum + row.survivors.length, 0);
const mutants = all.reduce((sum, row) => sum + row.mutants, 0);
console.log(`\n${mutants - survivors} passed, ${survivors + stale.length + broken} failed`);
process.exitCode = survivors + stale.length + broken === 0 ? 0 : 1;
