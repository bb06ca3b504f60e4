import * as Plot from '@observablehq/plot';
import { describeFigure } from '../figures/describe-figure.ts';
import type { Figure } from '../figures/figure.ts';
import { plotOptions } from './plot-options.ts';
import { SVG, svgElement } from './svg-element.ts';

/** The size of a drawn figure, in pixels. */
export interface Size {
  /** Width of the whole picture. @defaultValue 680 */
  readonly width?: number;
  /** Height of the whole picture. @defaultValue three fifths of the width; what it needs, for a diagram */
  readonly height?: number;
}

/** Options of {@link renderDom}. */
export interface RenderDomOptions extends Size {
  /** The document that makes the elements; in a page its `document`. */
  readonly document: Document;
}

/**
 * Draws a figure as an SVG element, ready to be put into a page.
 *
 * The element shrinks with its container, takes the page's text colour, and carries the figure's title and description for screen readers.
 *
 * @example
 * import { renderDom, scatter } from '@hml/viz';
 * import { parseHTML } from 'linkedom'; // in a page: the page's own document
 * const { document } = parseHTML('<main></main>');
 * const element = renderDom(scatter([1, 2], [3, 4], { title: 'Two points' }), { document });
 * element.getAttribute('role') // 'img'
 * element.querySelectorAll('circle').length // 2
 */
export function renderDom(figure: Figure, { document, ...size }: RenderDomOptions): Element {
  const element = Plot.plot({ ...plotOptions(figure, size), document });
  element.setAttribute('role', 'img');
  element.setAttribute('xmlns', SVG);
  const label = figure.title ? `${figure.title}. ` : '';
  element.setAttribute('aria-label', label + describeFigure(figure));
  prependText(document, element, 'desc', describeFigure(figure));
  if (figure.title) prependText(document, element, 'title', figure.title);
  return element;
}

function prependText(document: Document, parent: Element, name: string, text: string): void {
  parent.insertBefore(svgElement(document, name, {}, text), parent.firstChild);
}
