import { OptionError } from '@hml/tensor';
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

it('runs tries one case at least, however small HML_RUNS is', () => {
  expect(under({ HML_RUNS: '0.01' })).toEqual({ numRuns: 1, seed: 20260101 });
});

it('settings that are empty change nothing', () => {
  expect(under({ HML_RUNS: '', HML_SEED: ' ' })).toEqual({ numRuns: 30, seed: 20260101 });
  expect(under({ HML_SEED: '0' })).toEqual({ numRuns: 30, seed: 0 });
});

it('settings that are no such numbers are refused by name: no case at all would pass every test', () => {
  for (const value of ['0', '-1', 'many', 'Infinity', 'NaN']) expect(() => under({ HML_RUNS: value })).toThrow(/^HML_RUNS: .*\n.*above 0/);
  for (const value of ['0.5', 'today']) expect(() => under({ HML_SEED: value })).toThrow(/^HML_SEED: .*\n.*a whole number/);
  expect(() => under({ HML_RUNS: '0' })).toThrow(OptionError);
});

it('runs works where there is no environment, as in a browser', () => {
  vi.stubGlobal('process', undefined);
  const { numRuns } = runs();
  vi.unstubAllGlobals();
  expect(numRuns).toBe(30);
});
