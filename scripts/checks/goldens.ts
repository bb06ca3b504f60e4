// Runs the golden cases that are promised to pass: one run of goldens/run.ts for each argument list in goldens/done.json
// and each path that kernels can take here.
import { readFileSync } from 'node:fs';
import { pathsHere } from '../../goldens/choice.ts';
import { run } from './command.ts';

const done: unknown = JSON.parse(readFileSync('goldens/done.json', 'utf8'));
const isArguments = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');
if (!Array.isArray(done) || !done.every(isArguments)) throw new Error('goldens/done.json: expected an array of arrays of strings');

let failures = 0;
const runs = pathsHere().flatMap((path) => done.map((args) => [...args, '--path', path]));
for (const args of runs) {
  const { status, output } = await run(['node', 'goldens/run.ts', ...args]);
  if (status === 0) {
    console.log(output.trimEnd().split('\n').at(-1) ?? '');
  } else {
    failures++;
    console.log(`${output}\nAlone: npm run -s goldens -- ${args.join(' ')}`);
  }
}
process.exitCode = failures === 0 ? 0 : 1;
