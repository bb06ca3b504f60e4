import { storageOf } from './base.ts';
import { isTypedArray } from './dtype.ts';
import { DTypeError, ShapeError } from './errors.ts';
import { type Shape, shapeText } from './shape.ts';
import type { Tensor } from './tensor.ts';
import { describeValue } from './text.ts';

/** Nested arrays of numbers or booleans, all of the same depth and lengths; the innermost may be typed arrays. */
export type Values = number | boolean | ArrayLike<number> | readonly Values[];

/** The shape of nested arrays. Only the first element of each array is looked at; {@link fill} checks the others. */
export function shapeOfNested(values: Values): number[] {
  const shape: number[] = [];
  let part: unknown = values;
  while (Array.isArray(part)) {
    shape.push(part.length);
    part = part[0];
  }
  if (isTypedArray(part)) shape.push(part.length);
  return shape;
}

/** The first element of nested arrays, which decides between numbers and booleans. */
export function firstOfNested(values: Values): unknown {
  let part: unknown = values;
  while (Array.isArray(part)) part = part[0];
  return part;
}

/** Writes the elements of nested arrays, row-major, through `write`, which gets the value and its place. Refuses ragged arrays and other kinds of elements. */
export function fill(values: Values, shape: Shape, boolean: boolean, write: (value: number, at: number) => void): void {
  let count = 0;
  const index: number[] = [];
  const visit = (part: unknown, axis: number): void => {
    if (axis === shape.length) {
      if (typeof part !== (boolean ? 'boolean' : 'number')) throw wrongElement(part, index, boolean);
      write(Number(part), count++);
      return;
    }
    if (!(Array.isArray(part) || isTypedArray(part)) || part.length !== shape[axis]) throw ragged(part, index, shape[axis]);
    for (let i = 0; i < part.length; i++) {
      index.push(i);
      visit(part[i], axis + 1);
      index.pop();
    }
  };
  visit(values, 0);
}

function ragged(part: unknown, index: readonly number[], expected: number): ShapeError {
  const got = Array.isArray(part) || isTypedArray(part) ? `${part.length} elements` : describeValue(part);
  return new ShapeError({
    where: 'tensor',
    what: 'ragged arrays',
    expected: `${expected} elements at ${shapeText(index)}, as in its neighbours`,
    got,
    fix: 'pad the shorter rows, or make one tensor per row',
  });
}

function wrongElement(part: unknown, index: readonly number[], boolean: boolean): ShapeError | DTypeError {
  if (Array.isArray(part) || isTypedArray(part)) return ragged(part, index.slice(0, -1), 1);
  return new DTypeError({
    where: 'tensor',
    what: 'an element of another kind',
    expected: boolean ? 'booleans throughout' : 'numbers throughout',
    got: `${describeValue(part)} at ${shapeText(index)}`,
  });
}

/** The elements of `x` as nested arrays; a scalar gives the bare value. */
export function toNested(x: Tensor): unknown {
  const data = storageOf(x);
  const build = (axis: number, at: number): unknown => {
    if (axis === x.ndim) return x.dtype === 'bool' ? data[at] !== 0 : data[at];
    return Array.from({ length: x.shape[axis] }, (_, i) => build(axis + 1, at + i * x.strides[axis]));
  };
  return build(0, x.offset);
}
