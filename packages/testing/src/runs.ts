import { OptionError } from '@hml/tensor';

/** How many cases a property runs, unless `HML_RUNS` multiplies it. */
const defaultRuns = 30;
const defaultSeed = 20260101;

/** Parameters of a property, as fast-check takes them. */
export interface Runs {
  /** How many cases are tried. */
  readonly numRuns: number;
  /** Where the cases start. */
  readonly seed: number;
  /** Whether the first failure is reported as it is, without looking for a smaller one. */
  readonly endOnFailure: boolean;
}

/**
 * The parameters of a property: a fixed seed, so that a failure today is a failure tomorrow. `HML_RUNS` and `HML_SEED` change them.
 *
 * @throws OptionError, by the name of the variable, for one that is set to no such number: no case at all would pass every test.
 */
export function runs(base = defaultRuns): Runs {
  const factor = setting('HML_RUNS', 1, 'a number above 0', (value) => value > 0);
  const seed = setting('HML_SEED', defaultSeed, 'a whole number', Number.isInteger);
  return { numRuns: Math.max(1, Math.round(base * factor)), seed, endOnFailure: true };
}

/** A number from the environment; where there is none, or nothing in it, the other one. */
function setting(name: string, otherwise: number, expected: string, isFit: (value: number) => boolean): number {
  const process: unknown = Reflect.get(globalThis, 'process');
  if (typeof process !== 'object' || process === null || !('env' in process) || typeof process.env !== 'object' || process.env === null)
    return otherwise;
  const text = String(Reflect.get(process.env, name) ?? '').trim();
  if (text === '') return otherwise;
  const value = Number(text);
  if (Number.isFinite(value) && isFit(value)) return value;
  throw new OptionError({ where: name, what: 'not a setting of the tests', expected, got: text, fix: `unset ${name}` });
}
