import { expect, vi } from 'vitest';
import { checkAbort, checkAsync } from './async-checks.ts';
import type { Check } from './check.ts';
import { bits, expectAlike, thrown } from './expectations.ts';
import { checkPartialFit } from './partial-fit-checks.ts';
import { checkSteps } from './steps-checks.ts';
import type { Subject } from './subject.ts';
import type { Model } from './under-test.ts';

/** One loop, run in three ways and in batches, and models that answer row by row: C05, C12, C23, X07, `steps`, `fitAsync`, `partialFit`. */
export function checkRuns(subject: Subject, check: Check): void {
  for (const part of [checkRepeats, checkRows, checkSteps, checkAsync, checkAbort, checkPartialFit, checkIterations]) part(subject, check);
}

/** The same data give the same model: C05, C12. */
function checkRepeats(subject: Subject, check: Check): void {
  const { X, y } = subject.samples;

  check('C05', 'fit gives the same bits twice, whatever the recipe was fitted on in between', () => {
    const recipe = subject.recipe();
    const first = bits(subject.fit(X, y, undefined, recipe));
    const other = subject.draw(30, 2, 9);
    subject.fit(other.X, other.y, undefined, recipe);
    expect(bits(subject.fit(X, y, undefined, recipe))).toBe(first);
  });

  check('C12', 'on permuted rows fit learns the same', () => {
    const order = X.map((_, i) => (i * 7) % X.length);
    const permuted = subject.fit(
      order.map((i) => X[i]),
      order.map((i) => y[i]),
    );
    expectAlike(subject.answers(permuted, X), subject.answers(subject.fit(), X), subject.tolerance);
  });
}

/** Rows do not influence each other's answers: C12, X07. */
function checkRows(subject: Subject, check: Check): void {
  const { X } = subject.samples;

  check('C12', 'rows one by one, in batches and in another order get the same answers, bit for bit', () => {
    const model = subject.fit();
    const all = subject.everything(model, X);
    X.forEach((row, i) => {
      expect(subject.everything(model, [row])).toEqual([all[i]]);
    });
    expect(subject.everything(model, X.slice(3, 10))).toEqual(all.slice(3, 10));
    expect(subject.everything(model, X.toReversed())).toEqual(all.toReversed());
  });

  check('X07', 'the number of rows to answer for changes no answer', () => {
    const model = subject.fit();
    const all = subject.answers(model, X);
    for (const n of [1, 2, 3, 4, X.length]) expect(subject.answers(model, X.slice(0, n))).toEqual(all.slice(0, n));
    expect(thrown(() => subject.answers(model, X.concat(X)))).toBeUndefined();
  });
}

/** Iterations, and what is said where they are too few: C23. */
function checkIterations(subject: Subject, check: Check): void {
  const { X, y } = subject.samples;

  check('C23', 'nIter is 1 or more; too few iterations give a warning and a model that has not converged', () => {
    const onWarning = vi.fn();
    const model = subject.fit(X, y, { onWarning });
    if (model.nIter !== undefined) for (const nIter of iterations(model)) expect(nIter).toBeGreaterThanOrEqual(1);
    if (model.converged !== undefined) expect(model.converged).toBe(onWarning.mock.calls.length === 0);
    if (model.converged === undefined || !('maxIter' in subject.defaults)) return;
    const short = subject.fit(X, y, { onWarning: onWarning.mockClear() }, subject.recipe({ maxIter: 1 }));
    expect(short.converged).toBe(false);
    expect(onWarning.mock.lastCall?.[0]).toMatchObject({ name: 'ConvergenceWarning', where: `${subject.name}.fit` });
  });
}

/** The iterations of a model: one number, or one per class or target. */
function iterations({ nIter }: Model): number[] {
  return ArrayBuffer.isView(nIter) ? Object.values(nIter).map(Number) : [Number(nIter)];
}
