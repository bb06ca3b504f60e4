import type { StandardScalerModel } from '@hml/classic/preprocessing';

/** The intercept of a plane, then its slope along each column. */
export type Theta = readonly [intercept: number, ...slopes: number[]];

/**
 * A plane over standardised columns $z = (x - \mu) / \sigma$ as the plane over the columns themselves that it is:
 *
 * $$ w_j = w^z_j / \sigma_j, \qquad b = b^z - \sum_j w_j \mu_j $$
 */
export function inTableUnits(
  { coef, intercept }: { readonly coef: Float64Array; readonly intercept: number },
  { mean, scale }: StandardScalerModel,
): Theta {
  const slopes = Array.from(coef, (weight, j) => weight / scale[j]);
  return [slopes.reduce((b, slope, j) => b - slope * mean[j], intercept), ...slopes];
}
