import { HmlError } from '@hml/tensor';
import { expect } from 'vitest';
import type { Check } from './check.ts';
import { expectAlike, thrown } from './expectations.ts';
import type { Subject } from './subject.ts';
import type { Invariance, Label } from './under-test.ts';

type Rows = readonly (readonly number[])[];

/** Throws unless this is an error that teaches, and speaks of a class and its method: `lbfgs` or `svd` say nothing to who asked for neither. */
function expectOwnError(outcome: unknown): void {
  if (!(outcome instanceof HmlError)) throw outcome;
  expect(outcome.where, outcome.message).toMatch(/^[A-Z]\w+\.\w+$/);
}

/** Data on which implementations stumble, and changes that may change nothing: C07, X01, X12. */
export function checkCorners(subject: Subject, check: Check): void {
  const { X, y } = subject.samples;
  const mapped = (f: (value: number) => number): Rows => X.map((row) => row.map(f));
  const corners: readonly (readonly [string, string, Rows, readonly Label[]])[] = [
    ['C07', 'one row', X.slice(0, 1), y.slice(0, 1)],
    ['C07', 'one column', X.map(([a]) => [a]), y],
    ['X01', 'as many rows as columns', X.slice(0, 3), y.slice(0, 3)],
    ['X01', 'two rows', X.slice(0, 2), y.slice(0, 2)],
    ['X01', 'rows that are given twice', [...X, ...X], [...y, ...y]],
    ['X01', 'rows that are equal but for the target', X.map(() => X[0]), y],
    ['X01', 'rows and targets that are all equal', X.map(() => X[0]), y.map(() => y[0])],
    ['X01', 'a constant column', X.map(([a]) => [a, 7]), y],
    ['X01', 'constant columns only', X.map(() => [7, 0]), y],
    ['X01', 'equal columns', X.map(([a]) => [a, a]), y],
    ['X01', 'more columns than rows', X.slice(0, 4).map((row, i) => [...row, ...X[i + 1], ...X[i + 2]]), y.slice(0, 4)],
    ['X02', 'a huge offset', mapped((value) => 1e6 + value), y],
    ['X02', 'huge values', mapped((value) => 1e200 * value), y],
    ['X02', 'tiny values', mapped((value) => 1e-200 * value), y],
    ...(subject.kind === 'regressor'
      ? ([
          ['X01', 'constant targets', X, y.map(() => 4)],
          ['X01', 'targets of zero', X, y.map(() => 0)],
          ['X02', 'huge targets', X, y.map((value) => 1e200 * Number(value))],
        ] as const)
      : []),
  ];
  for (const [id, title, rows, targets] of corners) {
    check(id, `${title} give finite answers, or an error that teaches`, () => {
      const outcome = thrown(() => {
        const answers = subject.answers(subject.fit(rows, targets, { onWarning: () => {} }), rows);
        expect(answers.flat().every((value) => typeof value !== 'number' || Number.isFinite(value))).toBe(true);
      });
      if (outcome !== undefined) expectOwnError(outcome);
    });
  }

  const changes: Readonly<Record<Invariance, () => void>> = {
    'duplicated rows': () => {
      expectAlike(subject.answers(subject.fit([...X, ...X], [...y, ...y]), X), subject.answers(subject.fit(), X), subject.tolerance);
    },
    'negated targets': () => {
      const negated = subject.fit(
        X,
        y.map((value) => -Number(value)),
      );
      const expected = subject.answers(subject.fit(), X).map((row) => row.map((value) => -Number(value)));
      expectAlike(subject.answers(negated, X), expected, subject.tolerance);
    },
    'scaled columns': () => {
      const scaled = X.map((row) => row.map((value, j) => value * 2 ** (5 * j - 3)));
      expectAlike(subject.answers(subject.fit(scaled), scaled), subject.answers(subject.fit(), X), subject.tolerance);
    },
    'shifted columns': () => {
      const shifted = X.map((row) => row.map((value, j) => value + 3 * j - 2));
      expectAlike(subject.answers(subject.fit(shifted), shifted), subject.answers(subject.fit(), X), subject.tolerance);
    },
  };
  for (const invariance of subject.spec.invariances ?? []) {
    check('X12', `${invariance} change what is learned as they should`, changes[invariance]);
  }
}
