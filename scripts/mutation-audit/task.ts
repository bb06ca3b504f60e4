/** A file and the tests that must kill its mutants. */
export interface Task {
  /** The file whose gradient rules are mutated. */
  readonly file: string;
  /** The test files. */
  readonly suites: readonly string[];
  /** The mutant to begin with. */
  readonly from: number;
}

/** What a worker has to say: that a test begins, that all pass by themselves, how a mutant fared, or that there are no more. */
export type Message = 'alive' | 'ready' | Verdict | 'done';

/** How a mutant fared. */
export interface Verdict {
  /** The number of the mutant. */
  readonly id: number;
  /** The rule it changes. */
  readonly rule: string;
  /** The line of the change. */
  readonly line: number;
  /** The change in words. */
  readonly change: string;
  /** The test that failed; undefined for a survivor. */
  readonly killer?: string | undefined;
}
