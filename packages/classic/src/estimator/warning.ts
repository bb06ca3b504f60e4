import { type OnWarning, warnOnConsole } from '@hml/tensor/iterative';

export { ConvergenceWarning, type OnWarning, Warning } from '@hml/tensor/iterative';

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
    warnOnConsole(warning);
  };
}
