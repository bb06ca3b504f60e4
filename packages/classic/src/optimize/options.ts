import { ShapeError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Rules } from '../estimator/options.ts';
import { integerFrom, numberFrom } from '../estimator/rules.ts';
import type { StopReason } from './objective.ts';
import type { Point } from './point.ts';

/** What every minimisation by gradients takes. */
export interface StoppingOptions {
  /** Most iterations, 0 or more. @defaultValue 15000 */
  readonly maxIter?: number;
  /** Stop when no component of the gradient is larger than this, 0 or more. @defaultValue 1e-5 */
  readonly tol?: number;
}

/** The rules of {@link StoppingOptions}. */
export const stoppingRules: Rules<Required<StoppingOptions>> = { maxIter: integerFrom(0), tol: numberFrom(0) };

/** Checks that the start is a vector. */
export function checkStart(where: string, x0: ArrayLike<number>): void {
  if (Array.from(x0).every(Number.isFinite) && x0.length > 0) return;
  throw new ShapeError({ where, what: 'the start is not a point', expected: 'one finite number or more', got: describeValue(x0) });
}

/** Why a line search found nothing: because values are equal to the last digits, or because something is wrong. */
export function withoutStep(at: Point, slope: number): StopReason {
  return Math.abs(slope) <= 1e-12 * Math.max(Math.abs(at.value), 1e-300) ? withoutProgress(at) : 'lineSearch';
}

/**
 * Why nothing lowers the value any more: at a minimum, rounding errors are all that is left of the gradient. Where more is left, the values
 * are too coarse to follow it: along directions of very different curvature the steepest promises next to nothing long before the minimum.
 */
export function withoutProgress({ gradientNorm, steepest }: { readonly gradientNorm: number; readonly steepest: number }): StopReason {
  return gradientNorm <= 1e-8 * steepest ? 'precision' : 'lineSearch';
}
