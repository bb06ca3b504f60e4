import { expect, vi } from 'vitest';
import type { Check } from './check.ts';
import { bits, expectAlike, expectTaught, type Subject, thrown } from './subject.ts';
import type { Model, Progress } from './under-test.ts';

/** One loop, run in three ways, and in batches: C05, C12, C23, X07, and what `steps`, `fitAsync` and `partialFit` promise. */
export function checkRuns(subject: Subject, check: Check): void {
  const { samples, spec } = subject;
  const { X, y } = samples;

  check('C05', 'fit gives the same bits twice, whatever the recipe was fitted on in between', () => {
    const recipe = subject.recipe();
    const first = bits(subject.fit(X, y, undefined, recipe));
    const other = subject.draw(30, 2, 9);
    subject.fit(other.X, other.y, undefined, recipe);
    expect(bits(subject.fit(X, y, undefined, recipe))).toBe(first);
  });

  check('C12', 'rows one by one, in batches and in another order get the same answers, bit for bit', () => {
    const model = subject.fit();
    const all = subject.everything(model, X);
    X.forEach((row, i) => {
      expect(subject.everything(model, [row])).toEqual([all[i]]);
    });
    expect(subject.everything(model, X.slice(3, 10))).toEqual(all.slice(3, 10));
    expect(subject.everything(model, X.toReversed())).toEqual(all.toReversed());
  });

  check('C12', 'on permuted rows fit learns the same', () => {
    const order = X.map((_, i) => (i * 7) % X.length);
    const permuted = subject.fit(
      order.map((i) => X[i]),
      order.map((i) => y[i]),
    );
    expectAlike(subject.answers(permuted, X), subject.answers(subject.fit(), X), subject.tolerance);
  });

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

  check('fitAsync', 'gives the model of fit, bit for bit, and reports its last state, frozen', async () => {
    const onProgress = vi.fn();
    expect(bits(await subject.fitAsync({ onProgress }))).toBe(bits(subject.fit()));
    const { nIter, maxIter, state } = onProgress.mock.lastCall?.[0] ?? {};
    expect(asText(state)).toBe(asText([...subject.steps()].at(-1)));
    expect(nIter).toBeLessThanOrEqual(maxIter);
    expect(Object.isFrozen(state)).toBe(true);
  });

  check('fitAsync', 'reports at every pause how far it has come, never backwards, of a maxIter that stays the same', async () => {
    const states = [...subject.steps()].length;
    const onProgress = vi.fn();
    await onLateClock(() => subject.fitAsync({ onProgress }));
    const reports = onProgress.mock.calls.map(([report]): Progress => report);
    expect(reports.length).toBeGreaterThanOrEqual(Math.min(states, 2));
    reports.forEach(({ nIter, maxIter, state }, i) => {
      expect(nIter).toBeLessThanOrEqual(maxIter);
      expect(maxIter).toBe(reports[0].maxIter);
      if (i > 0) expect(nIter).toBeGreaterThanOrEqual(reports[i - 1].nIter);
      expect(nIter).toBe(Object(state).nIter ?? nIter);
      expect(Object.isFrozen(state)).toBe(true);
    });
  });

  check('fitAsync', 'rejects bad data rather than throwing', async () => {
    await expect(subject.fitAsync({}, [], [])).rejects.toThrow('X is too small');
  });

  check(
    'fitAsync',
    'aborted before, between two blocks of rows or at the end, is rejected with the reason and leaves nothing behind',
    async () => {
      const recipe = subject.recipe();
      const reason = new Error('changed my mind');
      await expect(subject.fitAsync({ signal: AbortSignal.abort(reason) }, X, y, recipe)).rejects.toBe(reason);

      const atEnd = new AbortController();
      const finished = subject.fitAsync({ signal: atEnd.signal, onProgress: () => atEnd.abort(reason) }, X, y, recipe);
      await expect(finished).rejects.toBe(reason);

      const many = subject.draw(20_000, 8, 3);
      const between = new AbortController();
      await onLateClock(async () => {
        const running = subject.fitAsync({ signal: between.signal, onWarning: () => {} }, many.X, many.y, recipe);
        setTimeout(() => between.abort(reason), 0);
        await expect(running).rejects.toBe(reason);
      });
      expect(bits(await subject.fitAsync({}, X, y, recipe))).toBe(bits(subject.fit()));
    },
  );

  const { partialFit } = subject;
  if (partialFit) {
    check('partialFit', 'gives the next model, leaves the one before as it was, and refuses misspelt options', () => {
      const first = partialFit(X.slice(0, 12), y.slice(0, 12));
      const before = bits(first);
      const second = partialFit(X.slice(12), y.slice(12), first);
      expect(bits(first)).toBe(before);
      expect(bits(second)).not.toBe(before);
      expect(bits(partialFit(X.slice(12), y.slice(12), first))).toBe(bits(second));
      expectTaught(
        () => partialFit(X, y, undefined, Object({ onWarnin: () => {} })),
        'OptionError',
        `${subject.name}.partialFit`,
        'onWarning',
      );
    });

    check('partialFit', 'goes on from a model that was saved, with the same bits', () => {
      const first = partialFit(X.slice(0, 12), y.slice(0, 12));
      const loaded = Object(first).constructor.fromJSON(JSON.parse(bits(first)));
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

  check('X07', 'the number of rows to answer for changes no answer', () => {
    const model = subject.fit();
    const all = subject.answers(model, X);
    for (const n of [1, 2, 3, 4, X.length]) expect(subject.answers(model, X.slice(0, n))).toEqual(all.slice(0, n));
    expect(thrown(() => subject.answers(model, X.concat(X)))).toBeUndefined();
  });
}

/** Runs on a clock on which every tick is late, so that each is a pause: no time is measured. */
async function onLateClock(run: () => Promise<unknown>): Promise<void> {
  const clock = vi.spyOn(performance, 'now');
  let now = 0;
  clock.mockImplementation(() => {
    now += 1000;
    return now;
  });
  try {
    await run();
  } finally {
    clock.mockRestore();
  }
}

/** The iterations of a model: one number, or one per class or target. */
function iterations({ nIter }: Model): number[] {
  return ArrayBuffer.isView(nIter) ? Object.values(nIter).map(Number) : [Number(nIter)];
}

/** A state's values as text, for comparison before and after. */
function asText(state: unknown): string {
  return JSON.stringify(state, (_, value: unknown) =>
    ArrayBuffer.isView(value)
      ? Array.from(Object.values(value))
      : typeof value === 'object' && value !== null && 'toArray' in value
        ? String(value)
        : value,
  );
}
