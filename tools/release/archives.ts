import { globSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { must } from './must.ts';

/** A package as it would be published. */
export interface Archive {
  readonly name: string;
  readonly version: string;
  /** Path of the tarball. */
  readonly file: string;
  /** Everything that can be imported from it, such as `@hml/data/iris`. */
  readonly entries: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string>>;
}

const readManifest = (file: string): Manifest => JSON.parse(readFileSync(file, 'utf8'));

/** Raises the versions that waiting changesets ask for, builds and packs every package of the tree. */
export async function buildArchives(tree: string, destination: string): Promise<Archive[]> {
  mkdirSync(destination);
  const changesets = globSync('.changeset/*.md', { cwd: tree }).filter((file) => !file.endsWith('README.md'));
  if (changesets.length > 0) await must(['changeset', 'version'], tree);
  const configs = globSync('packages/*/tsconfig{.build,.node}.json', { cwd: tree }).sort();
  await must(['tsc', '-b', ...configs], tree);

  const archives: Archive[] = [];
  for (const file of globSync('packages/*/package.json', { cwd: tree }).sort()) {
    const folder = path.join(tree, path.dirname(file));
    const { name, version, exports } = readManifest(path.join(tree, file));
    await must(['pnpm', 'pack', '--pack-destination', destination], folder);
    const archive = path.join(destination, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
    const entries = Object.keys(exports).filter((key) => !key.endsWith('.json'));
    archives.push({ name, version, file: archive, entries: entries.map((key) => name + key.slice(1)) });
  }
  console.log(`packed ${archives.map(({ name, version }) => `${name} ${version}`).join(', ')}`);
  return archives;
}
