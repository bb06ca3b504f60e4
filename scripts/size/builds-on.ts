import { readFileSync } from 'node:fs';
import path from 'node:path';
import { alsoBuildsOn } from './budgets.ts';

const source = path.join(import.meta.dirname, '../../packages/tensor/src');

/** The exports of `@hml/tensor` by the file that defines them. */
const exportsOf = new Map(
  importsOf(path.join(source, 'index.ts')).map(({ names, file }) => [file, names.filter((name) => /^[a-z]\w*$/.test(name))]),
);

/**
 * The exports that `name` builds on: those whose files its own file imports, directly or not, and those whose arithmetic it
 * uses, since `math/exp.ts` belongs to `exp` and `math/sin-cos.ts` to both. Each of them has a budget of its own, so that
 * `name` is measured on top of them. Nobody draws without a stream, so that samplers build on `random` and its `uniform`.
 */
export function buildsOn(name: string): readonly string[] {
  const own = [...exportsOf].find(([, names]) => names.includes(name))?.[0];
  if (own === undefined) return [];
  const files = new Set<string>();
  const open = [own];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    open.push(...importsOf(file).map((imported) => imported.file));
  }
  files.delete(own);
  const ops = [...files].flatMap((file) => exportsOf.get(file) ?? arithmeticOf(file));
  const stream = own.includes(`${path.sep}random${path.sep}`) ? ['random', 'uniform'] : [];
  return [...new Set([...ops, ...stream, ...(alsoBuildsOn[name] ?? [])])].filter((op) => op !== name);
}

/** The ops whose arithmetic a file of `math/` is. */
function arithmeticOf(file: string): readonly string[] {
  if (path.dirname(file) !== path.join(source, 'math')) return [];
  return path
    .basename(file, '.ts')
    .split('-')
    .flatMap((stem) => exportsOf.get(path.join(source, 'ops', `${stem}.ts`)) ?? []);
}

/** What a file imports or passes on, types aside. */
function importsOf(file: string): { names: string[]; file: string }[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:im|ex)port \{([^}]*)\} from '(\.[^']+)';/gm)].map(([, names, target]) => ({
    names: names.split(',').map((name) => name.trim()),
    file: path.join(path.dirname(file), target),
  }));
}
