import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** How an entry program is bundled. */
export interface MeasureOptions {
  /** Packages that are not counted. @defaultValue [] */
  readonly external?: readonly string[];
  /** Conditions under which packages choose their files. @defaultValue [] */
  readonly conditions?: readonly string[];
}

async function bundle(
  program: string,
  external: readonly string[],
  minify: boolean,
  conditions: readonly string[] = [],
): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: process.cwd(), loader: 'ts', sourcefile: 'entry.ts' },
    bundle: true,
    minify,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    external: [...external],
    conditions: [...conditions],
    logLevel: 'silent',
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/** Bytes of a program, bundled and minified by esbuild and compressed by gzip, as a page would load it. */
export async function measure(program: string, { external = [], conditions = [] }: MeasureOptions = {}): Promise<number> {
  return gzipSync(await bundle(program, external, true, conditions), { level: 9 }).byteLength;
}

/** Bytes that a program adds to what it imports of a package: the whole bundle less that of a program with the same imports and nothing else. */
export async function measureAbove(program: string, below: string): Promise<number> {
  const imports = await importsFrom(program, below);
  const names = imports.flatMap(({ list }) => list);
  const same = imports.map(({ list, from }) => `import { ${list.join(', ')} } from '${from}';`).join('\n');
  return (await measure(program)) - (names.length === 0 ? 0 : await measure(`${same}\nconsole.log(${names.join(', ')});`));
}

/** What is left of a program's imports of a package once everything unused has been shaken out. */
async function importsFrom(program: string, name: string): Promise<{ readonly list: readonly string[]; readonly from: string }[]> {
  const text = new TextDecoder().decode(await bundle(program, [name, `${name}/*`], false));
  const merged = new Map<string, Set<string>>();
  for (const [, list = '', from = ''] of text.matchAll(/^import \{([^}]*)\} from "([^"]+)"/gm)) {
    if (from !== name && !from.startsWith(`${name}/`)) continue;
    const names = merged.get(from) ?? merged.set(from, new Set()).get(from);
    for (const item of list.split(',')) {
      const [imported = '', local = imported] = item.trim().split(' as ');
      const uses = text.match(new RegExp(`\\b${local}\\b`, 'g')) ?? [];
      if (uses.length > 1) names?.add(imported); // once is the import itself: its user was shaken out
    }
  }
  return [...merged].map(([from, list]) => ({ list: [...list], from }));
}
