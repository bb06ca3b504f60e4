/** Places all over the plane, and what stands there once something is known about each. */
export interface DecisionGrid {
  /** [nx], rising. */
  readonly x: Float64Array;
  /** [ny], rising. */
  readonly y: Float64Array;
  /** The places [nx · ny] as rows of two features, all x of the lowest y first: one call of `predict` serves them all. */
  readonly places: readonly (readonly [number, number])[];
  /** One number per place as heights [ny][nx], a row per y: what `contour` draws. */
  heights(values: ArrayLike<number>): Float64Array[];
}

/** An evenly spaced grid of `nx` by `ny` places over two ranges. */
export function decisionGrid(
  [left, right]: readonly [number, number],
  [bottom, top]: readonly [number, number],
  nx = 81,
  ny = 65, // unlike nx, so that heights in the wrong orientation do not fit
): DecisionGrid {
  const x = Float64Array.from({ length: nx }, (_, j) => left + ((right - left) * j) / (nx - 1));
  const y = Float64Array.from({ length: ny }, (_, i) => bottom + ((top - bottom) * i) / (ny - 1));
  const places = Array.from(y).flatMap((b) => Array.from(x, (a) => [a, b] as const));
  return { x, y, places, heights: (values) => Array.from(y, (_, i) => Float64Array.from(x, (_, j) => values[i * nx + j])) };
}
