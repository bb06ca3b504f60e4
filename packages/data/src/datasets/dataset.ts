/** The targets of a data set: class indices, values, or rows of several values. */
export type DatasetTargets = Float64Array | Int32Array | readonly (readonly number[])[];

/**
 * A small data set, ready for `fit(X, y)`: frozen, the same for everybody, with its origin and licence beside it.
 *
 * Shapes: `X` [nSamples, nFeatures], `y` [nSamples], or [nSamples, nTargets] where there are several.
 */
export interface Dataset<
  Feature extends string = string,
  Target extends string = string,
  Y extends DatasetTargets = Float64Array | Int32Array,
> {
  /** The samples, one frozen row each. */
  readonly X: readonly (readonly number[])[];
  /** The targets: class indices (`Int32Array`, names in `targetNames`), values (`Float64Array`), or a frozen row of values per sample. */
  readonly y: Y;
  /** The columns of `X`. */
  readonly featureNames: readonly Feature[];
  /** Classification: the name of each class, so `targetNames[y[i]]`. Regression: the name of the value, or of each. */
  readonly targetNames: readonly Target[];
  /** What was measured, in which units. */
  readonly description: string;
  /** Who made it, and where it was published. */
  readonly source: string;
  /** Under which terms it may be passed on. */
  readonly licence: string;
}

/** Freezes a data set with its lists and rows (numbers in typed arrays cannot be frozen; each load gives fresh ones). */
export function dataset<Feature extends string, Target extends string, Y extends DatasetTargets>(
  parts: Dataset<Feature, Target, Y>,
): Dataset<Feature, Target, Y> {
  for (const row of parts.X) Object.freeze(row);
  Object.freeze(parts.X);
  if (isRows(parts.y)) {
    for (const row of parts.y) Object.freeze(row);
    Object.freeze(parts.y);
  }
  Object.freeze(parts.featureNames);
  Object.freeze(parts.targetNames);
  return Object.freeze(parts);
}

function isRows(y: DatasetTargets): y is readonly (readonly number[])[] {
  return Array.isArray(y);
}
