import type { Miss } from './compare/field.ts';
import type { Verdict } from './judge.ts';

/** The verdicts of one family. */
export interface FamilyReport {
  readonly family: string;
  readonly verdicts: readonly Verdict[];
}

/** How the chosen cases came out. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly unmapped: number;
}

const missesShown = 5;

/** Counts verdicts by status. */
export function count(verdicts: readonly Verdict[]): Totals {
  const having = (status: Verdict['status']): number => verdicts.filter((verdict) => verdict.status === status).length;
  return { passed: having('passed'), failed: having('failed'), unmapped: having('unmapped') };
}

/** The table of families: cases by outcome, and how many of the expected fields were compared. */
export function table(reports: readonly FamilyReport[]): string[] {
  const header = ['family', 'cases', 'passed', 'failed', 'unmapped', 'fields compared'];
  const rows = reports.map(({ family, verdicts }) => {
    const { passed, failed, unmapped } = count(verdicts);
    const compared = sum(verdicts.map((verdict) => verdict.fieldsCompared));
    const expected = sum(verdicts.map((verdict) => verdict.fieldsExpected));
    return [family, ...[verdicts.length, passed, failed, unmapped].map(String), `${compared} of ${expected}`];
  });
  const widths = header.map((title, j) => Math.max(title.length, ...rows.map((row) => row[j]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, j) => (j === 0 ? cell.padEnd(widths[j] ?? 0) : cell.padStart(widths[j] ?? 0))).join('  ');
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}

/** What a reader must know of a family beyond its row: misses, what is unmapped and why, fields left out and why. */
export function details({ family, verdicts }: FamilyReport): string[] {
  return [...failures(verdicts), ...omissions(family, verdicts), ...unmappedReasons(family, verdicts)];
}

/** The closing line. */
export function closing({ passed, failed, unmapped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${unmapped} unmapped`;
}

function failures(verdicts: readonly Verdict[]): string[] {
  return verdicts
    .filter((verdict) => verdict.status === 'failed')
    .flatMap(({ id, reason, misses }) => {
      const more = misses.length - missesShown;
      const lines = misses.slice(0, missesShown).map((miss) => `    ${missLine(miss)}`);
      const thrown = reason === undefined ? [] : reason.split('\n').map((line) => `    ${line}`);
      return [`  failed ${id}`, ...thrown, ...lines, ...(more > 0 ? [`    and ${more} more`] : [])];
    });
}

function missLine({ field, index, expected, got, tolerance }: Miss): string {
  const place = index === '' || index.startsWith('[') || index.startsWith('.') ? `${field}${index}` : `${field} ${index.trim()}`;
  return `${place}: expected ${expected}, got ${got} (${tolerance})`;
}

function omissions(family: string, verdicts: readonly Verdict[]): string[] {
  const reasons = group(
    verdicts.flatMap((verdict) => verdict.notCompared.map(([field, reason]) => [`${field}: ${reason}`, verdict.id] as const)),
  );
  return [...reasons].map(([reason, ids]) => `  ${family}: not compared in ${ids.length} of ${verdicts.length} cases, ${reason}`);
}

function unmappedReasons(family: string, verdicts: readonly Verdict[]): string[] {
  const unmapped = verdicts.filter((verdict) => verdict.status === 'unmapped');
  return [...group(unmapped.map((verdict) => [verdict.reason ?? '', verdict.algorithm] as const))].map(
    ([reason, algorithms]) => `  ${family}: ${algorithms.length} unmapped, ${reason}: ${[...new Set(algorithms)].join(', ')}`,
  );
}

function group(pairs: readonly (readonly [key: string, id: string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, id] of pairs) groups.set(key, [...(groups.get(key) ?? []), id]);
  return groups;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
