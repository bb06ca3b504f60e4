/** The parts of every error: where it happened, what is wrong, what was expected, what came, and how to mend it. */
export interface ErrorParts {
  /** The name the user typed: a function, class or method. */
  readonly where: string;
  /** What is wrong, in a few words. */
  readonly what: string;
  /** What would have been right. */
  readonly expected: string;
  /** What came instead. */
  readonly got: string;
  /** What to do about it, where that is known. */
  readonly fix?: string | undefined;
}

/** Lays the parts out as text: a headline, then one aligned line per part. */
function layout({ where, what, expected, got, fix }: ErrorParts): string {
  const lines = [`${where}: ${what}`, `  expected: ${expected}`, `  got:      ${got}`];
  if (fix !== undefined) lines.push(`  fix:      ${fix}`);
  return lines.join('\n');
}

/**
 * What all errors of this library have in common: five parts, as fields and as text.
 *
 * @example
 * import { HmlError, ShapeError } from '@hml/tensor';
 * const error = new ShapeError({ where: 'matmul', what: 'inner sizes differ', expected: 'a [m, k] and b [k, n]', got: 'a [2, 3] and b [4, 5]' });
 * error instanceof HmlError // true
 * error.got // 'a [2, 3] and b [4, 5]'
 * error.message.split('\n')[0] // 'matmul: inner sizes differ'
 */
export class HmlError extends Error implements ErrorParts {
  readonly where: string;
  readonly what: string;
  readonly expected: string;
  readonly got: string;
  readonly fix: string | undefined;

  /** Builds the message from the parts. */
  constructor(parts: ErrorParts) {
    super(layout(parts));
    this.name = new.target.name;
    this.where = parts.where;
    this.what = parts.what;
    this.expected = parts.expected;
    this.got = parts.got;
    this.fix = parts.fix;
  }
}

/** Sizes, ranks, axes or indices that do not fit. */
export class ShapeError extends HmlError {}

/** An element type that the operation cannot take, or a value its type cannot hold. */
export class DTypeError extends HmlError {}

/** An option that does not exist, or a value outside its range. */
export class OptionError extends HmlError {}

/** Data that the computation cannot take: empty, ragged, not finite, not positive definite. */
export class DataError extends HmlError {}

/** A gradient was asked of something that has none. */
export class NotDifferentiableError extends HmlError {}
