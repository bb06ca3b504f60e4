import type { Figure } from '../figures/figure.ts';

/** What a cell of a table holds. */
export type Cell = string | number;

/** A paragraph. */
export interface TextBlock {
  /** Tells blocks apart. */
  readonly kind: 'text';
  /** Plain text; it is escaped. */
  readonly text: string;
}

/** Lines of code. */
export interface CodeBlock {
  /** Tells blocks apart. */
  readonly kind: 'code';
  /** The lines. */
  readonly code: string;
}

/** Columns and rows. */
export interface Rows {
  /** The names of the columns. */
  readonly columns: readonly string[];
  /** One cell per column in each row; columns of numbers are set to the right. */
  readonly rows: readonly (readonly Cell[])[];
}

/** A table. */
export interface TableBlock extends Rows {
  /** Tells blocks apart. */
  readonly kind: 'table';
  /** What it lists, above it. */
  readonly caption: string;
}

/** A picture. */
export interface FigureBlock {
  /** Tells blocks apart. */
  readonly kind: 'figure';
  /** What is drawn. */
  readonly figure: Figure;
  /** What one should see in it, below it. */
  readonly caption: string;
}

/** A piece of a section, in reading order. */
export type Block = TextBlock | CodeBlock | TableBlock | FigureBlock;

/** One chapter of the report, such as one example. */
export interface Section {
  /** Unique in the report; the anchor of the section. */
  readonly id: string;
  /** The heading. */
  readonly title: string;
  /** What stands under the heading. */
  readonly blocks: readonly Block[];
  /** The line that runs it again. */
  readonly command?: string | undefined;
}

/** A page of text, tables and figures. */
export interface Report {
  /** The heading of the page. */
  readonly title: string;
  /** A sentence or two under the title. */
  readonly lead?: string | undefined;
  /** Numbers of the whole, above the sections. */
  readonly summary?: Rows | undefined;
  /** The chapters. */
  readonly sections: readonly Section[];
}
