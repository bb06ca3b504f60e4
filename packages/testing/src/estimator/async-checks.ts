import { expect, vi } from 'vitest';
import type { Check } from './check.ts';
import { asText, bits } from './expectations.ts';
import type { Subject } from './subject.ts';
import type { Progress } from './under-test.ts';

/** A fit that does not block, and says how far it has come: what `fitAsync` promises. */
export function checkAsync(subject: Subject, check: Check): void {
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
}

/** A fit that is given up. */
export function checkAbort(subject: Subject, check: Check): void {
  const { X, y } = subject.samples;

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
