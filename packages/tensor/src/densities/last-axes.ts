import { ShapeError } from '../errors.ts';
import { shapeText } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Throws unless both have a last axis, of the same size: rows of one do not stand for many. */
export function checkLastAxes(where: string, names: string, a: Tensor, b: Tensor): void {
  if (a.ndim > 0 && b.ndim > 0 && a.shape.at(-1) === b.shape.at(-1)) return;
  throw new ShapeError({
    where,
    what: 'rows of different lengths',
    expected: `${names} [..., n]`,
    got: `${shapeText(a.shape)} and ${shapeText(b.shape)}`,
  });
}
