import { HmlError } from '@hml/tensor';
import { expect } from 'vitest';
import type { Check } from './check.ts';
import { cloudSamples } from './samples.ts';
import { bits, expectTaught, listOf, type Subject, thrown } from './subject.ts';
import type { Label, Model } from './under-test.ts';

/** Labels and probabilities: C17, C18, X03, X06. */
export function checkClassifier(subject: Subject, check: Check): void {
  const predict = (model: Model, X: readonly (readonly number[])[]): Label[] => listOf(model.predict?.(X)).map(([label]) => label);
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
        const predicted = predict(model, X);
        const right = predicted.filter((label, i) => label === y[i]).length / y.length;
        expect(right).toBeGreaterThan(0.83);
        expect(model.score?.(X, y)).toBeCloseTo(right, 12);
        expect(model.score?.(X, y, { sampleWeight: y.map((label, i) => Number(label === predicted[i])) })).toBe(1);
        const again: Model = Object(model).constructor.fromJSON(JSON.parse(bits(model)));
        expect(again.classes).toEqual(labels);
        expect(predict(again, X)).toEqual(predicted);
      },
    );
  }

  check('C17', 'classes are sorted: numbers by size, text by its characters, whatever comes first', () => {
    const { X, y } = cloudSamples(60, 4, 5, [100, 9, -5]);
    expect(subject.fit(X, y).classes).toEqual([-5, 9, 100]);
    const text = cloudSamples(60, 4, 5, ['b', 'Z', 'a']);
    expect(subject.fit(text.X, text.y).classes).toEqual(['Z', 'a', 'b']);
  });

  check('C17', 'one class is predicted for every row, or refused by its name', () => {
    const { X } = subject.samples;
    const fit = (): Model =>
      subject.fit(
        X,
        X.map(() => 'only'),
      );
    const refusal = thrown(fit);
    if (refusal === undefined) expect(new Set(predict(fit(), X))).toEqual(new Set(['only']));
    else expectTaught(fit, 'DataError', 'only');
  });

  check('C17', 'fractions, labels of several types and things that are no labels are errors', () => {
    const { X } = subject.samples;
    const fit = (y: unknown) => () => Reflect.apply(subject.fit, subject, [X, y]);
    expectTaught(fit(X.map((_, i) => i / 7)), 'DataError', '0.14');
    expectTaught(fit(X.map((_, i) => (i % 2 === 0 ? 'a' : 1))), 'DataError', 'several types');
    expectTaught(fit(X.map(() => null)), 'DataError', 'null');
    expectTaught(fit(X.map(() => undefined)), 'DataError', 'undefined');
    expectTaught(fit(X.map(() => [1, 2])), 'ShapeError', 'several columns');
    expectTaught(() => subject.fit().score?.(X, [1, 2]), 'ShapeError', '24');
  });

  check('C18', 'probabilities of a row add up to 1, the highest is predicted, and their logarithms agree', () => {
    const { X } = subject.samples;
    const model = subject.fit();
    if (model.predictProba === undefined) return expect(model.predictLogProba).toBeUndefined();
    if (!subject.givesProbabilities(model)) {
      expectTaught(() => model.predictProba?.(X), 'OptionError', 'predictProba');
      return expectTaught(() => model.predictLogProba?.(X), 'OptionError', 'predict');
    }
    const far = [...X, ...X.map((row) => row.map((value) => 0.3 * value + 1))];
    const proba = listOf(model.predictProba(far)).map((row) => row.map(Number));
    const logs = listOf(model.predictLogProba?.(far)).map((row) => row.map(Number));
    const predicted = predict(model, far);
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

  check('C18', 'the decision agrees with the prediction, and of two classes rises with the probability', () => {
    const { X, y } = cloudSamples(40, 3, 8, ['no', 'yes']);
    const model = subject.fit(X, y);
    if (model.decisionFunction === undefined) return;
    const decision = listOf(model.decisionFunction(X)).map(([value]) => Number(value));
    predict(model, X).forEach((label, i) => {
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
    const far = [...X, ...X.map((row) => row.map((value) => 0.3 * value + 1))];
    const decision = listOf(model.decisionFunction(far)).map((row) => row.map(Number));
    expect(decision[0]).toHaveLength(3);
    expect(predict(model, far)).toEqual(decision.map((row) => model.classes?.[row.indexOf(Math.max(...row))]));
  });

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
    expect(predict(model, X)).toEqual(predict(subject.fit(), X).map((label) => renamed.get(label)));
    const shifted = subject.fit(
      X,
      y.map((label) => ['ant', 'bee', 'cat'].indexOf(String(label)) - 40),
    );
    expect(predict(shifted, X)).toEqual(predict(subject.fit(), X).map((label) => ['ant', 'bee', 'cat'].indexOf(String(label)) - 40));
  });

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
