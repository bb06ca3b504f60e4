import { HmlError } from '@hml/tensor';
import { expect } from 'vitest';
import type { Check } from './check.ts';
import { thrown } from './expectations.ts';
import { checkLabels } from './label-checks.ts';
import { checkDecisions, checkProbabilities } from './probability-checks.ts';
import { cloudSamples } from './samples.ts';
import type { Subject } from './subject.ts';

/** Labels and probabilities: C17, C18, X02, X03, X06. */
export function checkClassifier(subject: Subject, check: Check): void {
  for (const part of [checkLabels, checkProbabilities, checkDecisions, checkEveryOrder, checkManyColumns]) part(subject, check);
}

/** Rows in any order: X06. */
function checkEveryOrder(subject: Subject, check: Check): void {
  check('X06', 'rows sorted by class are learned as well as rows in turns', () => {
    const { X, y } = cloudSamples(60, 4, 6, ['ant', 'bee', 'cat']);
    const order = y.map((_, i) => i).sort((a, b) => (y[a] < y[b] ? -1 : 1) || a - b);
    const sorted = subject.fit(
      order.map((i) => X[i]),
      order.map((i) => y[i]),
    );
    const turns = subject.fit(X, y);
    expect(Math.abs(Number(sorted.score?.(X, y)) - Number(turns.score?.(X, y)))).toBeLessThanOrEqual(0.05);
  });
}

/** Sums over many large columns: X02. */
function checkManyColumns(subject: Subject, check: Check): void {
  check('X02', 'a hundred columns on a scale of 1000 neither underflow nor lose the classes', () => {
    const { X, y } = cloudSamples(60, 100, 7, ['ant', 'bee', 'cat']);
    const large = X.map((row) => row.map((value) => 1000 * value));
    const outcome = thrown(() => {
      const model = subject.fit(large, y, { onWarning: () => {} });
      expect(Number(model.score?.(large, y))).toBeGreaterThan(0.83);
      for (const row of subject.answers(model, large)) expect(row.slice(1).every(Number.isFinite)).toBe(true);
    });
    if (outcome instanceof HmlError) return;
    if (outcome !== undefined) throw outcome;
  });
}
