import { DataError } from './errors.ts';
import type { Trace } from './trace.ts';

/** Who is listening besides the tapes, for the duration of one synchronous call. */
export interface Scope {
  /** Notes every op on shapes alone; undefined when values are computed. */
  readonly trace: Trace | undefined;
  /** How many differentiations are open: a tape made inside another has the greater depth. */
  readonly depth: number;
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
