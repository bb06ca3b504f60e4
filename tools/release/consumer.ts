import { copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { run } from '../../scripts/checks/command.ts';
import type { Archive } from './archives.ts';
import { must } from './must.ts';

const oldestNode = '20.19.0';
const compilers = ['typescript-5.9', 'typescript-6.0', 'typescript-7.0'];

/** Makes an empty project and installs the archives in it with npm, as a user's would be. */
export async function install(project: string, archives: readonly Archive[]): Promise<void> {
  mkdirSync(project);
  const dependencies = Object.fromEntries(archives.map(({ name, file }) => [name, `file:${file}`]));
  const manifest = { private: true, type: 'module', dependencies, overrides: dependencies };
  writeFileSync(path.join(project, 'package.json'), JSON.stringify(manifest, undefined, 2));
  await must(['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--legacy-peer-deps'], project);
  const vitest = path.resolve(import.meta.dirname, '../../node_modules/vitest'); // the peer of @hml/testing
  symlinkSync(vitest, path.join(project, 'node_modules/vitest'), 'junction');
}

/** Imports every entry of every package under the oldest supported Node. */
export async function importEverything(project: string, archives: readonly Archive[]): Promise<void> {
  const node = await findOldNode(project);
  const entries = archives.flatMap((archive) => (archive.name === '@hml/testing' ? [] : archive.entries)); // testing runs inside vitest
  const lines = entries.map((entry) => `if (Object.keys(await import('${entry}')).length === 0) throw new Error('${entry} is empty');`);
  writeFileSync(path.join(project, 'import-all.js'), `${lines.join('\n')}\n`);
  const version = (await must([node, '--version'], project)).output.trim();
  await must([node, 'import-all.js'], project);
  console.log(`imported ${entries.length} entries under Node ${version}`);
}

/** The oldest supported Node by npx, else the machine's own when it is older than the one that runs the repository. */
async function findOldNode(project: string): Promise<string> {
  const cache = path.resolve(import.meta.dirname, '../../.cache/npm');
  const command = ['npx', '--yes', '--cache', cache, '-p', `node@${oldestNode}`, 'node', '-p', 'process.execPath'];
  const { status, output } = await run(command, project);
  const found = output.trim().split('\n').at(-1) ?? '';
  if (status === 0 && existsSync(found) && (await run([found, '--version'])).output.trim() === `v${oldestNode}`) return found;
  const own = process.env.HML_MACHINE_NODE ?? process.execPath;
  console.log(`Node ${oldestNode} could not be fetched: importing under ${own}`);
  return own;
}

/** Type-checks a program that uses every entry, our declarations included, with every supported TypeScript. */
export async function typeCheck(project: string, archives: readonly Archive[]): Promise<void> {
  const entries = archives.flatMap((archive) => archive.entries);
  writeFileSync(path.join(project, 'all.ts'), entries.map((entry, i) => `export * as entry${i} from '${entry}';\n`).join(''));
  copyFileSync(path.join(import.meta.dirname, 'program.ts'), path.join(project, 'program.ts'));
  writeFileSync(path.join(project, 'tsconfig.nodenext.json'), JSON.stringify(options('nodenext', 'nodenext')));
  writeFileSync(path.join(project, 'tsconfig.bundler.json'), JSON.stringify(options('esnext', 'bundler')));
  for (const compiler of compilers) {
    const tsc = path.resolve(import.meta.dirname, 'node_modules', compiler, 'bin/tsc');
    for (const resolution of ['nodenext', 'bundler']) {
      const { status, output } = await run(['node', tsc, '-p', `tsconfig.${resolution}.json`, '--pretty', 'false'], project);
      const mistakes = output.split('\n').filter((line) => line.includes('error TS') && !othersDeclarations.test(line));
      if (mistakes.length > 0) throw new Error(`${compiler} (${resolution}):\n${mistakes.join('\n')}`);
      if (status !== 0 && !output.includes('error TS')) throw new Error(`${compiler} did not run:\n${output}`);
    }
  }
  console.log(`type-checked by ${compilers.join(', ')}`);
}

/** Mistakes in the declarations of packages that are not ours; a user would set skipLibCheck for those. */
const othersDeclarations = /^node_modules\/(?!@hml\/)/;

function options(module: string, moduleResolution: string): object {
  const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false };
  const target = { noEmit: true, target: 'es2023', lib: ['es2023', 'dom'], types: [], module, moduleResolution };
  return { compilerOptions: { ...strict, ...target }, files: ['all.ts', 'program.ts'] };
}
