/** What a golden file can hold once it is parsed; numbers may be NaN or infinite after {@link decodeNumbers}. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of golden values. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A dense tensor as the golden files write it: flat data in row-major order. */
export interface TensorJson extends JsonObject {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly data: readonly (number | boolean)[];
}

const numerals = new Map<string, number>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/** True for a list. (`Array.isArray` alone forgets that the list is read-only.) */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** True for an object that is neither null nor a list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for `{ shape, dtype, data }`. */
export function isTensorJson(value: Json | undefined): value is TensorJson {
  return isObject(value) && isList(value.shape) && typeof value.dtype === 'string' && isList(value.data);
}

/** True for a sparse matrix by rows, `{ shape, indptr, indices, data }`. */
export function isSparseJson(value: Json | undefined): boolean {
  return isObject(value) && isList(value.shape) && isList(value.indptr) && isList(value.indices) && isList(value.data);
}

/**
 * Puts NaN and the infinities where JSON could only write the strings `"NaN"`, `"Infinity"` and `"-Infinity"`.
 *
 * A string counts as a number alone, or in a list that holds no other text; with `textual` only inside tensors and
 * sparse matrices, because there a word of a text may well be "NaN".
 */
export function decodeNumbers(value: Json, textual = false): Json {
  if (typeof value === 'string') return textual ? value : (numerals.get(value) ?? value);
  if (isList(value)) return value.map((entry) => decodeNumbers(entry, textual || holdsText(value)));
  if (!isObject(value)) return value;
  if (isTensorJson(value) || isSparseJson(value)) return { ...value, data: decodeNumbers(value.data ?? null) };
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, decodeNumbers(entry, textual)]));
}

function holdsText(value: Json): boolean {
  return isList(value) ? value.some(holdsText) : typeof value === 'string' && !numerals.has(value);
}

/** The numbers of a list, or undefined where the value is no list of numbers. */
export function asNumbers(value: Json | undefined): readonly number[] | undefined {
  if (!isList(value)) return undefined;
  const numbers = value.filter((entry) => typeof entry === 'number');
  return numbers.length === value.length ? numbers : undefined;
}
