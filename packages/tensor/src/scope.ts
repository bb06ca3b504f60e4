import type { CellListener } from './cell.ts';
import { DataError } from './errors.ts';
import type { Op } from './op.ts';
import type { Segment, TapeNode } from './tape.ts';
import type { Tensor } from './tensor.ts';
import type { Trace } from './trace.ts';

/** Looks on while ops run and tapes are walked: how anomalies are found and graphs are drawn. */
export interface Watcher {
  /** Told of each op once it has run, beneath all tapes; under a trace the value has a shape only. */
  applied(op: Op, inputs: readonly Tensor[], attrs: unknown, value: Tensor): void;
  /** Runs one step of a walk and passes its result on, when it has looked at it. */
  walked(step: WalkStep, rule: () => Tensor): Tensor;
}

/** One gradient rule about to be used by a walk. */
export interface WalkStep {
  /** Reverse: from a cotangent of the output to one of an input (`vjp`). Forward: from a tangent of an input to one of the output (`jvp`). */
  readonly direction: 'reverse' | 'forward';
  /** The op whose rule it is, as noted on the tape. */
  readonly node: TapeNode;
  /** Which input the rule is for. */
  readonly index: number;
  /** The cotangent of the output, or the tangent of the input. */
  readonly d: Tensor;
}

/** Who is listening besides the tapes, for the duration of one synchronous call. */
export interface Scope {
  /** Notes every op on shapes alone; undefined when values are computed. */
  readonly trace: Trace | undefined;
  /** How many differentiations are open: a tape made inside another has the greater depth. */
  readonly depth: number;
  /** Looks on at every op and every step of a walk. */
  readonly watcher?: Watcher | undefined;
  /** Tapes up to this depth note nothing; see `noGrad` in `@hml/autograd`. */
  readonly quiet?: number | undefined;
  /** Who is asked what cells hold, before the trace; see `checkpoint` in `@hml/autograd`. */
  readonly cells?: CellListener | undefined;
  /** The stretch of computation to which new notes belong. */
  readonly segment?: Segment | undefined;
}

/**
 * The one module variable of the house. Undefined while nobody listens, which is the only thing an eager op asks.
 * It is set and restored by {@link withScope} alone, so it never outlives a call and never crosses an `await`.
 */
export let scope: Scope | undefined;

/** Runs `fn` with `next` in force and restores what was before, also when `fn` throws. Refuses functions that return a promise. */
export function withScope<R>(where: string, next: Scope, fn: () => R): R {
  const before = scope;
  scope = next;
  try {
    const result = fn();
    if (result instanceof Promise) {
      result.catch(() => undefined); // the error below is the one to see
      throw new DataError({
        where,
        what: 'the function returned a promise',
        expected: 'a synchronous function: what happens after an await could not be followed',
        got: 'a promise',
        fix: 'await the data first, then call the function on the values',
      });
    }
    return result;
  } finally {
    scope = before;
  }
}
