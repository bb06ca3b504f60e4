import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '@hml/tensor';
import type { DataSets } from './data-sets.ts';
import { decodeNumbers, isList, isObject, type Json, type JsonObject } from './json.ts';

/** How far a number may lie from the expected one: $|a - e| \le \text{abs} + \text{rel}\,|e|$. */
export interface Tolerance {
  readonly abs: number;
  readonly rel: number;
}

/** One golden case, its data sets read in and its numbers decoded. */
export interface GoldenCase {
  readonly id: string;
  readonly family: string;
  readonly algorithm: string;
  readonly kind: 'exact' | 'quality';
  readonly params: JsonObject;
  readonly data: JsonObject;
  readonly expected: JsonObject;
  readonly tolerance: Tolerance;
  /** Tolerances of single fields. */
  readonly fieldTolerances: ReadonlyMap<string, Tolerance>;
  /** Compare hints by field, e.g. `components: 'rowSign'`. */
  readonly hints: ReadonlyMap<string, string>;
}

/** A golden case whose data sets have not been read: reading waits until the case is chosen. */
export interface RawCase {
  readonly id: string;
  readonly family: string;
  readonly algorithm: string;
  readonly json: JsonObject;
}

/** The families of a folder: the names of its JSON files. */
export function familiesIn(folder: string): string[] {
  if (!existsSync(folder)) {
    throw new DataError({ where: 'goldens', what: 'no such folder of cases', expected: 'a folder of <family>.json files', got: folder });
  }
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.map((name) => name.slice(0, -'.json'.length)).sort();
}

/** The cases of one family; none where the folder lacks its file. */
export function readFamily(folder: string, family: string): RawCase[] {
  const file = join(folder, `${family}.json`);
  if (!existsSync(file)) return [];
  const cases: Json = JSON.parse(readFileSync(file, 'utf8'));
  if (!isList(cases)) throw malformed(file, 'a list of cases', typeof cases);
  return cases.map((json, i) => {
    const { id, algorithm } = isObject(json) ? json : {};
    if (!isObject(json) || typeof id !== 'string' || typeof algorithm !== 'string') {
      throw malformed(`${file}[${i}]`, 'a case with id and algorithm', JSON.stringify(json).slice(0, 80));
    }
    return { id, family, algorithm, json };
  });
}

/** Reads what a case refers to and brings it into the form that adapters and comparison work on. */
export function prepare(raw: RawCase, dataSets: DataSets): GoldenCase {
  const { kind, params, data, expected, tolerance, compare } = raw.json;
  const textual = raw.family === 'text';
  if (kind !== 'exact' && kind !== 'quality') throw malformed(raw.id, "kind 'exact' or 'quality'", JSON.stringify(kind));
  if (!isObject(expected)) throw malformed(raw.id, 'an object of expected fields', JSON.stringify(expected));
  if (Object.entries(expected).every(([name, value]) => name === 'bounds' && isList(value) && value.length === 0)) {
    throw malformed(raw.id, 'at least one expected field or bound', JSON.stringify(expected));
  }
  return {
    ...raw,
    kind,
    params: decodeObject(params, textual),
    data: decodeObject(dataSets.resolve(data ?? {}), textual),
    expected: decodeObject(expected, textual),
    tolerance: readTolerance(raw.id, tolerance),
    fieldTolerances: new Map(
      Object.entries(isObject(tolerance) && isObject(tolerance.fields) ? tolerance.fields : {}).map(([field, entry]) => [
        field,
        readTolerance(`${raw.id}, ${field}`, entry),
      ]),
    ),
    hints: new Map(Object.entries(isObject(compare) ? compare : {}).map(([field, hint]) => [field, String(hint)])),
  };
}

function decodeObject(value: Json | undefined, textual: boolean): JsonObject {
  const decoded = decodeNumbers(value ?? {}, textual);
  return isObject(decoded) ? decoded : {};
}

function readTolerance(where: string, value: Json | undefined): Tolerance {
  const { abs, rel } = isObject(value) ? value : {};
  if (typeof abs !== 'number' || typeof rel !== 'number') throw malformed(where, 'a tolerance { abs, rel }', JSON.stringify(value));
  return { abs, rel };
}

function malformed(where: string, expected: string, got: string): DataError {
  return new DataError({ where, what: 'malformed golden case', expected, got });
}
