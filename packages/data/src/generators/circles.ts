import { withDefaults } from '@hml/tensor/extend';
import type { GeneratorOptions } from './options.ts';
import { checkNumber, outOfRange, seeded } from './options.ts';
import type { LabelledPoints } from './points.ts';
import { arc, planePoints, twoSizes } from './points.ts';

/** Options of {@link makeCircles}. */
export interface CirclesOptions extends GeneratorOptions {
  /** How many samples, half of them on each circle; or how many on each. @defaultValue 100 */
  readonly nSamples?: number | readonly [number, number];
  /** The radius of the inner circle, from 0 to below 1. @defaultValue 0.8 */
  readonly factor?: number;
  /** The standard deviation of normal noise in both coordinates. @defaultValue 0 */
  readonly noise?: number;
}

/**
 * A circle inside another: a set that a line divides once the squares of its coordinates are added.
 *
 * $$ (\cos t, \sin t) \quad\text{and}\quad f\,(\cos t, \sin t), \qquad 0 \le t < 2\pi $$
 *
 * Shapes: `X` [nSamples, 2], `y` [nSamples] with 0 for the outer circle and 1 for the inner.
 *
 * @throws OptionError for an unknown option or a value out of range.
 * @example
 * import { makeCircles } from '@hml/data/generators';
 * const { X, y } = makeCircles({ nSamples: 2, factor: 0.5, shuffle: false });
 * X // [[1, 0], [0.5, 0]]
 * y // [0, 1]
 */
export function makeCircles(options: CirclesOptions = {}): LabelledPoints {
  const where = 'makeCircles';
  const defaults = { nSamples: 100, factor: 0.8, noise: 0, shuffle: true, randomState: 0 };
  const { nSamples, factor, noise, shuffle, randomState } = withDefaults(where, defaults, options);
  const sizes = twoSizes(where, nSamples);
  checkNumber(where, 'noise', noise, 0);
  if (!(factor >= 0 && factor < 1)) throw outOfRange(where, 'factor', 'a number from 0 to below 1', factor);
  const [outer, inner] = sizes.map((size) => arc(size, 2 * Math.PI, false));
  const large = Array.from(outer.x, (x, i) => [x, outer.y[i]] as const);
  const small = Array.from(inner.x, (x, i) => [factor * x, factor * inner.y[i]] as const);
  return planePoints([large, small], noise, shuffle, seeded(where, randomState));
}
