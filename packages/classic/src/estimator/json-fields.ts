import type { FeatureInfo } from './columns.ts';
import type { SavedModel } from './json.ts';
import { wrongField } from './json.ts';
import type { Label } from './labels.ts';
import { ascending, isLabel } from './labels.ts';

/** A finite number, and where `special` allows them NaN and the infinities too. */
export function readNumber(saved: SavedModel, name: string, special: boolean = false): number {
  return toNumber(saved, name, saved.fields.get(name), special);
}

/** A whole number that is `min` or more. */
export function readInteger(saved: SavedModel, name: string, min: number): number {
  const value = readNumber(saved, name);
  if (Number.isSafeInteger(value) && value >= min) return value;
  throw wrongField(saved, name, `a whole number, ${min} or more`, value);
}

/** Whole numbers that are `min` or more: of this length, or at least one where none is given. */
export function readIntegers(saved: SavedModel, name: string, min: number, length?: number): Float64Array {
  const values = readNumbers(saved, name, length);
  const i = values.findIndex((value) => !(Number.isSafeInteger(value) && value >= min));
  if (i < 0) return values;
  throw wrongField(saved, `${name}[${i}]`, `a whole number, ${min} or more`, values[i]);
}

/** `true` or `false`. */
export function readBoolean(saved: SavedModel, name: string): boolean {
  const value = saved.fields.get(name);
  if (typeof value === 'boolean') return value;
  throw wrongField(saved, name, 'true or false', value);
}

/** An array of numbers, finite unless `special` allows the others too: of this length, or of at least one where none is given. */
export function readNumbers(saved: SavedModel, name: string, length?: number, special: boolean = false): Float64Array {
  const values = readArray(saved, name, length);
  const numbers: number[] = []; // grows with what is there: the holes of a list that only claims to be long are found before memory is taken
  for (let i = 0; i < values.length; i++) numbers.push(toNumber(saved, `${name}[${i}]`, values[i], special));
  return Float64Array.from(numbers);
}

/** A number above 0. */
export function readPositive(saved: SavedModel, name: string): number {
  const value = readNumber(saved, name);
  if (value > 0) return value;
  throw wrongField(saved, name, 'a number above 0', value);
}

/** Numbers that are 0 or more. */
export function readNonNegative(saved: SavedModel, name: string, length?: number): Float64Array {
  const numbers = readNumbers(saved, name, length);
  const i = numbers.findIndex((value) => value < 0);
  if (i < 0) return numbers;
  throw wrongField(saved, `${name}[${i}]`, 'a number, 0 or more', numbers[i]);
}

/** One of some texts. */
export function readChoice<const T extends string>(saved: SavedModel, name: string, choices: readonly T[]): T {
  const value = saved.fields.get(name);
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw wrongField(saved, name, `one of ${choices.join(', ')}`, value);
}

/** The sorted labels of a classifier: all of one type, none twice. */
export function readClasses(saved: SavedModel, name: string = 'classes'): readonly Label[] {
  const classes: Label[] = [];
  const values = readArray(saved, name, undefined);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const last = classes.at(-1);
    if (!isLabel(value) || (last !== undefined && (typeof last !== typeof value || ascending(last, value) >= 0)))
      throw wrongField(saved, `${name}[${classes.length}]`, 'sorted labels of one type, none twice', value);
    classes.push(value);
  }
  return Object.freeze(classes);
}

/** What {@link featuresToJson} wrote: the columns of `fit`. */
export function readColumns(saved: SavedModel): FeatureInfo {
  return readFeatures(saved, readInteger(saved, 'nFeaturesIn', 1));
}

/** The column names of `fit`, or null where there were none, with their number. */
export function readFeatures(saved: SavedModel, count: number): FeatureInfo {
  const name = 'featureNamesIn';
  const value = saved.fields.get(name);
  if (value === null) return { nFeaturesIn: count, featureNamesIn: undefined };
  const names: string[] = [];
  const items = readArray(saved, name, count);
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== 'string') throw wrongField(saved, `${name}[${names.length}]`, 'a text', item);
    names.push(item);
  }
  if (new Set(names).size === count) return { nFeaturesIn: count, featureNamesIn: Object.freeze(names) };
  throw wrongField(saved, name, 'texts that differ', value);
}

/** An array of this length, or of at least one where none is given; what is in it has not been looked at. */
export function readArray(saved: SavedModel, name: string, length: number | undefined): readonly unknown[] {
  const value = saved.fields.get(name);
  if (Array.isArray(value) && value.length > 0 && value.length === (length ?? value.length)) return value;
  throw wrongField(saved, name, `an array of ${length ?? 'at least one'}`, value);
}

function toNumber(saved: SavedModel, name: string, value: unknown, special: boolean): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value === '-0' || (special && (value === 'NaN' || value === 'Infinity' || value === '-Infinity'))) return Number(value);
  throw wrongField(saved, name, 'a finite number', value);
}
