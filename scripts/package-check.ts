// Packs the package in the current folder and asks publint and attw whether others can use what is packed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './checks/command.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hml-pack-'));
const root = path.resolve(import.meta.dirname, '..');
const bin = (name: string) => path.join(root, 'node_modules/.bin', name);
try {
  const packed = await must(['pnpm', 'pack', '--json', '--pack-destination', folder]);
  const { filename }: { filename: string } = JSON.parse(packed);
  const archive = path.resolve(folder, filename);
  await must([bin('publint'), 'run', archive, '--strict']);
  await must([bin('attw'), archive, '--profile', 'esm-only', '--format', 'ascii']);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function must(command: readonly string[]): Promise<string> {
  const { status, output } = await run(command);
  if (status === 0) return output;
  console.log(output);
  console.log(`${command.join(' ')} failed`);
  process.exit(1);
}
