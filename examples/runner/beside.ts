import type { ExampleContext } from './example.ts';

/** A number of ours and the one that somebody else published or computed. */
export interface Pair {
  readonly what: string;
  readonly ours: number;
  readonly reference: number;
  /** Digits after the point to show. @defaultValue 8 */
  readonly digits?: number;
}

/** A table of our numbers beside those of a reference, with the difference. */
export function beside(context: ExampleContext, caption: string, pairs: readonly Pair[]): void {
  const rows = pairs.map(({ what, ours, reference, digits = 8 }) => {
    const difference = ours - reference;
    return [what, ours.toFixed(digits), reference.toFixed(digits), difference === 0 ? '0' : difference.toExponential(1)];
  });
  context.table(caption, ['what', 'here', 'reference', 'difference'], rows);
}
