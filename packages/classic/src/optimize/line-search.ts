import type { Ticks } from '../estimator/rows.ts';
import { settle } from '../estimator/rows.ts';
import type { Point } from './point.ts';
import { dot } from './vectors.ts';

/** Sufficient decrease: the value must fall by this share of what the slope promises. */
const c1 = 1e-4;
/**
 * Curvature: the slope must flatten to this share. Directions of Newton's and of quasi-Newton methods have the right length mostly, so that little
 * is asked (Nocedal and Wright, section 3.1).
 */
const c2 = 0.9;
/** Most computations of the objective in one search. */
const maxTrials = 40;

/** An end of the interval in which the step is sought: its length, value and slope. */
interface End {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
}

/**
 * Looks along the direction $d$ for a step $t$ that satisfies the strong Wolfe conditions, and moves the point there.
 *
 * $$ f(x + t d) \le f(x) + c_1 t\,\nabla f(x)^{\top} d, \qquad |\nabla f(x + t d)^{\top} d| \le c_2\,|\nabla f(x)^{\top} d| $$
 *
 * The interval grows until it holds such a step, then shrinks by cubic interpolation. Numerics: near the minimum the values differ by rounding
 * errors only, and the first condition says nothing. There it is replaced by one on the slope, $\nabla f(x + t d)^{\top} d \le (2 c_1 - 1)
 * \nabla f(x)^{\top} d$, which is the same for a parabola; so minima are found to the accuracy of the gradient.
 *
 * Returns whether there was such a step. `slope` is $\nabla f(x)^{\top} d < 0$, `first` the step to try first.
 *
 * @see J. Nocedal, S. Wright, Numerical Optimization, 2nd edition, algorithms 3.5 and 3.6.
 * @see W. Hager, H. Zhang, "A new conjugate gradient method with guaranteed descent", SIAM J. Optim. 16 (2005), for the condition on the slope.
 */
export function* strongWolfe(at: Point, d: Float64Array, slope: number, first: number): Ticks<boolean> {
  const start = at.value;
  const noise = 1e-14 * Math.abs(start); // some tens of rounding errors of the value
  let low: End = { t: 0, value: start, slope };
  let high: End | undefined;
  let t = first;
  for (let trial = 0; trial < maxTrials; trial++) {
    const value = yield* settle(at.try(t, d));
    const end: End = { t, value, slope: dot(at.trial.gradient, d) };
    const falls = value <= start + c1 * t * slope || (value <= start + noise && end.slope <= (2 * c1 - 1) * slope);
    if (falls && Math.abs(end.slope) <= -c2 * slope) {
      at.accept(value);
      return true;
    }
    const beyond = !(value <= start + c1 * t * slope + noise) || value > low.value + noise || end.slope >= 0;
    if (beyond) high = end;
    else low = end;
    t = high === undefined ? 4 * t : between(low, high);
    if (t === low.t || t === high?.t || t > 1e300) return false;
  }
  return false;
}

/** Where the cubic through both ends' values and slopes is lowest, kept away from the ends; the middle where it says nothing. */
function between(low: End, high: End): number {
  const width = high.t - low.t;
  const middle = low.t + 0.5 * width;
  if (!Number.isFinite(high.value) || !Number.isFinite(high.slope)) return low.t + 0.1 * width;
  const a = low.slope + high.slope - (3 * (high.value - low.value)) / width;
  const discriminant = a * a - low.slope * high.slope;
  if (!(discriminant >= 0)) return middle;
  const root = Math.sqrt(discriminant);
  const t = high.t - (width * (high.slope + root - a)) / (high.slope - low.slope + 2 * root);
  return t > low.t + 0.05 * width && t < high.t - 0.05 * width ? t : middle;
}
