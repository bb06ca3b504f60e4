import { ShapeError } from './errors.ts';

/** The sizes of a tensor along its axes; `[]` is a scalar. */
export type Shape = readonly number[];

/** The shape as the errors and `console.log` write it: `[2, 3]`. */
export function shapeText(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** How many elements a tensor of this shape has: $\prod_i s_i$, 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i];
  return size;
}

/** Strides, in elements, of a row-major array without gaps. */
export function rowMajor(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i];
  }
  return strides;
}

/** Whether two shapes are the same. */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether elements that lie in memory with these strides are in row-major order without gaps; axes of size 1 do not matter. */
export function isRowMajor(shape: Shape, strides: readonly number[]): boolean {
  let expected = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] === 0) return true;
    if (shape[i] !== 1 && strides[i] !== expected) return false;
    expected *= shape[i];
  }
  return true;
}

/** Throws unless `shape` is an array of whole numbers that are not negative. */
export function checkShape(where: string, shape: unknown): asserts shape is Shape {
  if (Array.isArray(shape) && shape.every((n) => Number.isSafeInteger(n) && n >= 0)) return;
  throw new ShapeError({
    where,
    what: 'not a shape',
    expected: 'an array of whole numbers ≥ 0, such as [2, 3]',
    got: Array.isArray(shape) ? shapeText(shape) : String(shape),
  });
}

/** The axis counted from the front: −1 is the last one. Throws when there is no such axis. */
export function normalizeAxis(where: string, axis: number, ndim: number): number {
  if (Number.isInteger(axis) && axis >= -ndim && axis < ndim) return axis < 0 ? axis + ndim : axis;
  throw new ShapeError({
    where,
    what: 'no such axis',
    expected: ndim === 0 ? 'no axis: a scalar has none' : `a whole number from ${-ndim} to ${ndim - 1}`,
    got: String(axis),
    fix: ndim === 0 ? 'leave the axis out' : '-1 is the last axis',
  });
}

/** All axes that `axis` names, ascending, each once: every axis if it is undefined or null. */
export function normalizeAxes(where: string, axis: number | readonly number[] | null | undefined, ndim: number): number[] {
  if (axis === undefined || axis === null) return Array.from({ length: ndim }, (_, i) => i);
  if (typeof axis !== 'number' && !Array.isArray(axis)) {
    const got = JSON.stringify(axis) ?? String(axis);
    throw new ShapeError({ where, what: 'not an axis', expected: 'a whole number or an array of them', got, fix: `${where}(x, 0)` });
  }
  const axes = (typeof axis === 'number' ? [axis] : [...axis]).map((a) => normalizeAxis(where, a, ndim)).sort((a, b) => a - b);
  for (let i = 1; i < axes.length; i++) {
    if (axes[i] !== axes[i - 1]) continue;
    throw new ShapeError({
      where,
      what: 'the same axis twice',
      expected: 'each axis once',
      got: `axis ${String(axis)} of a tensor of rank ${ndim}`,
    });
  }
  return axes;
}

/**
 * The common shape of two operands: aligned from the right, a missing axis or one of size 1 repeats.
 *
 * $$ [2, 1, 3] \text{ with } [4, 3] \to [2, 4, 3] $$
 */
export function broadcastShapes(where: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a;
  const ndim = Math.max(a.length, b.length);
  const shape = new Array<number>(ndim);
  for (let i = 0; i < ndim; i++) {
    const n = a[a.length - ndim + i] ?? 1;
    const m = b[b.length - ndim + i] ?? 1;
    if (n !== m && n !== 1 && m !== 1) {
      throw new ShapeError({
        where,
        what: 'shapes do not broadcast',
        expected: 'sizes that are equal or 1, aligned from the right',
        got: `${shapeText(a)} and ${shapeText(b)}: ${n} and ${m} at axis ${i - ndim}`,
        fix: broadcastFix(a, b),
      });
    }
    shape[i] = n === 1 ? m : n;
  }
  return Object.freeze(shape);
}

/** The usual mistake is a vector that should run along the first axis. */
function broadcastFix(a: Shape, b: Shape): string | undefined {
  const [vector, matrix] = a.length < b.length ? [a, b] : [b, a];
  if (vector.length !== 1 || matrix.length !== 2 || vector[0] !== matrix[0]) return undefined;
  return `reshape(x, [${vector[0]}, 1]) makes the vector run along the first axis`;
}
