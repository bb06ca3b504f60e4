import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { loadBreastCancer } from '../../src/datasets/breast-cancer/breast-cancer.ts';
import { loadDiabetes } from '../../src/datasets/diabetes/diabetes.ts';
import { loadDigits } from '../../src/datasets/digits/digits.ts';
import { loadIris } from '../../src/datasets/iris/iris.ts';
import { loadLinnerud } from '../../src/datasets/linnerud/linnerud.ts';
import { loadSalary } from '../../src/datasets/salary/salary.ts';
import { loadWine } from '../../src/datasets/wine/wine.ts';
import type { Dataset, DatasetTargets } from '../../src/index.ts';

const fixture = (name: string) => readFile(new URL(`../../../../goldens/fixtures/${name}.json`, import.meta.url), 'utf8').then(JSON.parse);
const facts = await fixture('datasets');
const linear = await fixture('linear');

/** The CSV file that a classification set came from, rebuilt from what is embedded. */
function csv({ X, y, featureNames }: Dataset): string {
  const lines = X.map((row, i) => [...row, y[i]].join(','));
  return `${[...featureNames, 'target'].join(',')}\n${lines.join('\n')}\n`;
}

function moments(X: Dataset['X'], j: number): { mean: number; std: number } {
  const mean = X.reduce((sum, row) => sum + row[j], 0) / X.length;
  return { mean, std: Math.sqrt(X.reduce((sum, row) => sum + (row[j] - mean) ** 2, 0) / X.length) };
}

describe.each([
  ['iris', loadIris],
  ['digits', loadDigits],
  ['wine', loadWine],
  ['breast-cancer', loadBreastCancer],
  ['diabetes-raw', () => loadDiabetes({ scaled: false })],
] as const)('load of %s', (name, load) => {
  const set: Dataset = load();
  const { expected } = facts.find((golden: { id: string }) => golden.id === `datasets/facts-${name}`);

  it('has the rows, columns and classes of the reference', () => {
    expect([set.X.length, set.X[0].length, set.y.length]).toEqual([expected.nSamples, expected.nFeatures, expected.nSamples]);
    if (expected.classCounts)
      expect(set.targetNames.map((_, k) => set.y.filter((label) => label === k).length)).toEqual(expected.classCounts);
    if (expected.featureNames) expect(set.featureNames).toEqual(expected.featureNames);
    expect([...set.X[0], set.y[0]]).toEqual(expected.firstRow);
    expect([...(set.X.at(-1) ?? []), set.y.at(-1)]).toEqual(expected.lastRow);
  });

  it('has the column means and standard deviations of the reference', () => {
    set.featureNames.forEach((_, j) => {
      const { mean, std } = moments(set.X, j);
      expect(Math.abs(mean - expected.columnMeans[j])).toBeLessThanOrEqual(1e-9 + 1e-9 * Math.abs(expected.columnMeans[j]));
      expect(Math.abs(std - expected.columnStds[j])).toBeLessThanOrEqual(1e-9 + 1e-9 * Math.abs(expected.columnStds[j]));
    });
  });

  it('is byte for byte the file it came from', () => {
    expect(createHash('sha256').update(csv(set)).digest('hex')).toBe(expected.sha256OfCsv);
  });
});

it('loadDiabetes() has columns of mean 0 and sum of squares 1, and the figures of the reference to the bit', () => {
  const { expected } = facts.find((golden: { id: string }) => golden.id === 'datasets/facts-diabetes');
  const { X, y, featureNames } = loadDiabetes();
  expect([...X[0], y[0]]).toEqual(expected.firstRow);
  expect([...X[441], y[441]]).toEqual(expected.lastRow);
  featureNames.forEach((_, j) => {
    const { mean, std } = moments(X, j);
    expect(Math.abs(mean)).toBeLessThan(1e-15);
    expect(std * Math.sqrt(442)).toBeCloseTo(1, 13);
  });
  expect(() => Reflect.apply(loadDiabetes, undefined, [{ scale: false }])).toThrow("did you mean 'scaled'?");
});

it('loadLinnerud is byte for byte the file it came from, with a frozen row of targets per man', () => {
  const { expected } = facts.find((golden: { id: string }) => golden.id === 'datasets/facts-linnerud');
  const { X, y, featureNames, targetNames } = loadLinnerud();
  const header = [...featureNames, ...targetNames.map((name) => `target_${name}`)].join();
  const text = `${header}\n${X.map((row, i) => `${[...row, ...y[i]].join()}\n`).join('')}`;
  expect(createHash('sha256').update(text).digest('hex')).toBe(expected.sha256OfCsv);
  expect([y, y[0]].every(Object.isFrozen)).toBe(true);
});

it('loadSalary is the table of the reference', () => {
  const { data } = linear.find((golden: { id: string }) => golden.id === 'linear/ols-salary');
  const { X, y } = loadSalary();
  expect(X).toEqual(data.X);
  expect([...y]).toEqual(data.y);
});

it.each([loadSalary, loadIris, loadDigits, loadWine, loadBreastCancer, loadDiabetes, loadLinnerud])(
  '%o gives a frozen set with origin and licence, fresh targets at each call',
  (load) => {
    const set: Dataset<string, string, DatasetTargets> = load();
    expect([set, set.X, set.X[0], set.featureNames, set.targetNames].every(Object.isFrozen)).toBe(true);
    for (const text of [set.description, set.source, set.licence]) expect(text.length).toBeGreaterThan(20);
    expect(load().y).not.toBe(set.y);
  },
);
