import { type DType, dtypes, holds, isDType, isFloat } from './dtype.ts';
import { DataError } from './errors.ts';
import type { Shape } from './shape.ts';
import { describeValue } from './text.ts';

/** What is being read: the function that users called, the kind that must stand in the head, and the fields behind it. */
export interface Saved {
  readonly where: string;
  readonly kind: string;
  /** What it is called in errors. */
  readonly noun: string;
  readonly fields: readonly string[];
}

/** The fields of saved plain data. Believes nothing: only own fields count, none may be missing from the head or unknown. */
export function savedFields(saved: Saved, json: unknown): ReadonlyMap<string, unknown> {
  const { where, kind, noun, fields } = saved;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new DataError({
      where,
      what: `not a saved ${noun}`,
      expected: `{ hml: 1, kind: '${kind}', version: 1, ${fields.join(', ')} }`,
      got: describeValue(json),
      fix: typeof json === 'string' ? `${where}(JSON.parse(text))` : undefined,
    });
  }
  const head = { hml: 1, kind, version: 1 };
  const read = new Map<string, unknown>(Object.entries(json));
  for (const [name, expected] of Object.entries(head))
    if (read.get(name) !== expected) throw wrongField(saved, name, describeValue(expected), read.get(name));
  for (const [name, value] of read)
    if (!Object.hasOwn(head, name) && !fields.includes(name)) throw wrongField(saved, name, 'no such field', value);
  return read;
}

/** The error for a field that cannot be what was saved. */
export function wrongField({ where, noun }: Saved, name: string, expected: string, value: unknown): DataError {
  return new DataError({ where, what: `field '${name}' of the saved ${noun} is wrong`, expected, got: describeValue(value) });
}

/** The element type that the field names. */
export function readDType(saved: Saved, value: unknown): DType {
  if (isDType(value)) return value;
  throw wrongField(saved, 'dtype', dtypes.join(', '), value);
}

/** The sizes that the field gives. */
export function readShape(saved: Saved, value: unknown): Shape {
  if (Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0 && !Object.is(n, -0))) return Object.freeze([...value]);
  throw wrongField(saved, 'shape', 'an array of whole numbers ≥ 0', value);
}

/** As many values of a type as there must be, each handed to `write`; only then is there an array, so that its length can be trusted. */
export function readNumbers<A extends { [index: number]: number }>(
  saved: Saved,
  name: string,
  value: unknown,
  dtype: DType,
  length: number,
  allocate: (length: number) => A,
): A {
  if (!Array.isArray(value) || value.length !== length) throw wrongField(saved, name, `an array of ${length}`, value);
  const numbers = allocate(length);
  for (let i = 0; i < length; i++) numbers[i] = readNumber(saved, value[i], dtype, `${name}[${i}]`);
  return numbers;
}

/** Floating types have four values that JSON's numbers cannot say; they come as texts. */
function readNumber(saved: Saved, value: unknown, dtype: DType, name: string): number {
  const special = value === 'NaN' || value === 'Infinity' || value === '-Infinity' || value === '-0';
  if (isFloat(dtype) && special) return Number(value);
  if (typeof value === 'number' && Number.isFinite(dtype === 'float32' ? Math.fround(value) : value) && holds(dtype, value)) return value;
  throw wrongField(saved, name, `a value of ${dtype}`, value);
}
