import { expect } from 'vitest';
import type { Check } from './check.ts';
import { asText, bits, expectTaught } from './expectations.ts';
import type { Subject } from './subject.ts';

/** A fit in slow motion: what `steps` promises. */
export function checkSteps(subject: Subject, check: Check): void {
  const { X, y } = subject.samples;

  check('steps', 'ends in the model of fit, bit for bit; every state is frozen, and none changes later', () => {
    const run = subject.steps();
    const seen = Array.from(run, (state) => ({ state, before: asText(state) }));
    expect(seen.length).toBeGreaterThan(0);
    for (const { state, before } of seen) {
      expect(Object.isFrozen(state)).toBe(true);
      expect(asText(state)).toBe(before);
    }
    expect(bits(run.model)).toBe(bits(subject.fit()));
    expect(bits(subject.steps().model)).toBe(bits(subject.fit()));
  });

  check('steps', 'may be left and taken up again; each state comes once', () => {
    const all = [...subject.steps()].length;
    const run = subject.steps();
    for (const _ of run) break;
    expect([...run]).toHaveLength(all - 1);
    expect([...run]).toHaveLength(0);
  });

  check('steps', 'is not disturbed by what the caller does to the data meanwhile, or to a state', () => {
    const rows = X.map((row) => [...row]);
    const run = subject.steps(rows, y);
    for (const state of run) {
      rows[0][0] = 1e9;
      for (const value of Object.values(Object(state))) if (value instanceof Float64Array) value.fill(7);
    }
    expect(bits(run.model)).toBe(bits(subject.fit()));
  });

  check('steps', 'counts iterations on, where states say how many there were: nIter never falls', () => {
    const counts = Array.from(subject.steps(), (state) => Object(state).nIter).filter((nIter) => nIter !== undefined);
    counts.forEach((nIter, i) => {
      expect(nIter).toBeGreaterThanOrEqual(i === 0 ? 0 : counts[i - 1]);
    });
  });

  check('steps', 'never raises the cost, where states have one', () => {
    const states = Array.from(subject.steps(), (state) => ({ cost: Number(Object(state).cost), problem: Object(state).classIndex }));
    states.forEach(({ cost, problem }, i) => {
      const before = states[i - 1];
      if (before === undefined || Number.isNaN(cost) || before.problem !== problem) return; // one class against the rest begins anew
      expect(cost).toBeLessThanOrEqual(before.cost + 1e-12 * Math.abs(before.cost));
    });
  });

  check('steps', 'throws what fit throws, again when asked for the model', () => {
    const run = subject.steps([], []);
    expectTaught(() => run.next(), 'DataError');
    expectTaught(() => run.model, 'DataError');
  });
}
