/** What goes on from one batch to the next. */
export interface SgdWeights {
  /** $w$ [d] and the intercept behind it, after the last step. */
  readonly last: Float64Array;
  /** The average of the steps [d + 1], if it is asked for. */
  readonly average: Float64Array;
  /** The number of the next step, from 1. */
  t: number;
}

/** Weights before the first step. */
export function noWeights(d: number): SgdWeights {
  return { last: new Float64Array(d + 1), average: new Float64Array(d + 1), t: 1 };
}

/** The weights that predict: the average, where it is asked for and has begun. */
export function weightsOf({ last, average, t }: SgdWeights, from: boolean | number): Float64Array {
  return from !== false && t > Number(from) ? average : last;
}

/** Weights that nobody else writes to. */
export function copyOf({ last, average, t }: SgdWeights): SgdWeights {
  return { last: last.slice(), average: average.slice(), t };
}
