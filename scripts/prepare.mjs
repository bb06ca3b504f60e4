// Second step of every npm command: checks the Node that really runs, installs what the lockfile names, then runs the script asked for.
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `The sources are TypeScript that Node 24 or newer runs directly, but npx started ${process.version}: install Node 24 or newer ` +
      'from https://nodejs.org, or allow npm to run the install script of the package "node".',
  );
  process.exit(1);
}

const shell = process.platform === 'win32';
console.log('> pnpm install --frozen-lockfile');
const install = spawnSync('pnpm', ['install', '--frozen-lockfile', '--reporter=append-only'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'pipe'],
  shell,
  env: { CI: 'true', ...process.env }, // never asks
});
if (install.status !== 0) {
  console.error(`${install.stdout ?? ''}${install.stderr ?? ''}${install.error?.message ?? ''}`);
  console.error('The dependencies could not be installed. Alone: npm run -s x -- pnpm install --frozen-lockfile');
  process.exit(1);
}

const [script, ...args] = process.argv.slice(2);
console.log(`> node ${[script, ...args].join(' ')}\n`);
process.exit(spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' }).status ?? 1);
