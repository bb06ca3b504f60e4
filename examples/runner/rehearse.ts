import type { Figure } from '@hml/viz';
import { beforeAll } from 'vitest';
import type { ExampleContext } from './example.ts';
import { Page } from './page.ts';

/** An example that has run once, for the tests of its file to look at. */
export interface Rehearsal<Found> {
  /** What it returned. */
  readonly found: Found;
  /** The lines that it printed. */
  readonly lines: readonly string[];
  /** The pictures that it drew. */
  readonly figures: readonly Figure[];
  /** What each picture is made of: the kinds of its layers. */
  readonly kinds: readonly (readonly string[])[];
}

/** Runs an example once before the tests of a file. */
export function rehearse<Found>(run: (context: ExampleContext) => Promise<Found>): Rehearsal<Found> {
  const lines: string[] = [];
  const page = new Page({ line: (text) => lines.push(text), progress: () => {} });
  let outcome: { readonly found: Found } | undefined;
  beforeAll(async () => {
    outcome = { found: await run(page) };
  }, 60_000);
  return {
    lines,
    get found() {
      if (outcome === undefined) throw new Error('the example has not run yet: look at it inside of a test');
      return outcome.found;
    },
    get figures() {
      return page.figures;
    },
    get kinds() {
      return page.figures.map(({ layers }) => layers.map(({ kind }) => kind));
    },
  };
}
