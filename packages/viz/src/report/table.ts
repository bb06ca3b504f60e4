import { element, escapeHtml } from './html.ts';
import type { Cell } from './types.ts';

/** A table with a caption; columns of numbers are set to the right. It scrolls sideways when the screen is narrow. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const numeric = columns.map((_, j) => rows.length > 0 && rows.every((row) => typeof row[j] === 'number'));
  const className = (j: number) => (numeric[j] ? 'number' : undefined);
  const head = columns.map((column, j) => element('th', escapeHtml(column), className(j))).join('');
  const body = rows.map((row) => element('tr', row.map((cell, j) => element('td', escapeHtml(formatCell(cell)), className(j))).join('')));
  const parts = element('caption', escapeHtml(caption)) + element('thead', element('tr', head)) + element('tbody', body.join(''));
  return `<div class="table" tabindex="0">${element('table', parts)}</div>`; // focusable, so that the keyboard can scroll it
}

/**
 * A cell as text: numbers with up to ten digits, so that an exact result can be compared; text as it is.
 *
 * @example
 * import { formatCell } from '@hml/viz/report';
 * formatCell(0.1 + 0.2) // '0.3'
 * formatCell('none') // 'none'
 */
export function formatCell(cell: Cell): string {
  return typeof cell === 'number' ? String(Number(cell.toPrecision(10))) : cell;
}
