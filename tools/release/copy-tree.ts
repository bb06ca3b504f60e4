import { cpSync, existsSync, globSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const files = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', 'tsconfig.base.json', 'LICENSE', '.changeset'];
const generated = new Set(['dist', 'coverage', '.turbo', 'test']);

/** Copies what a release is made of; the installed dependencies are shared with the original. */
export async function copyTree(tree: string): Promise<void> {
  mkdirSync(path.join(tree, 'packages'), { recursive: true });
  for (const file of files)
    if (existsSync(path.join(root, file))) cpSync(path.join(root, file), path.join(tree, file), { recursive: true });
  for (const folder of globSync('packages/*', { cwd: root })) {
    const filter = (source: string) => !generated.has(path.relative(path.join(root, folder), source));
    cpSync(path.join(root, folder), path.join(tree, folder), { recursive: true, filter, verbatimSymlinks: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'), 'junction');
}
