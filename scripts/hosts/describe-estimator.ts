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
  /** How many bytes of buffers each fit. */
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

/** Bytes are the least of five rounds of twenty: what is cached on the way comes once, a leak comes every time. The heap itself grows by compiled code. */
async function leftovers(subject: Subject): Promise<Leftovers | undefined> {
  const { gc } = globalThis;
  if (gc === undefined) return undefined;
  const { X, y } = subject.draw(300, 8, 5);
  const short = 'maxIter' in subject.defaults ? { maxIter: 5 } : {}; // what an iteration leaves behind is left behind by five
  const round = async (): Promise<{ readonly models: WeakRef<object>[]; readonly memory: number }> => {
    const models = Array.from({ length: 20 }, () => new WeakRef(subject.fit(X, y, { onWarning: () => {} }, subject.recipe(short))));
    await new Promise((resolve) => setTimeout(resolve, 0)); // until then the language itself keeps what a WeakRef points to
    gc();
    await new Promise((resolve) => setTimeout(resolve, 5)); // buffers are given back beside the program: a second time they are counted
    gc();
    return { models, memory: process.memoryUsage().arrayBuffers };
  };
  let { memory } = await round();
  const rounds: { readonly models: WeakRef<object>[]; readonly bytes: number }[] = [];
  for (let i = 0; i < 5; i++) {
    const after = await round();
    rounds.push({ models: after.models, bytes: (after.memory - memory) / 20 });
    memory = after.memory;
  }
  const left = rounds.flatMap(({ models }) => models).filter((model) => model.deref() !== undefined);
  return { models: left.length, bytes: Math.min(...rounds.map(({ bytes }) => bytes)) };
}
