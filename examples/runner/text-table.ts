import { type Cell, formatCell } from '@hml/viz/report';

/** A table in plain text: columns padded, numbers to the right. */
export function textTable(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => row.map(formatCell));
  const widths = columns.map((column, j) => Math.max(column.length, ...cells.map((row) => row[j].length)));
  const isNumeric = columns.map((_, j) => rows.every((row) => typeof row[j] === 'number'));
  const render = (row: readonly string[]) =>
    row
      .map((cell, j) => (isNumeric[j] ? cell.padStart(widths[j]) : cell.padEnd(widths[j])))
      .join('  ')
      .trimEnd();
  return [render(columns), widths.map((width) => '─'.repeat(width)).join('  '), ...cells.map(render)].map((line) => `  ${line}`).join('\n');
}
