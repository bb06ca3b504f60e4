/** How many tests, cases or snippets a check ran. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

const closingLine = /^(\d+) passed, (\d+) failed(?:, \d+ (?:skipped|unmapped))?$/gm;

/**
 * Counts what a check ran: the sum of the closing lines `N passed, N failed` in its output, or the check itself as one.
 * A check that exits with an error has failed at least once, whatever its lines say.
 */
export function count(output: string, status: number): Count {
  let passed = 0;
  let failed = 0;
  let lines = 0;
  for (const match of output.matchAll(closingLine)) {
    passed += Number(match[1]);
    failed += Number(match[2]);
    lines++;
  }
  if (lines === 0) return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  return { passed, failed: status === 0 ? failed : Math.max(failed, 1) };
}
