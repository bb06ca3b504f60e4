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

/** The parameters of a property: a fixed seed, so that a failure today is a failure tomorrow. `HML_RUNS` and `HML_SEED` change them. */
export function runs(base = defaultRuns): Runs {
  return { numRuns: Math.round(base * setting('HML_RUNS', 1)), seed: setting('HML_SEED', defaultSeed), endOnFailure: true };
}

/** A number from the environment, where there is one. */
function setting(name: string, otherwise: number): number {
  const process: unknown = Reflect.get(globalThis, 'process');
  if (typeof process !== 'object' || process === null || !('env' in process) || typeof process.env !== 'object' || process.env === null)
    return otherwise;
  const value = Number(Reflect.get(process.env, name) ?? Number.NaN);
  return Number.isFinite(value) ? value : otherwise;
}
