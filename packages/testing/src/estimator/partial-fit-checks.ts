import { expect } from 'vitest';
import type { Check } from './check.ts';
import { bits, expectAlike, expectTaught } from './expectations.ts';
import type { Subject } from './subject.ts';

/** Fits batch by batch, where there are any: `partialFit`, `shards`. */
export function checkPartialFit(subject: Subject, check: Check): void {
  const { partialFit, samples, spec } = subject;
  if (!partialFit) return;
  const { X, y } = samples;

  check('partialFit', 'gives the next model, leaves the one before as it was, and refuses misspelt options', () => {
    const first = partialFit(X.slice(0, 12), y.slice(0, 12));
    const before = bits(first);
    const second = partialFit(X.slice(12), y.slice(12), first);
    expect(bits(first)).toBe(before);
    expect(bits(second)).not.toBe(before);
    expect(bits(partialFit(X.slice(12), y.slice(12), first))).toBe(bits(second));
    const misspelt = Object({ onWarnin: () => {} });
    expectTaught(() => partialFit(X, y, undefined, misspelt), 'OptionError', `${subject.name}.partialFit`, 'onWarning');
  });

  check('partialFit', 'goes on from a model that was saved, with the same bits', () => {
    const first = partialFit(X.slice(0, 12), y.slice(0, 12));
    const loaded = subject.load(JSON.parse(bits(first)), first);
    expect(bits(partialFit(X.slice(12), y.slice(12), loaded))).toBe(bits(partialFit(X.slice(12), y.slice(12), first)));
  });

  if (spec.shards !== false)
    check('shards', 'partialFit over parts of the data learns what fit learns of the whole', () => {
      let model: ReturnType<typeof partialFit> | undefined;
      for (let from = 0; from < X.length; from += 5) model = partialFit(X.slice(from, from + 5), y.slice(from, from + 5), model);
      if (model === undefined) throw new Error('no parts');
      expectAlike(subject.answers(model, X), subject.answers(subject.fit(), X), subject.tolerance);
    });
}
