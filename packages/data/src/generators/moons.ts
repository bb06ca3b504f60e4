import { withDefaults } from '@hml/tensor/extend';
import type { GeneratorOptions } from './options.ts';
import { checkNumber, seeded } from './options.ts';
import type { LabelledPoints } from './points.ts';
import { arc, planePoints, twoSizes } from './points.ts';

/** Options of {@link makeMoons}. */
export interface MoonsOptions extends GeneratorOptions {
  /** How many samples, half of them in each moon; or how many in each. @defaultValue 100 */
  readonly nSamples?: number | readonly [number, number];
  /** The standard deviation of normal noise in both coordinates. @defaultValue 0 */
  readonly noise?: number;
}

/**
 * Two half circles that reach into each other: a set that no straight line divides.
 *
 * $$ (\cos t, \sin t) \quad\text{and}\quad (1 - \cos t, \tfrac12 - \sin t), \qquad 0 \le t \le \pi $$
 *
 * Shapes: `X` [nSamples, 2], `y` [nSamples] with 0 for the upper moon and 1 for the lower.
 *
 * @throws OptionError for an unknown option or a value out of range.
 * @example
 * import { makeMoons } from '@hml/data/generators';
 * const { X, y } = makeMoons({ nSamples: 4, shuffle: false });
 * y // [0, 0, 1, 1]
 * X.at(0) // [1, 0]
 */
export function makeMoons(options: MoonsOptions = {}): LabelledPoints {
  const where = 'makeMoons';
  const { nSamples, noise, shuffle, randomState } = withDefaults(
    where,
    { nSamples: 100, noise: 0, shuffle: true, randomState: 0 },
    options,
  );
  const sizes = twoSizes(where, nSamples);
  checkNumber(where, 'noise', noise, 0);
  const [upper, lower] = sizes.map((size) => arc(size, Math.PI, true));
  const outer = Array.from(upper.x, (x, i) => [x, upper.y[i]] as const);
  const inner = Array.from(lower.x, (x, i) => [1 - x, 0.5 - lower.y[i]] as const);
  return planePoints([outer, inner], noise, shuffle, seeded(where, randomState));
}
