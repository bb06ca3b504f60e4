import { expect } from 'vitest';
import type { Check } from './check.ts';
import { bits, expectTaught, thrown } from './expectations.ts';
import { labelsOf } from './lists.ts';
import { cloudSamples } from './samples.ts';
import type { Subject } from './subject.ts';
import type { Label, Model } from './under-test.ts';

/** Labels of every type, and what is no label: C17, X03. */
export function checkLabels(subject: Subject, check: Check): void {
  for (const part of [checkLabelTypes, checkFewLabels, checkRenamed]) part(subject, check);
}

/** Labels keep their type, and are sorted: C17. */
function checkLabelTypes(subject: Subject, check: Check): void {
  const labelSets: readonly (readonly Label[])[] = [
    ['no', 'yes'],
    ['ant', 'bee', 'cat'],
    [false, true],
    [-1, 1],
    [10, 20, 30],
    [0, 1, 2, 3],
  ];
  for (const labels of labelSets) {
    check(
      'C17',
      `labels ${labels.join(', ')} come out as they went in, sorted in classes, saved or not, and right for clouds apart`,
      () => {
        const { X, y } = cloudSamples(60, 4, 5, labels);
        const model = subject.fit(X, y.toReversed().reverse());
        expect(model.classes).toEqual(labels);
        expect(Object.isFrozen(model.classes)).toBe(true);
        const predicted = labelsOf(model, X);
        const right = predicted.filter((label, i) => label === y[i]).length / y.length;
        expect(right).toBeGreaterThan(0.83);
        expect(model.score?.(X, y)).toBeCloseTo(right, 12);
        expect(model.score?.(X, y, { sampleWeight: y.map((label, i) => Number(label === predicted[i])) })).toBe(1);
        const again = subject.load(JSON.parse(bits(model)), model);
        expect(again.classes).toEqual(labels);
        expect(labelsOf(again, X)).toEqual(predicted);
      },
    );
  }

  check('C17', 'classes are sorted: numbers by size, text by its characters, whatever comes first', () => {
    const { X, y } = cloudSamples(60, 4, 5, [100, 9, -5]);
    expect(subject.fit(X, y).classes).toEqual([-5, 9, 100]);
    const text = cloudSamples(60, 4, 5, ['b', 'Z', 'a']);
    expect(subject.fit(text.X, text.y).classes).toEqual(['Z', 'a', 'b']);
  });
}

/** One class, and labels that are none: C17. */
function checkFewLabels(subject: Subject, check: Check): void {
  const { X } = subject.samples;

  check('C17', 'one class is predicted for every row, or refused by its name', () => {
    const fit = (): Model =>
      subject.fit(
        X,
        X.map(() => 'only'),
      );
    const refusal = thrown(fit);
    if (refusal === undefined) expect(new Set(labelsOf(fit(), X))).toEqual(new Set(['only']));
    else expectTaught(fit, 'DataError', 'only');
  });

  check('C17', 'fractions, labels of several types and things that are no labels are errors', () => {
    const fit = (y: unknown) => () => Reflect.apply(subject.fit, subject, [X, y]);
    expectTaught(fit(X.map((_, i) => i / 7)), 'DataError', '0.14');
    expectTaught(fit(X.map((_, i) => (i % 2 === 0 ? 'a' : 1))), 'DataError', 'several types');
    expectTaught(fit(X.map(() => null)), 'DataError', 'null');
    expectTaught(fit(X.map(() => undefined)), 'DataError', 'undefined');
    expectTaught(fit(X.map(() => [1, 2])), 'ShapeError', 'several columns');
    expectTaught(() => subject.fit().score?.(X, [1, 2]), 'ShapeError', '24');
  });
}

/** The names of the classes are but names: X03. */
function checkRenamed(subject: Subject, check: Check): void {
  check('X03', 'labels of other names give the same answers under those names', () => {
    const { X, y } = subject.samples;
    const renamed = new Map<Label, string>([
      ['ant', 'zebra'],
      ['bee', 'ape'],
      ['cat', 'newt'],
    ]);
    const model = subject.fit(
      X,
      y.map((label) => renamed.get(label) ?? ''),
    );
    expect(labelsOf(model, X)).toEqual(labelsOf(subject.fit(), X).map((label) => renamed.get(label)));
    const shifted = subject.fit(
      X,
      y.map((label) => ['ant', 'bee', 'cat'].indexOf(String(label)) - 40),
    );
    expect(labelsOf(shifted, X)).toEqual(labelsOf(subject.fit(), X).map((label) => ['ant', 'bee', 'cat'].indexOf(String(label)) - 40));
  });
}
