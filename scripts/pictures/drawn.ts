import { join } from 'node:path';
import { renderSvg } from '@hml/viz/node';
import { pictures } from './linear.ts';

/** A picture beside the page that shows it. */
export interface Picture {
  /** Where it lies, from the repository's root. */
  readonly file: string;
  readonly svg: string;
}

/** All pictures. */
export function drawn(): Picture[] {
  return Object.entries(pictures).map(([folder, figure]) => ({
    file: join('packages/classic/src/linear', folder, 'picture.svg'),
    svg: alone(renderSvg(figure(), { width: 480, height: 280 })),
  }));
}

/**
 * An SVG as a file of its own: a page cannot lend it ground and colours, as it does to one that stands in it, and needs no rules for it. Hundredths
 * of a pixel are enough.
 */
function alone(svg: string): string {
  const bare = svg.replace(/<style>[^<]*<\/style>/, '').replace('background:transparent', 'background:white');
  const colored = bare.replaceAll(/var\(--hml[\w-]+, ([^)]+)\)/g, '$1');
  return `${colored.replaceAll(/\d+\.\d{3,}/g, (digits) => String(Math.round(100 * Number(digits)) / 100))}\n`;
}
