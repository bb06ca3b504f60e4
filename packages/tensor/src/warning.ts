import { HmlError } from './errors.ts';

/**
 * Something a computation did not manage, told rather than thrown: it has the parts of an error, so `onWarning` may throw it, log it or
 * show it.
 */
export abstract class Warning extends HmlError {}

/** The iterations ran out before the algorithm converged. The result is there all the same, with `converged` false. */
export class ConvergenceWarning extends Warning {}

/** Takes a warning: where warnings go is the caller's choice. */
export type OnWarning = (warning: Warning) => void;

/** Shows a warning on the console. */
export function warnOnConsole(warning: Warning): void {
  console.warn(`${warning.name}\n${warning.message}`);
}
