import { expect } from 'vitest';
import type { Check } from './check.ts';
import { bits, expectAlike, expectTaught } from './expectations.ts';
import { listOf } from './lists.ts';
import type { Subject } from './subject.ts';

/** Weights of samples and of classes: C15, C16. */
export function checkWeights(subject: Subject, check: Check): void {
  const parts = subject.weighted ? [checkSampleWeight, checkWeightsEverywhere, checkClassWeight] : [checkNoWeights];
  for (const part of parts) part(subject, check);
}

/** What takes no weights refuses them: C15. */
function checkNoWeights(subject: Subject, check: Check): void {
  const { X, y } = subject.samples;
  check('C15', 'sampleWeight is no option of fit: it is refused rather than left out of account', () => {
    expectTaught(() => subject.fit(X, y, { sampleWeight: X.map(() => 1) }), 'OptionError', 'sampleWeight');
  });
}

/** Weights as repetitions of rows, in any container: C15. */
function checkSampleWeight(subject: Subject, check: Check): void {
  const { X, y } = subject.samples;

  check('C15', 'weight k is a row given k times, weight 0 a row left out', () => {
    const sampleWeight = X.map((_, i) => (i * 5) % 4);
    const chosen = X.flatMap((_, i) => Array.from({ length: sampleWeight[i] }, () => i));
    const repeated = subject.fit(
      chosen.map((i) => X[i]),
      chosen.map((i) => y[i]),
    );
    expectAlike(subject.answers(subject.fit(X, y, { sampleWeight }), X), subject.answers(repeated, X), subject.tolerance);
  });

  check('C15', 'weights of any kind count alike, equal ones change nothing, and they are left as they were', () => {
    const sampleWeight = X.map((_, i) => 1 + (i % 3));
    const before = [...sampleWeight];
    const expected = bits(subject.fit(X, y, { sampleWeight }));
    expect(sampleWeight).toEqual(before);
    for (const kind of [Float64Array.from(sampleWeight), Int32Array.from(sampleWeight), Object.freeze([...sampleWeight])])
      expect(bits(subject.fit(X, y, { sampleWeight: kind }))).toBe(expected);
    const equal = subject.fit(X, y, { sampleWeight: X.map(() => 1) });
    expectAlike(subject.answers(equal, X), subject.answers(subject.fit(), X), subject.tolerance);
  });

  check('C15', 'weights that are too few, negative, not finite or all zero are errors', () => {
    const weigh = (sampleWeight: number[]) => () => subject.fit(X, y, { sampleWeight });
    expectTaught(weigh([1]), 'ShapeError', 'sampleWeight [1]');
    expectTaught(weigh(X.map((_, i) => i - 1)), 'DataError', '-1 at index 0');
    expectTaught(weigh(X.map(() => Number.NaN)), 'DataError', 'sampleWeight', 'NaN');
    expectTaught(weigh(X.map(() => 0)), 'DataError', 'all weights are zero');
  });
}

/** Weights count in whichever way a fit is run: C15. */
function checkWeightsEverywhere(subject: Subject, check: Check): void {
  const { X, y } = subject.samples;

  check('C15', 'weights matter, the same bits in fit, steps and fitAsync', async () => {
    const sampleWeight = X.map((_, i) => (i * 5) % 4);
    const weighted = bits(subject.fit(X, y, { sampleWeight }));
    expect(weighted).not.toBe(bits(subject.fit()));
    expect(bits(subject.steps(X, y, { sampleWeight }).model)).toBe(weighted);
    expect(bits(await subject.fitAsync({ sampleWeight }))).toBe(weighted);
  });

  const { partialFit } = subject;
  if (partialFit)
    check('C15', 'weights matter in partialFit, as in fit where that learns the same', () => {
      const sampleWeight = X.map((_, i) => (i * 5) % 4);
      const weighted = partialFit(X, y, undefined, { sampleWeight });
      expect(bits(weighted)).not.toBe(bits(partialFit(X, y)));
      expect(bits(partialFit(X, y, weighted, { sampleWeight }))).not.toBe(bits(partialFit(X, y, weighted)));
      if (subject.spec.shards === false) return;
      expectAlike(subject.answers(weighted, X), subject.answers(subject.fit(X, y, { sampleWeight }), X), subject.tolerance);
    });
}

/** Weights of classes as weights of their samples: C16. */
function checkClassWeight(subject: Subject, check: Check): void {
  if (!('classWeight' in subject.defaults)) return;
  const { X, y } = subject.samples;
  const weightOf = new Map(['ant', 'bee', 'cat'].map((label, k) => [label, 1 + k]));
  const uneven = { X: X.slice(0, 16), y: y.slice(0, 16) }; // 6, 5 and 5 of a class

  check('C16', 'classWeight as a map is the sampleWeight of the classes, and multiplies the one that is given', () => {
    const weighted = subject.fit(uneven.X, uneven.y, {}, subject.recipe({ classWeight: weightOf }));
    const byHand = uneven.y.map((label) => weightOf.get(String(label)) ?? 1);
    expectAlike(
      subject.answers(weighted, X),
      subject.answers(subject.fit(uneven.X, uneven.y, { sampleWeight: byHand }), X),
      subject.tolerance,
    );
    const sampleWeight = uneven.y.map((_, i) => 1 + (i % 2));
    const both = subject.fit(uneven.X, uneven.y, { sampleWeight }, subject.recipe({ classWeight: weightOf }));
    const product = subject.fit(uneven.X, uneven.y, { sampleWeight: sampleWeight.map((weight, i) => weight * byHand[i]) });
    expectAlike(subject.answers(both, X), subject.answers(product, X), subject.tolerance);
  });

  const balanced = () => subject.fit(uneven.X, uneven.y, {}, subject.recipe({ classWeight: 'balanced' }));
  const countOf = (label: unknown): number => uneven.y.filter((other) => other === label).length;
  const n = uneven.y.length;
  if (subject.spec.balanced === 'questions')
    check('C16', "classWeight 'balanced' is n / (2 n_k) of a class and n / (2 (n − n_k)) of the rest, in its own question", () => {
      const decisions = listOf(balanced().decisionFunction?.(X));
      [...weightOf.keys()].forEach((label, k) => {
        const count = countOf(label);
        const question = uneven.y.map((other) => other === label);
        const sampleWeight = question.map((isLabel) => n / (2 * (isLabel ? count : n - count)));
        const alone = subject.fit(uneven.X, question, { sampleWeight });
        const column = decisions.map((row) => [row[k]]);
        expectAlike(column, listOf(alone.decisionFunction?.(X)), subject.tolerance);
      });
    });
  else
    check('C16', "classWeight 'balanced' is n / (K n_k)", () => {
      const sampleWeight = uneven.y.map((label) => n / (3 * countOf(label)));
      const byHand = subject.fit(uneven.X, uneven.y, { sampleWeight });
      expectAlike(subject.answers(balanced(), X), subject.answers(byHand, X), subject.tolerance);
    });

  check('C16', 'a classWeight of the wrong kind, or with a misspelt label, is an error', () => {
    for (const classWeight of ['balance', { ant: 1 }, new Map([['ant', -1]])])
      expectTaught(() => subject.recipe({ classWeight }), 'OptionError', 'classWeight');
    const misspelt = new Map([
      ['ant', 1],
      ['bee', 1],
      ['kat', 1],
    ]);
    expectTaught(() => subject.fit(X, y, {}, subject.recipe({ classWeight: misspelt })), 'DataError', 'kat');
  });
}
