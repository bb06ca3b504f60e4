import fc from 'fast-check';
import { Draw, type DrawOptions } from './draw.ts';
import { runs } from './runs.ts';

/**
 * Runs a check on many draws, and throws for the first that fails, with the seed. `HML_RUNS` multiplies how many, `HML_SEED` sets where
 * they start.
 *
 * @throws Error where the check throws; what it threw is the cause.
 * @example
 * import { neg } from '@hml/tensor';
 * import { assertSame, forAll } from '@hml/testing';
 * forAll((draw) => {
 *   const x = draw.tensor();
 *   assertSame(neg(neg(x)), x);
 * }) // undefined
 */
export function forAll(check: (draw: Draw) => void, { cases, ...options }: ForAllOptions = {}): void {
  fc.assert(
    fc.property(fc.gen(), (generate) => check(new Draw(generate, options))),
    runs(cases),
  );
}

/** How many draws a check sees, and how large they are. */
export interface ForAllOptions extends DrawOptions {
  /** How many draws. @defaultValue 30 */
  readonly cases?: number;
}
