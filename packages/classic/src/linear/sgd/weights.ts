/** What goes on from one batch to the next. */
export interface SgdWeights {
  /** $w$ [d] and the intercept behind it, after the last step. */
  readonly last: Float64Array;
  /** The average of the steps that count for it [d + 1]. */
  readonly average: Float64Array;
  /** How many steps those are: the average may have been asked for late. */
  averaged: number;
  /** The number of the next step, from 1. */
  t: number;
}

/** Weights before the first step. */
export function noWeights(d: number): SgdWeights {
  return { last: new Float64Array(d + 1), average: new Float64Array(d + 1), averaged: 0, t: 1 };
}

/** The weights that predict: the average, where it is asked for and has begun. */
export function weightsOf({ last, average, averaged, t }: SgdWeights, from: boolean | number): Float64Array {
  return from !== false && averaged > 0 && t > Number(from) ? average : last;
}

/** Weights that nobody else writes to. */
export function copyOf({ last, average, averaged, t }: SgdWeights): SgdWeights {
  return { last: last.slice(), average: average.slice(), averaged, t };
}
