import type { Verdict } from './task.ts';

/** A change of a rule that no test can notice, with the reason. */
export interface Equivalent {
  /** The file. */
  readonly file: string;
  /** The rule. */
  readonly rule: string;
  /** The change in words, as the audit prints it. */
  readonly change: string;
  /** Why what it computes is the same, or is not promised. */
  readonly reason: string;
}

/** How the mutants of one rule fared. */
export interface Row {
  /** The file and the rule. */
  readonly rule: string;
  /** How many mutants it has. */
  readonly mutants: number;
  /** How many a test noticed. */
  readonly killed: number;
  /** How many are listed as equivalent. */
  readonly equivalent: number;
  /** Those that nobody noticed or explained: `file:line change`. */
  readonly survivors: readonly string[];
}

/** The verdicts on a file, rule by rule, and which of the listed equivalents were met. */
export function summarize(file: string, verdicts: readonly Verdict[], equivalents: readonly Equivalent[], met: Set<Equivalent>): Row[] {
  return [...new Set(verdicts.map(({ rule }) => rule))].map((rule) => {
    const ofRule = verdicts.filter((verdict) => verdict.rule === rule);
    const survivors: string[] = [];
    let equivalent = 0;
    for (const { change, line } of ofRule.filter(({ killer }) => killer === undefined)) {
      const known = equivalents.find((one) => one.file === file && one.rule === rule && one.change === change);
      if (known === undefined) survivors.push(`${file}:${line} ${change}`);
      else {
        equivalent++;
        met.add(known);
      }
    }
    const killed = ofRule.filter(({ killer }) => killer !== undefined).length;
    return {
      rule: `${file.replace(/^packages\//, '').replace('/src/', ' ')} ${rule}`,
      mutants: ofRule.length,
      killed,
      equivalent,
      survivors,
    };
  });
}

/** The table. */
export function table(rows: readonly Row[]): string {
  const width = Math.max(4, ...rows.map(({ rule }) => rule.length)) + 2;
  const line = (cells: readonly unknown[]): string =>
    cells.map((cell, i) => (i === 0 ? String(cell).padEnd(width) : String(cell).padStart(11))).join('');
  const total = (count: (row: Row) => number): number => rows.reduce((sum, row) => sum + count(row), 0);
  return [
    line(['rule', 'mutants', 'killed', 'equivalent', 'survivors']),
    ...rows.flatMap(({ rule, mutants, killed, equivalent, survivors }) => [
      line([rule, mutants, killed, equivalent, survivors.length]),
      ...survivors.map((survivor) => `    ${survivor}`),
    ]),
    line([
      'all',
      total(({ mutants }) => mutants),
      total(({ killed }) => killed),
      total(({ equivalent }) => equivalent),
      total(({ survivors }) => survivors.length),
    ]),
  ].join('\n');
}
