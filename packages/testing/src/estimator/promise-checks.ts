import { expect, vi } from 'vitest';
import type { Check } from './check.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Subject } from './subject.ts';
import type { FitOptions } from './under-test.ts';

/** The same everywhere, and what the spec promises beyond that: X04, X05, X08, X11. */
export function checkPromises(subject: Subject, check: Check): void {
  const { samples, spec } = subject;
  const { X, y } = samples;

  check('X04', 'no clock, no console and no randomness of the machine', () => {
    const forbidden = (): never => {
      throw new Error('forbidden');
    };
    const spies = [vi.spyOn(Math, 'random'), vi.spyOn(Date, 'now'), vi.spyOn(console, 'log'), vi.spyOn(console, 'warn')];
    for (const spy of spies) spy.mockImplementation(forbidden);
    try {
      expect(subject.answers(subject.fit(X, y, { onWarning: () => {} }), X)).toHaveLength(X.length);
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  });

  const { fingerprint } = spec;
  if (fingerprint !== undefined)
    check('X05', 'the learned values are the same, to the bit, in every engine and process', () => {
      expect(fingerprintOf(subject)).toBe(fingerprint);
    });

  const { maxSteps } = spec;
  if (maxSteps !== undefined)
    check('X11', 'steps are no more than promised, however many rows there are', () => {
      for (const [n, seed] of [
        [24, 1],
        [96, 2],
        [384, 3],
      ]) {
        const data = subject.draw(n, 3, seed);
        expect([...subject.steps(data.X, data.y, { onWarning: () => {} })].length, `${n} rows`).toBeLessThanOrEqual(maxSteps);
      }
    });

  const { certificate } = spec;
  if (certificate !== undefined)
    check('X08', 'the solution holds its certificate, weighted or not', () => {
      const expectCertificate = (weights: readonly number[], options: FitOptions): void => {
        const rest: unknown = Reflect.apply(certificate, undefined, [subject.fit(X, y, options), X, y, weights]);
        expect(Number(rest)).toBeLessThanOrEqual(subject.tolerance);
      };
      const [equal, uneven] = [X.map(() => 1), X.map((_, i) => (i * 5) % 4)];
      expectCertificate(equal, {});
      if (subject.weighted) expectCertificate(uneven, { sampleWeight: uneven });
    });
}
