import type { DType } from './dtype.ts';
import { copyOf } from './elementwise.ts';
import type { Shape } from './shape.ts';
import type { Tensor } from './tensor.ts';

/** A number in JSON: itself, or the text of one of the four values that JSON's numbers would lose. */
export type JsonNumber = number | 'NaN' | 'Infinity' | '-Infinity' | '-0';

/** A saved tensor: plain data that `JSON.stringify` and `structuredClone` both carry. */
export interface TensorJson {
  /** The version of the common format. */
  readonly hml: 1;
  /** What was saved. */
  readonly kind: 'Tensor';
  /** The version of the fields below. */
  readonly version: 1;
  /** The element type. */
  readonly dtype: DType;
  /** The sizes. */
  readonly shape: Shape;
  /** The elements in row-major order; bools as 0 and 1. */
  readonly data: readonly JsonNumber[];
}

/** The tensor as plain data, from which `fromJSON` makes the same bits. */
export function tensorToJson(x: Tensor): TensorJson {
  return { hml: 1, kind: 'Tensor', version: 1, dtype: x.dtype, shape: [...x.shape], data: Array.from(copyOf(x), numberToJson) };
}

/** The number itself, or its text where JSON has none for it. */
export function numberToJson(value: number): JsonNumber {
  if (Number.isNaN(value)) return 'NaN';
  if (Object.is(value, -0)) return '-0';
  return value === Infinity ? 'Infinity' : value === -Infinity ? '-Infinity' : value;
}
