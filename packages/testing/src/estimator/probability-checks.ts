import { expect } from 'vitest';
import type { Check } from './check.ts';
import { expectTaught } from './expectations.ts';
import { labelsOf, listOf } from './lists.ts';
import { cloudSamples } from './samples.ts';
import type { Subject } from './subject.ts';

/** Probabilities agree with the prediction and with their logarithms: C18. */
export function checkProbabilities(subject: Subject, check: Check): void {
  check('C18', 'probabilities of a row add up to 1, the highest is predicted, and their logarithms agree', () => {
    const { X } = subject.samples;
    const model = subject.fit();
    if (model.predictProba === undefined) return expect(model.predictLogProba).toBeUndefined();
    if (!subject.givesProbabilities(model)) {
      expectTaught(() => model.predictProba?.(X), 'OptionError', 'predictProba');
      return expectTaught(() => model.predictLogProba?.(X), 'OptionError', 'predict');
    }
    const rows = sureAndUnsure(X);
    const proba = listOf(model.predictProba(rows)).map((row) => row.map(Number));
    const logs = listOf(model.predictLogProba?.(rows)).map((row) => row.map(Number));
    const predicted = labelsOf(model, rows);
    proba.forEach((row, i) => {
      expect(Math.abs(row.reduce((sum, p) => sum + p, 0) - 1)).toBeLessThan(1e-12);
      for (const p of row) expect(p).toBeGreaterThanOrEqual(0);
      expect(predicted[i]).toBe(model.classes?.[row.indexOf(Math.max(...row))]);
      row.forEach((p, k) => {
        expect(Math.abs(Math.exp(logs[i][k]) - p)).toBeLessThan(1e-12);
        expect(logs[i][k]).toBeLessThanOrEqual(0);
      });
    });
  });
}

/** Decisions agree with the prediction and with the probabilities: C18. */
export function checkDecisions(subject: Subject, check: Check): void {
  check('C18', 'the decision agrees with the prediction, and of two classes rises with the probability', () => {
    const { X, y } = cloudSamples(40, 3, 8, ['no', 'yes']);
    const model = subject.fit(X, y);
    if (model.decisionFunction === undefined) return;
    const decision = listOf(model.decisionFunction(X)).map(([value]) => Number(value));
    labelsOf(model, X).forEach((label, i) => {
      expect(label).toBe(decision[i] > 0 ? 'yes' : 'no');
    });
    if (model.predictProba === undefined || !subject.givesProbabilities(model)) return;
    const yes = listOf(model.predictProba(X)).map((row) => Number(row[1]));
    const order = decision.map((_, i) => i).sort((a, b) => decision[a] - decision[b]);
    order.slice(1).forEach((i, place) => {
      expect(yes[i]).toBeGreaterThanOrEqual(yes[order[place]]);
    });
  });

  check('C18', 'of several classes the decision has a column each, of which the largest is predicted', () => {
    const { X } = subject.samples;
    const model = subject.fit();
    if (model.decisionFunction === undefined) return;
    const rows = sureAndUnsure(X);
    const decision = listOf(model.decisionFunction(rows)).map((row) => row.map(Number));
    expect(decision[0]).toHaveLength(3);
    expect(labelsOf(model, rows)).toEqual(decision.map((row) => model.classes?.[row.indexOf(Math.max(...row))]));
  });
}

/** The rows, and as many between the clouds, of which no model can be sure. */
function sureAndUnsure(X: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return [...X, ...X.map((row) => row.map((value) => 0.3 * value + 1))];
}
