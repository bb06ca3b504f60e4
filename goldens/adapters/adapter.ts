import type { GoldenCase } from '../cases.ts';

/** Named results, by the names of the expected fields; metrics of quality cases are named `metric` or `metric:on`. */
export type Results = Readonly<Record<string, unknown>>;

/** The case was computed. */
export interface Mapped {
  readonly results: Results;
  /** Expected fields that we do not compare, each with the reason. */
  readonly notCompared?: Readonly<Record<string, string>>;
  /** Fields in which an expected null leaves that element uncompared. */
  readonly holes?: readonly string[];
}

/** The case names something that our packages do not have (yet). */
export interface Unmapped {
  readonly unmapped: string;
}

/** What an adapter makes of a case. */
export type Outcome = Mapped | Unmapped;

/**
 * Maps the cases of a family to our public API: parameters and data in, named results out.
 *
 * An adapter knows algorithms and names, never a single case. It throws where the computation throws: that is a failure.
 * `seed` differs from run to run of a quality case and is 0 for an exact one.
 */
export type Adapter = (golden: GoldenCase, seed: number) => Outcome | Promise<Outcome>;

/** True where the case could not be mapped. */
export function isUnmapped(outcome: Outcome): outcome is Unmapped {
  return 'unmapped' in outcome;
}
