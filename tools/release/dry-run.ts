// The release, rehearsed: versions and archives made in a copy, installed in an empty project, imported under the oldest
// supported Node and type-checked by every supported TypeScript. Nothing is published and the working tree stays as it is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildArchives } from './archives.ts';
import { importEverything, install, typeCheck } from './consumer.ts';
import { copyTree } from './copy-tree.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hml-release-'));
try {
  const tree = path.join(folder, 'tree');
  await copyTree(tree);
  const archives = await buildArchives(tree, path.join(folder, 'archives'));
  const project = path.join(folder, 'project');
  await install(project, archives);
  await importEverything(project, archives);
  await typeCheck(project, archives);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
