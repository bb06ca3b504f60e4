/** The step at which truncation and rounding balance for a central difference of fourth order: $\varepsilon^{1/5}$. */
export const step = 2.220446049250313e-16 ** 0.2;

/** A function along a line, $t \mapsto f(x + t u)$, with all its outputs. */
export type AlongLine = (t: number) => Float64Array;

/** What finite differences say of the derivatives at 0, one per output. */
export interface Slopes {
  /** With half the step. */
  readonly fine: Float64Array;
  /** With the whole step. */
  readonly coarse: Float64Array;
  /** How far the rounding of the function may have moved `fine`: $8 \varepsilon \max |f| / (h / 2)$. */
  readonly rounding: Float64Array;
}

/**
 * The derivatives at 0 by central differences of fourth order, with two steps, from six values.
 *
 * $$ f'(0) \approx \frac{f(-2h) - 8 f(-h) + 8 f(h) - f(2h)}{12 h} $$
 */
export function slopes(f: AlongLine, h: number): Slopes {
  const [far, near, close] = [2 * h, h, h / 2].map((t) => [f(-t), f(t)]);
  // what does not move gives 0 to the last bit: each difference is taken before it is multiplied
  const difference = (outer: readonly Float64Array[], inner: readonly Float64Array[], width: number): Float64Array =>
    inner[0].map((_, i) => (8 * (inner[1][i] - inner[0][i]) - (outer[1][i] - outer[0][i])) / (12 * width));
  const rounding = near[0].map((_, i) => (16 * Number.EPSILON * Math.max(...[...near, ...close].map((y) => Math.abs(y[i])))) / h);
  return { fine: difference(near, close, h / 2), coarse: difference(far, near, h), rounding };
}

/**
 * Whether a function has a kink or a jump at 0: where it is smooth, the difference of its slopes to the right and to the left halves with
 * the step; at a kink it stays, at a jump it grows. Differences below `noise` count as none.
 *
 * $$ s(h) = \frac{f(h) - 2 f(0) + f(-h)}{h} = h f''(0) + O(h^3) $$
 */
export function hasKink(f: (t: number) => number, h: number, noise: number): boolean {
  const middle = f(0);
  const bend = (t: number): number => Math.abs(f(t) - 2 * middle + f(-t)) / t;
  const [whole, half] = [bend(h), bend(h / 2)];
  const rounding = (64 * Number.EPSILON * Math.abs(middle)) / h;
  return half > 0.8 * whole && half > noise + rounding;
}
