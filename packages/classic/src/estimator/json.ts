import { DataError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { FeatureInfo } from './columns.ts';

/** The head of every saved model. The rest are plain numbers, texts and arrays, so `JSON.stringify` and `structuredClone` both carry it. */
export interface ModelJson {
  /** The version of the common format. */
  readonly hml: 1;
  /** The model's class. */
  readonly kind: string;
  /** The version of this class's fields. */
  readonly version: number;
}

/** A float64 in JSON: itself, or the text of one of the four values that JSON's numbers would lose. */
export type JsonNumber = number | 'NaN' | 'Infinity' | '-Infinity' | '-0';

/** A float64 so that `JSON.parse` gives back the same bits. */
export function numberToJson(value: number): JsonNumber {
  if (Number.isNaN(value)) return 'NaN';
  if (Object.is(value, -0)) return '-0';
  return value === Infinity ? 'Infinity' : value === -Infinity ? '-Infinity' : value;
}

/** A typed array so that `JSON.parse` gives back the same bits. */
export function numbersToJson(values: ArrayLike<number>): JsonNumber[] {
  return Array.from(values, numberToJson);
}

/** The columns of `fit` in a saved model. */
export interface FeaturesJson {
  /** How many columns `X` had. */
  readonly nFeaturesIn: number;
  /** Their names, or null where there were none. */
  readonly featureNamesIn: readonly string[] | null;
}

/** The columns of `fit` for a saved model. */
export function featuresToJson({ nFeaturesIn, featureNamesIn }: FeatureInfo): FeaturesJson {
  return { nFeaturesIn, featureNamesIn: featureNamesIn ?? null };
}

/** A saved model whose head and field names have been checked; its fields have not. */
export interface SavedModel {
  /** The name for errors. */
  readonly where: string;
  /** All fields by name, as they came. */
  readonly fields: ReadonlyMap<string, unknown>;
}

/**
 * Opens a saved model and believes nothing: kind and version must match, and no field may be unknown. Then `readNumber`, `readNumbers`, …
 * take out field by field what has the right type and length. Only own properties count, and nothing in the file decides how much memory
 * is taken.
 *
 * @throws DataError unless `json` is a saved `kind` of this `version` without other fields than these.
 * @example
 * import { openModel, readNumbers } from '@hml/classic';
 * const saved = openModel({ hml: 1, kind: 'MyModel', version: 1, means: [0.5, 2] }, 'MyModel', 1, ['means']);
 * readNumbers(saved, 'means') // Float64Array [0.5, 2]
 */
export function openModel(json: unknown, kind: string, version: number, names: readonly string[]): SavedModel {
  const where = `${kind}.fromJSON`;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    const fix = typeof json === 'string' ? `${kind}.fromJSON(JSON.parse(text))` : undefined;
    throw wrong(where, 'not a saved model', `{ hml: 1, kind: '${kind}', … }`, json, fix);
  }
  const saved = { where, fields: new Map<string, unknown>(Object.entries(json)) };
  const head = { hml: 1, kind, version };
  for (const [name, expected] of Object.entries(head)) {
    const value = saved.fields.get(name);
    if (value !== expected)
      throw wrongField(saved, name, describeValue(expected), value, 'load it with the class and the library version that saved it');
  }
  for (const [name, value] of saved.fields)
    if (!names.includes(name) && !Object.hasOwn(head, name)) throw wrongField(saved, name, 'no such field', value);
  return saved;
}

/** What is wrong with a field. */
export function wrongField({ where }: SavedModel, name: string, expected: string, value: unknown, fix?: string): DataError {
  return wrong(where, `field '${name}' of the saved model is wrong`, expected, value, fix);
}

function wrong(where: string, what: string, expected: string, value: unknown, fix: string | undefined): DataError {
  return new DataError({ where, what, expected, got: describeValue(value), fix });
}
