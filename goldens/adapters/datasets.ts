import { createHash } from 'node:crypto';
import type { Dataset, DatasetTargets } from '@hml/data';
import { loadBreastCancer } from '@hml/data/breast-cancer';
import { loadDiabetes } from '@hml/data/diabetes';
import { loadDigits } from '@hml/data/digits';
import * as generators from '@hml/data/generators';
import { loadIris } from '@hml/data/iris';
import { loadLinnerud } from '@hml/data/linnerud';
import { loadWine } from '@hml/data/wine';
import type { GoldenCase } from '../cases.ts';
import type { Adapter, Outcome, Results } from './adapter.ts';
import { isCallable } from './exports.ts';

type AnySet = Dataset<string, string, DatasetTargets>;

const loaders = new Map<string, () => AnySet>([
  ['breast_cancer', loadBreastCancer],
  ['diabetes', loadDiabetes],
  ['diabetes_raw', () => loadDiabetes({ scaled: false })],
  ['digits', loadDigits],
  ['iris', loadIris],
  ['linnerud', loadLinnerud],
  ['wine', loadWine],
]);

/** The family `datasets`: facts of the embedded sets, and generators by name. */
export const datasetsAdapter: Adapter = (golden) => (golden.algorithm === 'loadDataset' ? facts(golden) : generated(golden));

function facts({ params }: GoldenCase): Outcome {
  const set = loaders.get(String(params.name))?.();
  if (set === undefined) return { unmapped: `@hml/data has no set ${String(params.name)}` };
  const rows = set.X.map((row, i) => [...row, ...targetsOf(set, i)]);
  const results: Results = {
    nSamples: set.X.length,
    nFeatures: set.featureNames.length,
    featureNames: set.featureNames,
    targetNames: targetColumns(set),
    classCounts: set.targetNames.map((_, k) => rows.filter((row) => row[row.length - 1] === k).length),
    columnMeans: set.featureNames.map((_, j) => mean(set.X.map((row) => row[j]))),
    columnStds: set.featureNames.map((_, j) => deviation(set.X.map((row) => row[j]))),
    firstRow: rows[0],
    lastRow: rows[rows.length - 1],
    sha256OfCsv: createHash('sha256').update(csv(set, rows)).digest('hex'),
  };
  return { results };
}

function generated({ algorithm, params }: GoldenCase): Outcome {
  const generator: unknown = Reflect.get(generators, algorithm);
  if (!isCallable(generator)) return { unmapped: '@hml/data/generators exports nothing of that name' };
  return { results: Object.fromEntries(Object.entries(Object(generator(params)))) };
}

function targetsOf({ y }: AnySet, i: number): readonly number[] {
  const target = y[i];
  return typeof target === 'number' ? [target] : target;
}

/** What the files call the columns of the targets. */
function targetColumns(set: AnySet): readonly string[] {
  return targetsOf(set, 0).length === 1 ? ['target'] : set.targetNames.map((name) => `target_${name}`);
}

/** The file that the set came from, written again. */
function csv(set: AnySet, rows: readonly (readonly number[])[]): string {
  return `${[...set.featureNames, ...targetColumns(set)].join()}\n${rows.map((row) => `${row.map(numeral).join()}\n`).join('')}`;
}

/** As Python writes it: with an exponent of two digits below 1e-4, where JavaScript begins at 1e-7. */
function numeral(value: number): string {
  if (value === 0 || Math.abs(value) >= 1e-4) return String(value);
  const [digits, exponent = ''] = value.toExponential().split('e-');
  return `${digits}e-${exponent.padStart(2, '0')}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const center = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - center) ** 2)));
}
