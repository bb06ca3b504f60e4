import { type ErrorParts, HmlError } from '@hml/tensor';

/** One derivative, computed in two ways. */
export interface Difference {
  /** Which argument of the function, from 0. */
  readonly argument: number;
  /** Where in the argument the tensor is: `layers.0.weight`; empty when the argument is a tensor. */
  readonly path: string;
  /** Which element of the tensor, row by row. */
  readonly index: number;
  /** Which element of the output, row by row; −1 for a random combination of them. */
  readonly output: number;
  /** What the gradient says. */
  readonly analytic: number;
  /** What finite differences say. */
  readonly numeric: number;
}

/** A derivative that differs from finite differences, at the place where it differs most. */
export class GradCheckError extends HmlError implements Difference {
  readonly argument: number;
  readonly path: string;
  readonly index: number;
  readonly output: number;
  readonly analytic: number;
  readonly numeric: number;
  /** How far the two lie apart: the worst error of all that were compared. */
  readonly error: number;

  /** Builds the message from the parts. */
  constructor(parts: ErrorParts, at: Difference) {
    super(parts);
    this.argument = at.argument;
    this.path = at.path;
    this.index = at.index;
    this.output = at.output;
    this.analytic = at.analytic;
    this.numeric = at.numeric;
    this.error = errorOf(at);
  }
}

/** $|a - n|$; a derivative that is NaN is as wrong as can be. */
export function errorOf({ analytic, numeric }: Pick<Difference, 'analytic' | 'numeric'>): number {
  const error = Math.abs(analytic - numeric);
  return Number.isNaN(error) ? Infinity : error;
}
