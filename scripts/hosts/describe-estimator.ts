// Stands in the place of @hml/testing where test files run in another host: a suite says its fingerprint, and what its fits leave behind.
import { enginePath } from '@hml/tensor/extend';
import { fingerprintOf } from '../../packages/testing/src/estimator/fingerprint.ts';
import { Subject } from '../../packages/testing/src/estimator/subject.ts';
import type {
  EstimatorKind,
  EstimatorSpec,
  SupervisedRecipe,
  UnsupervisedRecipe,
} from '../../packages/testing/src/estimator/under-test.ts';

export * from '../../packages/testing/src/index.ts';

/** What a `describeEstimator` line expects, and what this host finds. */
export interface Fingerprint {
  /** The recipe's name. */
  readonly name: string;
  /** The fingerprint that stands in the line. */
  readonly expected: string | undefined;
  /** The one that this host computes. */
  readonly got: string;
  /** What a hundred fits leave behind, where the host lets itself be told to collect garbage. */
  readonly left: Leftovers | undefined;
}

/** What fits leave behind. */
export interface Leftovers {
  /** How many models of the hundred. */
  readonly models: number;
  /** How many bytes each fit, of the heap and of buffers. */
  readonly bytes: number;
}

/** What a host says of all lines. */
export interface Report {
  /** How the kernels run: `'plain'` without WebAssembly. */
  readonly engine: string;
  /** The lines in order. */
  readonly fingerprints: readonly Fingerprint[];
}

const lines: { readonly subject: Subject; readonly expected: string | undefined }[] = [];

/** Takes the place of the suite. */
export function describeEstimator(
  kind: EstimatorKind,
  make: (options: object) => SupervisedRecipe | UnsupervisedRecipe,
  spec: EstimatorSpec = {},
): void {
  lines.push({ subject: new Subject(kind, make, spec), expected: spec.fingerprint });
}

/** What is found of all lines, when the test files have been loaded. */
export async function report(): Promise<Report> {
  const fingerprints: Fingerprint[] = [];
  for (const { subject, expected } of lines)
    fingerprints.push({ name: subject.name, expected, got: fingerprintOf(subject), left: await leftovers(subject) });
  return { engine: enginePath(), fingerprints };
}

/** Bytes are the least of four rounds: what is compiled or cached on the way comes once, what leaks comes every time. */
async function leftovers(subject: Subject): Promise<Leftovers | undefined> {
  const { gc } = globalThis;
  if (gc === undefined) return undefined;
  const { X, y } = subject.draw(300, 8, 5);
  const short = 'maxIter' in subject.defaults ? { maxIter: 5 } : {}; // what an iteration leaves behind is left behind by five
  const models: WeakRef<object>[] = [];
  const round = async (): Promise<number> => {
    for (let i = 0; i < 25; i++) models.push(new WeakRef(subject.fit(X, y, { onWarning: () => {} }, subject.recipe(short))));
    await new Promise((resolve) => setTimeout(resolve, 0)); // until then the language itself keeps what a WeakRef points to
    gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  let before = await round();
  let bytes = Infinity;
  for (let i = 0; i < 3; i++) {
    const after = await round();
    bytes = Math.min(bytes, (after - before) / 25);
    before = after;
  }
  return { models: models.filter((model) => model.deref() !== undefined).length, bytes };
}
