import { HmlError } from '@hml/tensor';

/**
 * Something a fit did not manage, told rather than thrown: it has the parts of an error, so `onWarning` may throw it, log it or show it.
 */
export abstract class Warning extends HmlError {}

/** The iterations ran out before the algorithm converged. The model is there all the same, with `converged` false. */
export class ConvergenceWarning extends Warning {}

/** Takes a warning: where warnings go is the caller's choice. */
export type OnWarning = (warning: Warning) => void;

/**
 * The default destination: the console, where a warning from the same place is shown once. Each recipe has one of its own, so there is no
 * memory that outlives it or is shared between programs' parts.
 */
export function consoleOnce(): OnWarning {
  const shown = new Set<string>();
  return (warning) => {
    const place = `${warning.where}: ${warning.name}`;
    if (shown.has(place)) return;
    shown.add(place);
    console.warn(`${warning.name}\n${warning.message}`);
  };
}
