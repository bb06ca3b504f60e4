// First step of every npm command. Runs on the machine's own Node, so: plain JavaScript, no dependency, nothing recent.
// It starts scripts/prepare.mjs under the Node and pnpm the repository is built with; npx fetches both when they are missing.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const nodeVersion = '26.10.0';
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const pnpm = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).packageManager;
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `This repository needs Node 20.19 or newer to start (this is ${process.version}): install a newer one from https://nodejs.org.`,
  );
  process.exit(1);
}

console.log(`> Node ${nodeVersion} and ${pnpm}, by npx (fetched once)`);
const windows = process.platform === 'win32';
const args = ['--yes', '-p', `node@${nodeVersion}`, '-p', pnpm, 'node', 'scripts/prepare.mjs', ...process.argv.slice(2)];
const { status, error } = spawnSync('npx', args, {
  cwd: root,
  stdio: 'inherit',
  shell: windows, // npx is a .cmd file there
  env: { npm_config_prefer_offline: 'true', npm_config_loglevel: 'error', ...process.env, HML_MACHINE_NODE: process.execPath },
});
if (error) console.error(`npx could not be started (${error.message}): it comes with npm, https://nodejs.org.`);
process.exit(status ?? 1);
