import { tensor } from '@hml/tensor';
import { expect } from 'vitest';
import type { Check } from './check.ts';
import { bits, expectTaught } from './expectations.ts';
import { listOf } from './lists.ts';
import type { Subject } from './subject.ts';
import type { Targets } from './under-test.ts';

/** What `y` may be, and what it may not: C07, C09, C10. */
export function checkTargets(subject: Subject, check: Check): void {
  if (!subject.supervised) return;
  const { samples, spec } = subject;
  const { X, y } = samples;

  check('C07', 'y as a column of one value per row is read as the same values', () => {
    if (spec.severalOutputs || y.some((value) => typeof value !== 'number')) return; // only numbers come in columns
    const column = y.map((value) => [Number(value)]);
    const [a, b] = [subject.fit(X, column), subject.fit(X, y)].map((model) => listOf(model.predict?.(X)));
    expect(a).toEqual(b);
  });

  check('C07', 'y of another length, or none, is an error with both numbers', () => {
    expectTaught(() => subject.fit(X, y.slice(2)), 'ShapeError', 'y has another length', '24', 'y [22');
    expectTaught(() => Reflect.apply(subject.recipe().fit, subject.recipe(), [X]), undefined, 'y is missing');
    expectTaught(() => subject.fit(X, [...y.slice(1), JSON.parse('null')]), 'DataError', 'null');
  });

  check('C09', 'NaN and infinities in y are errors that name the place', () => {
    for (const value of [Number.NaN, Infinity]) {
      const numbers = Array.from(y, (_, i) => (i === 3 ? value : i % 2));
      expectTaught(() => subject.fit(X, numbers), 'DataError', String(value), '3');
    }
  });

  check('C10', 'y as a typed array or a tensor gives the same bits as a list', () => {
    const whole = y.map((value, i) => (typeof value === 'number' ? Math.round(value) : i % 3));
    const expected = bits(subject.fit(X, whole));
    for (const target of [Int32Array.from(whole), Float64Array.from(whole), tensor(whole)] satisfies Targets[])
      expect(bits(subject.fit(X, target))).toBe(expected);
  });
}
