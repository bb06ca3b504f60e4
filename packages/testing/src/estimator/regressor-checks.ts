import { HmlError } from '@hml/tensor';
import { expect } from 'vitest';
import type { Check } from './check.ts';
import { bits, expectAlike, thrown } from './expectations.ts';
import { listOf } from './lists.ts';
import { planeSamples } from './samples.ts';
import type { Subject } from './subject.ts';
import type { Label } from './under-test.ts';

/** Numbers as targets: C19, C25, X02. */
export function checkRegressor(subject: Subject, check: Check): void {
  const { X, y: labels } = subject.samples;
  const y = labels.map(Number);

  check('C19', 'most of the variance of a plane is explained, the same for whole targets of any type', () => {
    const { X: rows, y: targets } = planeSamples(100, 5, 4);
    const model = subject.fit(rows, targets);
    expect(Number(subject.score(model, rows, targets))).toBeGreaterThan(0.5);
    const whole = y.map(Math.round);
    expect(bits(subject.fit(X, Int32Array.from(whole)))).toBe(bits(subject.fit(X, whole)));
  });

  check('C19', 'score is the coefficient of determination, weighted where weights are given', () => {
    const model = subject.fit();
    const predicted = listOf(model.predict?.(X));
    const targets = listOf(subject.targets(y));
    const column = (rows: readonly Label[][], output: number): number[] => rows.map((row) => Number(row[output]));
    const expected = (weights: readonly number[]): number =>
      targets[0].reduce<number>((sum, _, k) => sum + determination(column(targets, k), column(predicted, k), weights), 0) /
      targets[0].length;
    const sampleWeight = y.map((_, i) => 1 + (i % 3));
    expect(subject.score(model, X, y)).toBeCloseTo(expected(y.map(() => 1)), 10);
    expect(subject.score(model, X, y, { sampleWeight })).toBeCloseTo(expected(sampleWeight), 10);
  });

  check('C19', 'a regressor has no classes, no probabilities and no decision', () => {
    for (const method of ['classes', 'predictProba', 'predictLogProba', 'decisionFunction'])
      expect(method in subject.fit(), method).toBe(false);
  });

  check('C25', 'targets of several columns give predictions of as many, each as if it were alone, or an error', () => {
    const pairs = y.map((value, i) => [value, X[i][0] ** 2]);
    const outcome = thrown(() => subject.fit(X, pairs));
    if (outcome !== undefined) {
      expect(outcome).toBeInstanceOf(HmlError);
      expect(outcome).toMatchObject({ what: 'y has several columns' });
      return;
    }
    const both: Label[][] = listOf(subject.fit(X, pairs).predict?.(X));
    expect(both[0]).toHaveLength(2);
    [0, 1].forEach((column) => {
      const alone = subject.fit(
        X,
        pairs.map((row) => row[column]),
      );
      const part = both.map((row) => [row[column]]);
      expectAlike(part, listOf(alone.predict?.(X)), subject.tolerance);
    });
  });

  check('X02', 'columns that lie 1e6 from 0 are learned as well', () => {
    const far = X.map((row) => row.map((value) => value + 1e6));
    const outcome = thrown(() => expect(Number(subject.score(subject.fit(far, y, { onWarning: () => {} }), far, y))).toBeGreaterThan(0.5));
    if (outcome !== undefined && !(outcome instanceof HmlError)) throw outcome;
  });
}

/** $R^2$ by its definition. */
function determination(y: readonly number[], predicted: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = y.reduce((sum, value, i) => sum + weights[i] * value, 0) / total;
  const squares = (of: (i: number) => number): number => weights.reduce((sum, w, i) => sum + w * of(i) ** 2, 0);
  return 1 - squares((i) => y[i] - predicted[i]) / squares((i) => y[i] - mean);
}
