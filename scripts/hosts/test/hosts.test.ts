// Hosts that forbid code: a context that may neither evaluate strings nor compile WebAssembly.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import type { Tensor } from '@hml/tensor';
import * as tensorPackage from '@hml/tensor';
import { enginePath, withEngine } from '@hml/tensor/extend';
import * as kernels from '@hml/tensor/kernels';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { indexOf, wasmFiles } from '../../../packages/tensor/scripts/wasm-files.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const program = `
  export * from '@hml/tensor';
  export * as kernels from '@hml/tensor/kernels';
  export { enginePath, withEngine } from '@hml/tensor/extend';
`;

/** Puts the module that imports the files in the place of '#wasm', and in the place of each file a module that the host has compiled. */
const staticImports: Plugin = {
  name: 'static-imports',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^#wasm$/ }, () => ({ path: 'index', namespace: 'wasm' }));
    onResolve({ filter: /\.wasm\?module$/ }, (args) => ({ path: path.basename(args.path, '.wasm?module'), namespace: 'wasm-file' }));
    onLoad({ filter: /./, namespace: 'wasm' }, () => ({ contents: indexOf(wasmFiles()), resolveDir: root }));
    onLoad({ filter: /./, namespace: 'wasm-file' }, (args) => ({ contents: `export default compiledByHost['${args.path}'];` }));
  },
};

async function bundle(plugins: Plugin[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'hml',
    target: 'es2023',
    logLevel: 'silent',
    plugins,
  });
  return outputFiles[0]?.text ?? '';
}

type Library = typeof tensorPackage & { kernels: typeof kernels; enginePath: typeof enginePath; withEngine: typeof withEngine };

/** The library in a context of its own, in which no code can be made. */
async function inside(plugins: Plugin[], globals: Record<string, unknown> = {}): Promise<{ hml: Library; context: vm.Context }> {
  const context = vm.createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  vm.runInContext(`${await bundle(plugins)}; globalThis.hml = hml;`, context);
  return { hml: context.hml, context };
}

/** Every op on a few numbers of a few shapes: its answers as text, the names of those that do not take such operands left out. */
function answers(hml: Pick<Library, 'tensor' | 'isTensor'> & object): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, call] of Object.entries<unknown>({ ...hml })) {
    if (typeof call !== 'function' || name === 'withEngine' || name === 'enginePath') continue;
    for (const dtype of ['float64', 'float32'] as const) {
      const x = hml.tensor(
        Array.from({ length: 36 }, (_, i) => 0.1 + ((i * 7) % 36) / 37),
        { dtype },
      );
      const m = x.reshape([6, 6]);
      const operands: readonly unknown[][] = [[x], [x, x], [m], [m, m], [m, 0], [m, 1]];
      for (const [i, args] of operands.entries()) {
        try {
          const y: unknown = (call as (...args: readonly unknown[]) => unknown)(...args); // whatever it takes
          if (hml.isTensor(y)) found.set(`${name} ${dtype} ${i}`, JSON.stringify([...y.toTypedArray()]));
        } catch {
          // This op takes other operands.
        }
      }
    }
  }
  return found;
}

type Realm = Pick<typeof globalThis, 'Float64Array' | 'Int32Array' | 'Uint8Array'>;

/** What the kernels of the classic algorithms make of some numbers, in arrays of their own realm. */
function kernelAnswers(k: typeof kernels, realm: Realm = globalThis): number[][] {
  const X = realm.Float64Array.from({ length: 900 }, (_, i) => (i % 7) / 3);
  const [row, bins] = [X.slice(0, 9), realm.Uint8Array.from({ length: 200 }, (_, i) => i % 5)];
  const near = k.nearest(X, X.slice(0, 90), 9, 3);
  const histogram = k.histogramBins(bins, 5, realm.Int32Array.of(0, 7, 99), X.slice(0, 100), X.slice(100, 200));
  const A = { data: X.slice(0, 4), indices: realm.Int32Array.of(0, 3, 9, 1), indptr: realm.Int32Array.of(0, 2, 4) };
  return [
    k.gram(X, 9),
    k.gram(X, 9, row, row),
    k.weightedGram(X, 9, X.slice(0, 100)),
    k.columnSums(X, 9, row).sums,
    k.linearGradient(X, 9, row, (Z) => Z.set(Z.map((z) => z / 2))),
    k.linearGradient(X, 9, X.slice(0, 27), () => {}, row),
    k.pairwiseSquaredDistances(X, row, 9),
    k.rbfKernelRows(X, row, 9, 0.1),
    k.polynomialKernelRows(X, row, 9, { degree: 3 }),
    k.csrTimesDense(A, X, 9),
    near.indices,
    near.squaredDistances,
    histogram.sums,
    histogram.counts,
  ].map((values) => Array.from(values));
}

function realmOf(context: vm.Context): Realm {
  return vm.runInContext('({ Float64Array, Int32Array, Uint8Array })', context);
}

function expectSameAnswers(got: Map<string, string>, expected: Map<string, string>): void {
  expect(got.size).toBeGreaterThan(500);
  expect([...got.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [name, value] of expected) if (got.get(name) !== value) expect.fail(`${name}: ${got.get(name)} instead of ${value}`);
}

describe('a context that forbids code from strings and WebAssembly', () => {
  it('forbids them indeed', async () => {
    const { context } = await inside([], { bytes: wasmFiles()[0]?.bytes });
    expect(() => vm.runInContext('eval("1")', context)).toThrow(/Code generation from strings disallowed/);
    expect(() => vm.runInContext('new WebAssembly.Module(bytes)', context)).toThrow(/disallowed/);
  });

  it('runs every op on the plain loops, with the bits that they give elsewhere', async () => {
    const { hml, context } = await inside([]);
    expect(hml.enginePath()).toBe('plain');
    expectSameAnswers(
      answers(hml),
      withEngine('plain', () => answers(tensorPackage)),
    );
    expect(kernelAnswers(hml.kernels, realmOf(context))).toEqual(withEngine('plain', () => kernelAnswers(kernels)));
  });

  it.runIf(enginePath() !== 'plain')('runs the kernels that were imported ready-made', async () => {
    const compiledByHost = Object.fromEntries(wasmFiles().map(({ name, bytes }) => [name, new WebAssembly.Module(bytes)]));
    const { hml, context } = await inside([staticImports], { compiledByHost });
    expect(hml.enginePath()).toBe(enginePath());
    const ours = withEngine(enginePath(), () => answers(tensorPackage), { always: true });
    expectSameAnswers(
      hml.withEngine(enginePath(), () => answers(hml), { always: true }),
      ours,
    );
    const product = ({ matmul, random, uniform }: typeof tensorPackage): Tensor => {
      const a = uniform(random(1), [100, 100]).cast('float32');
      return matmul(a, a);
    };
    expect([...product(hml).toTypedArray()]).toEqual([...product(tensorPackage).toTypedArray()]);
    expect(kernelAnswers(hml.kernels, realmOf(context))).toEqual(kernelAnswers(kernels));
  });
});

describe.runIf(enginePath() === 'relaxed')('wasmFiles', () => {
  const files = new Map(wasmFiles().map(({ name, bytes }) => [name, bytes]));
  const source = path.join(root, 'packages/tensor/src');

  it('has every op that names a SIMD body, and every family of src/simd, in both types', () => {
    const read = (folder: string): string[] =>
      readdirSync(path.join(source, folder))
        .filter((file) => file.endsWith('.ts'))
        .map((file) => readFileSync(path.join(source, folder, file), 'utf8'));
    const ops = read('ops').flatMap((text) =>
      [...text.matchAll(/name: '(\w+)',(?=(?:(?!name: ')[\s\S])*?\n {2}simd: (?!\w+(?:Lanes|Lines)\())/g)].map((match) => match[1]),
    );
    const families = read('simd').flatMap((text) => [...text.matchAll(/name: [`']([\w-]+)-(?:\$\{|float64')/g)].map((match) => match[1]));
    expect(ops.length).toBeGreaterThan(20);
    expect(families.length).toBeGreaterThan(5);
    for (const name of [...ops, ...families]) expect(files.has(`${name}-float64.simd`), name).toBe(true);
    for (const name of ops) expect(files.has(`${name}-float32.simd`), name).toBe(true);
  });

  it('has files of its own for fused products of float32 alone, and valid modules', () => {
    const relaxed = [...files.keys()].filter((name) => name.endsWith('.relaxed'));
    expect(relaxed).toEqual(['matmul-float32.relaxed', 'matmul-pack-float32.relaxed', 'matvec-float32.relaxed', 'probe.relaxed']);
    for (const [name, bytes] of files) expect(WebAssembly.validate(bytes), name).toBe(true);
  });
});
