/**
 * A small data set, ready for `fit(X, y)`: frozen, the same for everybody, with its origin and licence beside it.
 *
 * Shapes: `X` [nSamples, nFeatures], `y` [nSamples].
 */
export interface Dataset<
  Feature extends string = string,
  Target extends string = string,
  Y extends Float64Array | Int32Array = Float64Array | Int32Array,
> {
  /** The samples, one frozen row each. */
  readonly X: readonly (readonly number[])[];
  /** The targets: class indices (`Int32Array`, names in `targetNames`) or values (`Float64Array`). */
  readonly y: Y;
  /** The columns of `X`. */
  readonly featureNames: readonly Feature[];
  /** Classification: the name of each class, so `targetNames[y[i]]`. Regression: the name of the value. */
  readonly targetNames: readonly Target[];
  /** What was measured, in which units. */
  readonly description: string;
  /** Who made it, and where it was published. */
  readonly source: string;
  /** Under which terms it may be passed on. */
  readonly licence: string;
}

/** Freezes a data set with its lists and rows (the numbers in `y` cannot be frozen; each load gives fresh ones). */
export function dataset<Feature extends string, Target extends string, Y extends Float64Array | Int32Array>(
  parts: Dataset<Feature, Target, Y>,
): Dataset<Feature, Target, Y> {
  for (const row of parts.X) Object.freeze(row);
  Object.freeze(parts.X);
  Object.freeze(parts.featureNames);
  Object.freeze(parts.targetNames);
  return Object.freeze(parts);
}
