import { runs } from '@hml/testing';
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

/** The parameters under these settings. */
function under(settings: Readonly<Record<string, string | undefined>>, base?: number): unknown {
  for (const name of ['HML_RUNS', 'HML_SEED']) vi.stubEnv(name, settings[name]);
  const { numRuns, seed } = runs(base);
  return { numRuns, seed };
}

it('runs tries 30 cases from a fixed seed, so that a failure today is a failure tomorrow', () => {
  expect(under({})).toEqual({ numRuns: 30, seed: 20260101 });
  expect(runs().endOnFailure).toBe(true);
});

it('HML_RUNS multiplies the number of cases, HML_SEED sets where they start', () => {
  expect(under({ HML_RUNS: '10', HML_SEED: '7' })).toEqual({ numRuns: 300, seed: 7 });
  expect(under({ HML_RUNS: '0.5' }, 15)).toEqual({ numRuns: 8, seed: 20260101 });
});

it('settings that are no numbers change nothing', () => {
  expect(under({ HML_RUNS: 'many', HML_SEED: 'today' })).toEqual({ numRuns: 30, seed: 20260101 });
});

it('runs works where there is no environment, as in a browser', () => {
  vi.stubGlobal('process', undefined);
  const { numRuns } = runs();
  vi.unstubAllGlobals();
  expect(numRuns).toBe(30);
});
