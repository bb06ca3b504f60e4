import { existsSync } from 'node:fs';

/** The tests of files that declare no op of their own: those of a few ops that go through them. */
const shared: Readonly<Record<string, readonly string[]>> = {
  'packages/tensor/src/declare.ts': ['packages/tensor/test/declare.test.ts', ...['exp', 'neg', 'add', 'mul', 'sum', 'matmul'].map(opTest)],
  'packages/tensor/src/declare-lines.ts': ['cumsum', 'softmax', 'sort'].map(opTest),
  'packages/tensor/src/linalg/cofactors.ts': ['packages/tensor/test/linalg/det.test.ts'],
};

function opTest(name: string): string {
  return `packages/tensor/test/ops/${name}.test.ts`;
}

/** The test files that must kill the mutants of a file: its own, at the same place under `test`. */
export function suitesOf(file: string): readonly string[] {
  const suites = shared[file] ?? [file.replace('/src/', '/test/').replace(/\.ts$/, '.test.ts')];
  const missing = suites.filter((suite) => !existsSync(suite));
  if (missing.length > 0) throw new Error(`${file} has gradient rules but no ${missing.join(', ')}`);
  return suites;
}
