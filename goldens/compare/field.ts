import type { Tolerance } from '../cases.ts';
import { isList, isObject, isTensorJson, type Json } from '../json.ts';
import { exactly, isClose } from './close.ts';
import { formOf } from './plain.ts';

/** One place where a result is not the expected one. */
export interface Miss {
  readonly field: string;
  /** Where in the field: `[2, 0]`, `.left.threshold`, or empty for the field as a whole. */
  readonly index: string;
  readonly expected: string;
  readonly got: string;
  /** The tolerance that applied, in words. */
  readonly tolerance: string;
}

/** How a field is compared. */
export interface FieldRule {
  readonly field: string;
  readonly tolerance: Tolerance;
  /** Whether an expected null leaves the element uncompared. */
  readonly holes: boolean;
}

const inexact = new Set(['float64', 'float32']);

/** Compares shape and element type of a result with those of an expected tensor. */
export function compareForm(field: string, actual: unknown, expected: Json): Miss[] {
  if (!isTensorJson(expected)) return [];
  const form = formOf(actual);
  const shape = `[${expected.shape.join(', ')}]`;
  const gotShape = form ? `[${form.shape.join(', ')}]` : typeof actual;
  const misses: Miss[] = [];
  if (gotShape !== shape) misses.push({ field, index: 'shape', expected: shape, got: gotShape, tolerance: 'exact' });
  if (form?.dtype !== undefined && form.dtype !== expected.dtype) {
    misses.push({ field, index: 'dtype', expected: expected.dtype, got: form.dtype, tolerance: 'exact' });
  }
  return misses;
}

/** The rule for a field: integers on both sides are compared exactly, unless the expected element type is a float. */
export function ruleFor(field: string, actual: Json, expected: Json, tolerance: Tolerance, dtype?: string, holes = false): FieldRule {
  const exact = dtype === undefined ? isIntegral(actual) && isIntegral(expected) : !inexact.has(dtype);
  return { field, tolerance: exact ? exactly : tolerance, holes };
}

/** Compares nested plain values element by element and lists every difference. */
export function compareValues(actual: Json | undefined, expected: Json, rule: FieldRule, path = ''): Miss[] {
  if (expected === null && rule.holes) return [];
  if (isList(expected)) return compareLists(actual, expected, rule, path);
  if (isObject(expected)) return compareObjects(actual, expected, rule, path);
  const equal =
    typeof expected === 'number' && typeof actual === 'number' ? isClose(actual, expected, rule.tolerance) : actual === expected;
  return equal ? [] : [miss(rule, path, expected, actual)];
}

function compareLists(actual: Json | undefined, expected: readonly Json[], rule: FieldRule, path: string): Miss[] {
  if (!isList(actual)) return [miss(rule, path, expected, actual)];
  if (actual.length !== expected.length) return [miss(rule, `${path} length`, expected.length, actual.length)];
  return expected.flatMap((entry, i) => compareValues(actual[i], entry, rule, `${path}[${i}]`));
}

function compareObjects(actual: Json | undefined, expected: { readonly [key: string]: Json }, rule: FieldRule, path: string): Miss[] {
  if (!isObject(actual)) return [miss(rule, path, expected, actual)];
  const surplus = Object.keys(actual).filter((key) => !(key in expected));
  return [
    ...Object.entries(expected).flatMap(([key, entry]) => compareValues(actual[key], entry, rule, `${path}.${key}`)),
    ...surplus.map((key) => miss(rule, `${path}.${key}`, 'nothing', actual[key])),
  ];
}

function isIntegral(value: Json): boolean {
  if (isList(value)) return value.every(isIntegral);
  return typeof value !== 'number' || (Number.isInteger(value) && Math.abs(value) < 2 ** 31);
}

function miss({ field, tolerance }: FieldRule, index: string, expected: Json, got: Json | undefined): Miss {
  const exact = typeof expected !== 'number' || (tolerance.abs === 0 && tolerance.rel === 0);
  return {
    field,
    index,
    expected: show(expected),
    got: show(got),
    tolerance: exact ? 'exact' : `abs ${tolerance.abs}, rel ${tolerance.rel}`,
  };
}

/** A value in one short line; NaN and infinities stay visible. */
export function show(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value, (_, entry) => (typeof entry === 'number' && !Number.isFinite(entry) ? String(entry) : entry));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
