import { isAbstract } from './base.ts';
import { toNested } from './nested.ts';
import { shapeText } from './shape.ts';
import type { Tensor } from './tensor.ts';

/** Tensors with more elements than this are shortened. */
const limit = 1000;
/** How many elements stay at either end of a shortened axis. */
const edge = 3;
/** Stands for elements that are not shown; it is not padded. */
const leftOut = '…';

/**
 * The elements as text, with dtype and shape: `tensor([[1, 2], [3, 4]], float64 [2, 2])`. Columns stand below each other, as NumPy
 * prints them. Long axes show their ends.
 */
export function formatTensor(x: Tensor): string {
  const kind = `${x.dtype} ${shapeText(x.shape)}`;
  if (isAbstract(x)) return `tensor(without values, ${kind})`;
  const shown = toShown(x);
  return `tensor(${formatPart(shown, x.ndim, ' '.repeat('tensor('.length), widest(shown))}, ${kind})`;
}

/** Nested arrays of texts, with `…` where elements were left out. */
function toShown(x: Tensor): unknown {
  const shorten = x.size > limit;
  const visit = (part: Tensor): unknown => {
    if (part.ndim === 0) return formatNumber(toNested(part));
    const n = part.shape[0];
    const shown = shorten && n > 2 * edge ? [...range(0, edge), undefined, ...range(n - edge, n)] : range(0, n);
    return shown.map((i) => (i === undefined ? leftOut : visit(part.at(i))));
  };
  return visit(x);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** Eight significant digits at most, as NumPy prints; integers and booleans as they are. */
export function formatNumber(value: unknown): string {
  if (typeof value !== 'number' || Number.isInteger(value)) return Object.is(value, -0) ? '-0' : String(value);
  return String(Number(value.toPrecision(8)));
}

/** The length of the longest text. */
function widest(part: unknown): number {
  return Array.isArray(part) ? part.reduce((width: number, inner) => Math.max(width, widest(inner)), 0) : String(part).length;
}

function formatPart(part: unknown, depth: number, indent: string, width: number): string {
  if (!Array.isArray(part)) return part === leftOut ? leftOut : String(part).padStart(width);
  const separator = depth > 1 ? `,${'\n'.repeat(depth - 1)}${indent} ` : ', ';
  return `[${part.map((inner) => formatPart(inner, depth - 1, `${indent} `, width)).join(separator)}]`;
}
