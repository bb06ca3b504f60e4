// The estimators' own test files as one program for other hosts: each describeEstimator line says the fingerprint of its model there.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const suites = path.join(root, 'packages/classic/test');

/** The test files that hold a `describeEstimator` line. */
export function suiteFiles(): string[] {
  return readdirSync(suites, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join(suites, file))
    .filter((file) => /^describeEstimator\(/m.test(readFileSync(file, 'utf8')))
    .sort();
}

/** How many such lines there are. */
export function suiteCount(): number {
  return suiteFiles().reduce((sum, file) => sum + (readFileSync(file, 'utf8').match(/^describeEstimator\(/gm)?.length ?? 0), 0);
}

/** Whatever is called, read or constructed is the same again; a list of it is empty. */
const idle = `
  const idle = new Proxy(function () {}, {
    get: (_, name) => (name === Symbol.iterator ? () => [].values() : name === '__esModule' ? undefined : idle),
    apply: () => idle,
    construct: () => idle,
  });
  module.exports = Object.create(idle);
`;

/** A test file that knows where it lay: some read tables from beside it. */
function inPlace(file: string): string {
  return readFileSync(file, 'utf8')
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href))
    .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)));
}

/** Puts test runners whose tests never run in the place of those, and our own `describeEstimator` in that of the suite. */
const standIns: Plugin = {
  name: 'stand-ins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(vitest|fast-check|@fast-check\/vitest)$/ }, () => ({ path: 'idle', namespace: 'idle' }));
    onLoad({ filter: /./, namespace: 'idle' }, () => ({ contents: idle }));
    onLoad({ filter: /\.test\.ts$/ }, ({ path: file }) => ({ contents: inPlace(file), loader: 'ts' }));
    onResolve({ filter: /^@hml\/testing$/ }, () => ({ path: path.join(import.meta.dirname, 'describe-estimator.ts') }));
  },
};

/** The program: it prints a `Report` of these test files as JSON. */
export async function fingerprintProgram(files: readonly string[] = suiteFiles()): Promise<string> {
  const imports = files.map((file) => `import ${JSON.stringify(file)};`);
  const { outputFiles } = await build({
    stdin: {
      contents: [...imports, "import { report } from '@hml/testing';", 'console.log(JSON.stringify(await report()));'].join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'es2023',
    keepNames: true,
    ignoreAnnotations: true, // test files have effects, whatever their package says
    logLevel: 'silent',
    plugins: [standIns],
  });
  return outputFiles[0]?.text ?? '';
}
