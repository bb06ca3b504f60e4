import { DataError } from '@hml/tensor';
import { parseHTML } from 'linkedom';
import type { Figure } from './figures/figure.ts';
import { renderDom, type Size } from './plot/render-dom.ts';

/**
 * Draws a figure as SVG text; Node, Deno and Bun only (in a page `renderDom` gives the element).
 *
 * @example
 * import { scatter } from '@hml/viz';
 * import { renderSvg } from '@hml/viz/node';
 * const svg = renderSvg(scatter([1, 2], [3, 4]), { width: 360 });
 * svg.startsWith('<svg') // true
 * svg.match(/<circle/g)?.length // 2
 */
export function renderSvg(figure: Figure, size: Size = {}): string {
  const { DOMParser } = parseHTML('');
  const document = new DOMParser().parseFromString('<svg/>', 'image/svg+xml'); // XML: an HTML document leaves < and & in attributes as they are
  return renderDom(figure, { ...size, document }).outerHTML;
}

/** Options of {@link renderPng}. */
export interface RenderPngOptions extends Size {
  /** Pixels of the picture per pixel of the figure. @defaultValue 2 */
  readonly scale?: number;
  /** Light text on a dark ground instead of dark on light. @defaultValue false */
  readonly dark?: boolean;
}

/**
 * Draws a figure as the bytes of a PNG picture; Node, Deno and Bun only, with the package `@resvg/resvg-js` installed beside this one.
 *
 * Text is drawn with the fonts of the machine.
 *
 * @throws DataError when `@resvg/resvg-js` is not installed.
 *
 * @example
 * import { scatter } from '@hml/viz';
 * import { renderPng } from '@hml/viz/node';
 * const png = await renderPng(scatter([1, 2], [3, 4]), { width: 200, scale: 1 });
 * String.fromCharCode(...png.slice(1, 4)) // 'PNG'
 */
export async function renderPng(figure: Figure, { scale = 2, dark = false, ...size }: RenderPngOptions = {}): Promise<Uint8Array> {
  const { Resvg } = await importResvg();
  const [ink, ground] = dark ? ['#e8e6e3', '#16181c'] : ['#1f2328', '#ffffff'];
  // resvg knows neither CSS variables nor inherited colours: both are put in.
  const svg = renderSvg(figure, size)
    .replace(/var\([^,()]+,\s*([^()]+)\)/g, '$1')
    .replaceAll('currentColor', ink);
  return new Resvg(svg, { background: ground, fitTo: { mode: 'zoom', value: scale }, font: { loadSystemFonts: true } }).render().asPng();
}

async function importResvg(): Promise<typeof import('@resvg/resvg-js')> {
  try {
    return await import('@resvg/resvg-js');
  } catch (cause) {
    throw new DataError({
      where: 'renderPng',
      what: 'PNG pictures need a renderer that is not installed',
      expected: 'the package @resvg/resvg-js',
      got: `${cause}`,
      fix: 'npm install @resvg/resvg-js, or take renderSvg',
    });
  }
}
