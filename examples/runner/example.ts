import type { Figure } from '@hml/viz';
import type { Cell } from '@hml/viz/report';

/** What an example may do while it runs: it speaks to the terminal and to the report at once. */
export interface ExampleContext {
  /** A paragraph. */
  text(text: string): void;
  /** A table of numbers. */
  table(caption: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): void;
  /** A picture, for the report. */
  figure(figure: Figure, caption: string): void;
  /** A number worth standing in the table of results, as it shall be printed. */
  result(name: string, value: string): void;
  /** How far a long part has come. */
  progress(what: string, done: number, total: number): void;
}

/** The module `examples/NAME/main.ts`. */
export interface ExampleModule {
  /** What the example shows, in a few words. */
  readonly title: string;
  /** Whether the tour runs it only when it is named: it takes more than a few seconds, or data that are not here. */
  readonly onRequest?: boolean;
  /** Runs it; what it returns is what its test looks at. */
  readonly default: (context: ExampleContext) => Promise<unknown>;
}

/** An example and the name of its folder. */
export interface Example {
  readonly name: string;
  readonly module: ExampleModule;
}
