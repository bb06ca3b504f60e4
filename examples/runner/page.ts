import type { Figure } from '@hml/viz';
import type { Block, Cell, Section } from '@hml/viz/report';
import type { ExampleContext } from './example.ts';
import { textTable } from './text-table.ts';

/** Where lines go, and how a line of progress is shown. */
export interface Output {
  line(text: string): void;
  progress(what: string, done: number, total: number): void;
}

/** A number for the table of results. */
export interface Result {
  readonly name: string;
  readonly value: string;
}

/** The context of one running example: prints what it says and keeps it for the report. */
export class Page implements ExampleContext {
  readonly results: Result[] = [];
  readonly #blocks: Block[] = [];
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  text(text: string): void {
    this.#output.line(text);
    this.#blocks.push({ kind: 'text', text });
  }

  table(caption: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): void {
    this.#output.line(`${caption}:\n${textTable(columns, rows)}`);
    this.#blocks.push({ kind: 'table', caption, columns, rows });
  }

  figure(figure: Figure, caption: string): void {
    this.#output.line(`(picture in the report) ${figure.title ?? caption}`);
    this.#blocks.push({ kind: 'figure', figure, caption });
  }

  result(name: string, value: string): void {
    this.#output.line(`${name} = ${value}`);
    this.results.push({ name, value });
  }

  progress(what: string, done: number, total: number): void {
    this.#output.progress(what, done, total);
  }

  /** The pictures so far. */
  get figures(): readonly Figure[] {
    return this.#blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure] : []));
  }

  /** Everything so far as a section of the report; the results come first. */
  section(name: string, title: string): Section {
    const rows = this.results.map(({ name: result, value }) => [result, value]);
    const results: readonly Block[] = rows.length > 0 ? [{ kind: 'table', caption: 'Results', columns: ['what', 'value'], rows }] : [];
    return { id: name, title, blocks: [...results, ...this.#blocks], command: `npm start -- ${name}` };
  }
}
