import type { Ticks } from '../estimator/rows.ts';

/**
 * A function to be minimised, with its gradient: returns $f(x)$ and writes $\nabla f(x)$ into `gradient`, all of it.
 *
 * `x` and `gradient` belong to the algorithm: read the one, fill the other, keep neither. Where $f$ is not defined, return Infinity. A
 * long computation may be a generator that yields nothing now and then, so that it can be interrupted, and returns $f(x)$.
 */
export type Objective = (x: Float64Array, gradient: Float64Array) => number | Ticks<number>;

/** The second derivative of an {@link Objective} times a vector: writes $\nabla^2 f(x)\,v$ into `product`, all of it. */
export type HessianProduct = (x: Float64Array, v: Float64Array, product: Float64Array) => undefined | Ticks<undefined>;

/** Why a minimisation ended; only after the first two `converged` is true. */
export type StopReason =
  /** The gradient, or what the algorithm measures in its place, is as small as `tol` asks. */
  | 'tol'
  /** The value cannot be lowered any more in float64, and rounding errors are all that is left of the gradient. */
  | 'precision'
  /** The iterations ran out. */
  | 'maxIter'
  /** No step along a direction of descent lowers the value: it is too flat there for float64, or the gradient may be wrong. */
  | 'lineSearch'
  /** The value grows: the steps are too long. */
  | 'diverged';

/** What a minimisation comes to: plain data. */
export interface OptimizeResult {
  /** The best point found. */
  readonly x: Float64Array;
  /** $f(x)$ */
  readonly value: number;
  /** The largest absolute component of the gradient there. */
  readonly gradientNorm: number;
  /** Iterations done. */
  readonly nIter: number;
  /** How often the objective was computed. */
  readonly nEvaluations: number;
  /** Whether `reason` is one of success. */
  readonly converged: boolean;
  /** Why it ended. */
  readonly reason: StopReason;
}

/** What one sees of a minimisation after each iteration, and once before the first. */
export interface OptimizeState {
  /** Iterations done so far. */
  readonly nIter: number;
  /** How often the objective was computed so far. */
  readonly nEvaluations: number;
  /** The point reached. */
  readonly x: Float64Array;
  /** $f(x)$ */
  readonly value: number;
  /** The largest absolute component of the gradient there. */
  readonly gradientNorm: number;
}
