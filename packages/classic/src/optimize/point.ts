import { DataError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Workspace } from '../estimator/fit.ts';
import type { Ticks } from '../estimator/rows.ts';
import { settle } from '../estimator/rows.ts';
import type { Objective, OptimizeResult, OptimizeState, StopReason } from './objective.ts';
import { addScaled, maxNorm } from './vectors.ts';

/** Where a minimisation stands: the live numbers of all algorithms that follow a gradient. */
export class Point implements Workspace<OptimizeState> {
  readonly maxIter: number;
  nIter = 0;
  nEvaluations = 0;
  value = Number.NaN;
  x: Float64Array;
  gradient: Float64Array;
  #otherX: Float64Array;
  #otherGradient: Float64Array;
  #steepest = 0;
  readonly #objective: Objective;
  #lowest = Infinity;
  #flattest = Infinity;
  /** How many of the latest moves have brought nothing. */
  #idle = 0;

  constructor(objective: Objective, x0: ArrayLike<number>, maxIter: number) {
    this.#objective = objective;
    this.maxIter = maxIter;
    this.x = Float64Array.from(x0);
    this.gradient = new Float64Array(x0.length);
    this.#otherX = new Float64Array(x0.length);
    this.#otherGradient = new Float64Array(x0.length);
  }

  /** The largest absolute component of the gradient. */
  get gradientNorm(): number {
    return maxNorm(this.gradient);
  }

  /** The largest {@link gradientNorm} of all points so far. */
  get steepest(): number {
    return this.#steepest;
  }

  /** Computes value and gradient where the search begins. @throws DataError if they are not finite there. */
  *start(where: string): Ticks<void> {
    this.value = yield* settle(this.#evaluate(this.x, this.gradient));
    this.#judge();
    if (Number.isFinite(this.value) && Number.isFinite(this.#steepest)) return;
    throw new DataError({
      where,
      what: 'the cost is not finite at the start',
      expected: 'a finite value and a finite gradient',
      got: `${describeValue(this.value)}, and a gradient of norm ${this.gradientNorm}`,
      fix: 'rescale the data, or start elsewhere',
    });
  }

  /** Computes the value at $x + t d$, and the gradient there, at once or ticking; the point itself stays until {@link accept}. */
  try(t: number, d: Float64Array): number | Ticks<number> {
    this.#otherX.set(this.x);
    addScaled(this.#otherX, t, d);
    return this.#evaluate(this.#otherX, this.#otherGradient);
  }

  /** The point of the latest {@link try}, and its gradient. */
  get trial(): { readonly x: Float64Array; readonly gradient: Float64Array } {
    return { x: this.#otherX, gradient: this.#otherGradient };
  }

  /** Moves to the point of the latest {@link try}; `trial` is then where it came from. */
  accept(value: number): void {
    [this.x, this.#otherX] = [this.#otherX, this.x];
    [this.gradient, this.#otherGradient] = [this.#otherGradient, this.gradient];
    this.value = value;
    this.#judge();
  }

  /** Stays, because a search found no step: that brings nothing, too. */
  stay(): void {
    this.#idle++;
  }

  /** Whether the latest moves, five of them, have brought neither a lower value nor a smaller gradient: the rest is rounding errors. */
  get stalled(): boolean {
    return this.#idle >= 5;
  }

  snapshot(): OptimizeState {
    const { nIter, nEvaluations, x, value, gradientNorm } = this;
    return Object.freeze({ nIter, nEvaluations, x: x.slice(), value, gradientNorm });
  }

  /** The result, from here. */
  result(reason: StopReason): OptimizeResult {
    return Object.freeze({ ...this.snapshot(), converged: reason === 'tol' || reason === 'precision', reason });
  }

  /** Compares where the point is now with where it was. */
  #judge(): void {
    const { value, gradientNorm } = this;
    this.#idle = value < this.#lowest || gradientNorm < this.#flattest ? 0 : this.#idle + 1;
    this.#lowest = Math.min(this.#lowest, value);
    this.#flattest = Math.min(this.#flattest, gradientNorm);
    this.#steepest = Math.max(this.#steepest, gradientNorm);
  }

  #evaluate(x: Float64Array, gradient: Float64Array): number | Ticks<number> {
    this.nEvaluations++;
    return this.#objective(x, gradient);
  }
}
