import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** How an entry program is bundled. */
export interface MeasureOptions {
  /** Packages that are not counted. @defaultValue [] */
  readonly external?: readonly string[];
}

/** Bytes of a program, bundled and minified by esbuild and compressed by gzip, as a page would load it. */
export async function measure(program: string, { external = [] }: MeasureOptions = {}): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: process.cwd(), loader: 'ts', sourcefile: 'entry.ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    external: [...external],
    logLevel: 'silent',
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).byteLength;
}
