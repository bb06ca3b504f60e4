import type { OnWarning } from '../estimator/warning.ts';
import { consoleOnce, Warning } from '../estimator/warning.ts';

/** A metric is not defined for these data, and a value stands in for it. */
export class UndefinedMetricWarning extends Warning {}

/** A metric is defined, but the data, or what was asked of them, are not as they should be. */
export class DataWarning extends Warning {}

/** What metrics take that may not be defined. */
export interface WarningOptions {
  /** Takes the warning that a value stands in for an undefined metric. @defaultValue the console */
  readonly onWarning?: OnWarning;
}

/** Tells that `what` is not defined, and that `value` stands in for it. */
export function warnUndefined(
  where: string,
  what: string,
  expected: string,
  value: number,
  { onWarning = consoleOnce() }: WarningOptions,
): void {
  onWarning(new UndefinedMetricWarning({ where, what, expected, got: `none; counted as ${value}` }));
}
