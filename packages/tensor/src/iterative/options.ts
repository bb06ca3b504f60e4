import { isTensor } from '../base.ts';
import { isCell } from '../cell.ts';
import { DataError, DTypeError, OptionError, ShapeError } from '../errors.ts';
import { shapeText } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { ConvergenceWarning, type OnWarning, warnOnConsole } from '../warning.ts';
import { doublesOf, valuesOf } from './operator.ts';

/** What all iterations are told: where warnings go. */
export interface IterationOptions {
  /** Gets a `ConvergenceWarning` when the iteration ends before it converged. @defaultValue the console */
  readonly onWarning?: OnWarning | undefined;
}

/** Refuses numbers outside of a range that has its ends. */
export function checkNumber(where: string, name: string, value: unknown, low: number, high = Infinity): void {
  if (typeof value === 'number' && value >= low && value <= high) return;
  const expected = high === Infinity ? `a number ≥ ${low}` : `a number from ${low} to ${high}`;
  throw new OptionError({ where, what: `${name} out of range`, expected, got: describeValue(value) });
}

/** Refuses what is no whole number of a range that has its ends. */
export function checkWhole(where: string, name: string, value: unknown, low: number, high = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && Number(value) >= low && Number(value) <= high) return;
  const expected = high === Number.MAX_SAFE_INTEGER ? `a whole number ≥ ${low}` : `a whole number from ${low} to ${high}`;
  throw new OptionError({ where, what: `${name} out of range`, expected, got: describeValue(value) });
}

/** A vector that was given under this name, of the length that the matrix asks for and finite. */
export function vectorOf(where: string, name: string, given: unknown, length: number): Tensor {
  if (!isTensor(given) && !isCell(given)) {
    throw new DTypeError({ where, what: `${name} is no tensor`, expected: 'a tensor or a cell', got: describeValue(given) });
  }
  const x = valuesOf(where, given);
  if (x.ndim !== 1 || x.size !== length) {
    throw new ShapeError({ where, what: `${name} does not fit`, expected: `${name} [${length}]`, got: shapeText(x.shape) });
  }
  const at = doublesOf(x).findIndex((value) => !Number.isFinite(value));
  if (at < 0) return x;
  throw new DataError({ where, what: `${name} is not finite`, expected: 'finite numbers', got: `${doublesOf(x)[at]} at [${at}]` });
}

/** The order of a square matrix. */
export function orderOf(where: string, name: string, [m, n]: readonly number[]): number {
  if (m === n) return n;
  throw new ShapeError({ where, what: `${name} is not square`, expected: `${name} [n, n]`, got: shapeText([m, n]) });
}

/** Throws for what came out of a product and is not finite: the iteration would go on with it for ever. */
export function checkFiniteProduct(where: string, value: number): void {
  if (Number.isFinite(value)) return;
  throw new DataError({ where, what: 'the matrix is not finite', expected: 'products with finite numbers', got: String(value) });
}

/** Tells that the iteration ended too early. */
export function warnUnconverged(
  { onWarning = warnOnConsole }: IterationOptions,
  where: string,
  expected: string,
  got: string,
  fix: string,
): void {
  onWarning(new ConvergenceWarning({ where, what: 'not converged', expected, got, fix }));
}
