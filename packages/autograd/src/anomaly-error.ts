import { type ErrorParts, HmlError } from '@hml/tensor';
import type { CallSite } from './call-site.ts';

/** Between which finite numbers the elements of a tensor lie; NaN and infinities show. */
export interface InputRange {
  /** The smallest element; NaN when one is. */
  readonly minimum: number;
  /** The largest element; NaN when one is. */
  readonly maximum: number;
}

/** What is known of an anomaly. */
export interface AnomalyPlace {
  /** The op whose value, gradient or tangent went wrong. */
  readonly op: string;
  /** Where it went wrong: in the value, in the gradient (`backward`), or in the derivative along a direction (`tangent`). */
  readonly direction: 'forward' | 'backward' | 'tangent';
  /** Which element is the first, row by row. */
  readonly index: number;
  /** That element: NaN or an infinity. */
  readonly value: number;
  /** The user's line that applied the op; undefined when the engine does not tell, or nobody looked. */
  readonly site: CallSite | undefined;
  /** Between which numbers the op's inputs lie. */
  readonly inputRanges: readonly InputRange[];
}

/** The first NaN or infinity of a computation, with the op and the line that it comes from. Its `cause` has the whole stack of that line. */
export class AnomalyError extends HmlError implements AnomalyPlace {
  readonly op: string;
  readonly direction: 'forward' | 'backward' | 'tangent';
  readonly index: number;
  readonly value: number;
  readonly site: CallSite | undefined;
  readonly inputRanges: readonly InputRange[];

  /** Builds the message from the parts. */
  constructor(parts: ErrorParts, at: AnomalyPlace, cause: unknown) {
    super(parts);
    this.op = at.op;
    this.direction = at.direction;
    this.index = at.index;
    this.value = at.value;
    this.site = at.site;
    this.inputRanges = at.inputRanges;
    this.cause = cause;
  }
}
