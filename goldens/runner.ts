import { withEngine } from '@hml/tensor/extend';
import type { Adapter } from './adapters/adapter.ts';
import { prepare, type RawCase } from './cases.ts';
import { chooseCases, readArguments } from './choice.ts';
import { DataSets } from './data-sets.ts';
import { judge, type Verdict } from './judge.ts';
import { closing, count, details, type FamilyReport, table } from './report.ts';

/** Where the runner reads from, and how it finds adapters. */
export interface Setting {
  /** The folder of cases to run. */
  readonly cases: string;
  /** Our own cases, whose names are always known. */
  readonly fixtures: string;
  /** The folder of data sets, with `sklearn/<name>.csv` inside. */
  readonly data: string;
  readonly adapterFor: (family: string) => Adapter;
  readonly print: (line: string) => void;
}

/**
 * Runs the cases that the arguments choose, prints what came of them, and returns the exit code.
 *
 * @returns 0 when at least one case ran, none failed and none is unmapped; else 1.
 */
export async function runGoldens(args: readonly string[], setting: Setting): Promise<number> {
  const choice = readArguments(args);
  const chosen = chooseCases(choice, setting.cases, setting.fixtures);
  const dataSets = new DataSets(setting.data);
  const reports: FamilyReport[] = [];
  for (const [family, cases] of chosen) {
    const verdicts: Verdict[] = [];
    const adapter = setting.adapterFor(family);
    // What an adapter computes, it computes before it returns, and so on this path. The cases are small: kernels run even so.
    const onPath: Adapter = (golden, seed) => withEngine(choice.path, () => adapter(golden, seed), { always: true });
    for (const raw of cases) verdicts.push(await verdictOn(raw, dataSets, onPath));
    reports.push({ family, verdicts });
  }
  const verdicts = reports.flatMap((report) => report.verdicts);
  const totals = count(verdicts);
  for (const line of [...table(reports), '', ...reports.flatMap(details)]) setting.print(line);
  if (verdicts.length === 0) setting.print('No case was chosen: nothing is proved.');
  setting.print(closing(totals));
  return verdicts.length > 0 && totals.failed === 0 && totals.unmapped === 0 ? 0 : 1;
}

async function verdictOn(raw: RawCase, dataSets: DataSets, adapter: Adapter): Promise<Verdict> {
  try {
    return await judge(prepare(raw, dataSets), adapter);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      id: raw.id,
      algorithm: raw.algorithm,
      status: 'failed',
      misses: [],
      reason,
      fieldsExpected: 0,
      fieldsCompared: 0,
      notCompared: [],
    };
  }
}
