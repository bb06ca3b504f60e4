import type { Figure } from '../figures/figure.ts';
import { hasAxes } from '../figures/make-figure.ts';
import type { Size } from '../plot/render-dom.ts';
import { element, escapeHtml } from './html.ts';
import { css } from './style.ts';
import { table } from './table.ts';
import type { Block, Report, Section } from './types.ts';

export { formatCell } from './table.ts';
export type { Block, Cell, CodeBlock, FigureBlock, Report, Rows, Section, TableBlock, TextBlock } from './types.ts';

/** Options of {@link renderReport}. */
export interface ReportOptions {
  /** Draws a figure as SVG text: `renderSvg` of `@hml/viz/node`. */
  readonly renderSvg: (figure: Figure, size: Size) => string;
}

/**
 * Writes a report as one self-contained HTML page: text, tables and figures, no outside assets, legible on a phone and in the dark.
 *
 * Each figure is drawn twice, for wide and for narrow screens, so that its text stays readable; the page shows the one that fits.
 * All text is escaped.
 *
 * @example
 * import { renderReport } from '@hml/viz/report';
 * import { renderSvg } from '@hml/viz/node';
 * const html = renderReport({ title: 'Tour', sections: [{ id: 'a', title: 'One < two', blocks: [{ kind: 'text', text: 'Hello' }] }] }, { renderSvg });
 * html.startsWith('<!doctype html>') // true
 * html.includes('One &lt; two') // true
 */
export function renderReport(report: Report, options: ReportOptions): string {
  const { title, lead, summary, sections } = report;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title><style>${css}</style>`;
  const overview = summary ? table('Results', summary.columns, summary.rows) : '';
  const header = element(
    'header',
    element('h1', escapeHtml(title)) + (lead ? element('p', escapeHtml(lead), 'lead') : '') + contents(sections),
  );
  const main = element('main', overview + sections.map((section) => renderSection(section, options)).join('\n'));
  return `<!doctype html>\n<html lang="en"><head>${head}</head>\n<body>${header}\n${main}</body></html>\n`;
}

function contents(sections: readonly Section[]): string {
  if (sections.length < 2) return '';
  const links = sections.map(({ id, title }) => `<li><a href="#${escapeHtml(id)}">${escapeHtml(title)}</a></li>`);
  return `<nav aria-label="Sections"><ul>${links.join('')}</ul></nav>`;
}

function renderSection({ id, title, blocks, command }: Section, options: ReportOptions): string {
  const run = command ? element('p', `Run it again: ${element('code', escapeHtml(command))}`, 'command') : '';
  const body = blocks.map((block) => renderBlock(block, options)).join('\n');
  return `<section id="${escapeHtml(id)}">${element('h2', escapeHtml(title))}${body}${run}</section>`;
}

function renderBlock(block: Block, { renderSvg }: ReportOptions): string {
  switch (block.kind) {
    case 'text':
      return element('p', escapeHtml(block.text));
    case 'code':
      return element('pre', element('code', escapeHtml(block.code)));
    case 'table':
      return table(block.caption, block.columns, block.rows);
    case 'figure': {
      const free = hasAxes(block.figure); // others know the height they need
      const draw = (width: number, height: number) => renderSvg(block.figure, free ? { width, height } : { width });
      const wide = element('div', draw(760, 420), 'wide');
      const narrow = element('div', draw(360, 320), 'narrow');
      return element('figure', wide + narrow + element('figcaption', escapeHtml(block.caption)));
    }
  }
}
