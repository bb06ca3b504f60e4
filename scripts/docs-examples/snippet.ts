/** One piece of example code and where a reader finds it. */
export interface Snippet {
  /** Path of the file it stands in, relative to the repository. */
  readonly file: string;
  /** Line of the file, from 1, of the code's first line. */
  readonly line: number;
  readonly code: string;
  /** What the whole program must print, when a block `output` follows it. */
  readonly output?: string;
  /** Why it cannot be run as it stands. */
  readonly problem?: string;
}

/** One assertion that did not hold, or one snippet that did not run. */
export interface Failure {
  readonly file: string;
  readonly line: number;
  readonly expected: string;
  readonly got: string;
}

/** What the run of one snippet came to. */
export interface Outcome {
  readonly assertions: number;
  readonly failures: readonly Failure[];
}

/** The failure as people read it. */
export function describeFailure({ file, line, expected, got }: Failure): string {
  return `${file}:${line}\n  expected: ${expected}\n  got:      ${got}`;
}
