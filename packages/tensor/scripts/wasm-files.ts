// Writes every kernel family as .wasm files into dist/wasm, and a module that imports them: for hosts that take WebAssembly by static
// import only (Cloudflare Workers, Vercel Edge), chosen by the export condition hml-static-wasm. Part of the build.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tensorPackage from '@hml/tensor';
import { add, isTensor, matmul, onesLike, reshape, type Tensor, transpose, wrap } from '@hml/tensor';
import { enginePath, leaf, Tape, withEngine } from '@hml/tensor/extend';
import { columnSums, csrTimesDense, gram, histogramBins, nearest } from '@hml/tensor/kernels';
import { probe } from '../src/simd/capability.ts';
import { assemble, engine, type Family } from '../src/simd/engine.ts';

/** A file: the family and the path in its name. */
export interface WasmFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Operands of the shapes that ops take, a few numbers in each. */
function* operands(): Generator<readonly unknown[]> {
  for (const values of [
    Float64Array.from({ length: 36 }, (_, i) => 0.1 + i / 37),
    Float32Array.from({ length: 36 }, (_, i) => 0.1 + i / 37),
  ]) {
    const [x, m] = [wrap(values), wrap(values, [6, 6])];
    yield* [[x], [x, { approximate: 'tanh' }], [x, x], [x, x, x], [m], [m, m], [m, 0], [m, 1], [m, wrap(values.slice(0, 6))]];
  }
}

/** Every family that an op or a kernel of ours asks for, found by calling all of them. */
export function allFamilies(): readonly Family[] {
  const use = (): readonly Family[] => {
    for (const call of Object.values<unknown>(tensorPackage)) {
      if (typeof call !== 'function') continue;
      for (const args of operands()) {
        attempt(() => call(...args));
        attempt(() => slope((...given) => call(...given), args));
      }
    }
    for (const type of ['float32', 'float64'] as const) reshape(transpose(wrap(new Float32Array(4096), [64, 64]).cast(type)), [4096]);
    for (const type of ['float32', 'float64'] as const)
      for (const to of ['int32', 'bool'] as const) wrap(new Float32Array(8)).cast(type).cast(to);
    for (const type of ['float32', 'float64'] as const) rowAndColumn(wrap(new Float32Array(64), [8, 8]).cast(type));
    for (const type of ['float32', 'float64'] as const) add(wrap(new Float32Array(1024)).cast(type).slice([0, 1024, 2]), 1);
    const [X, rows] = [new Float64Array(64).fill(0.5), Int32Array.of(0, 1)];
    nearest(X, X, 2, 1);
    gram(X, 2);
    columnSums(X, 2);
    histogramBins(Uint8Array.of(0, 1), 2, rows, X.slice(0, 2), X.slice(0, 2));
    csrTimesDense({ data: X.slice(0, 1), indices: Int32Array.of(0), indptr: rows }, X, 8);
    return engine()?.families ?? [];
  };
  return withEngine(enginePath(), use, { always: true });
}

function rowAndColumn(m: Tensor): void {
  matmul(m, m.slice([], [0, 1]));
  matmul(m.slice([0, 1]), m);
}

/** Uses an op's gradient rule too, which may have kernels of its own. */
function slope(call: (...args: unknown[]) => unknown, [x, ...others]: readonly unknown[]): void {
  if (!isTensor(x)) return;
  const y = call(leaf(new Tape(1), x).tensor, ...others);
  if (!isTensor(y) || y.node?.op === undefined) return;
  const { op, inputs, attrs, value } = y.node;
  op.vjp({ inputs, y: value, attrs }, 0, onesLike(value));
}

function attempt(call: () => unknown): void {
  try {
    call();
  } catch {
    // An op that does not take such operands: others are tried.
  }
}

/** The files: one for each family, and a second where fused lanes give other bytes. */
export function wasmFiles(): readonly WasmFile[] {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const made = allFamilies().map((family) => ({ name: family.name, bytes: (fused: boolean) => assemble(family, fused) }));
  for (const { name, bytes } of [{ name: 'probe', bytes: probe }, ...made]) {
    const [simd, relaxed] = [bytes(false), bytes(true)];
    const known = files.get(`${name}.simd`);
    if (known !== undefined && !equal(known, simd)) throw new Error(`two families of kernels are called ${name}`);
    files.set(`${name}.simd`, simd);
    if (!equal(simd, relaxed)) files.set(`${name}.relaxed`, relaxed);
  }
  return [...files].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** The module that imports them all. A path that has no file of its own takes the one of plain SIMD. */
export function indexOf(files: readonly WasmFile[]): string {
  const imports = files.map(({ name }, i) => `import m${i} from './${name}.wasm?module';`);
  const entries = files.map(({ name }, i) => `  '${name}': m${i},`);
  return `${imports.join('\n')}

const modules = {
${entries.join('\n')}
};

export const compiled = (name) => modules[name] ?? modules[name.replace('.relaxed', '.simd')];
`;
}

/** Writes the files and the module into a folder. */
export function writeWasmFiles(folder: string): readonly WasmFile[] {
  const files = wasmFiles();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, bytes } of files) writeFileSync(path.join(folder, `${name}.wasm`), bytes);
  writeFileSync(path.join(folder, 'index.js'), indexOf(files));
  return files;
}

if (import.meta.main) {
  const files = writeWasmFiles(path.join(import.meta.dirname, '../dist/wasm'));
  console.log(`${files.length} kernel modules, ${files.reduce((sum, { bytes }) => sum + bytes.length, 0)} bytes`);
}
