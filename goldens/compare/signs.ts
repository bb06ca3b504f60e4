import { isList, type Json } from '../json.ts';
import type { Sides } from './hints.ts';

type Vectors = readonly number[][];

/**
 * Turns the signs of rows or columns to the expected side.
 *
 * Vector $i$ of every field that carries a sign hint belongs to the same direction (u's column and vt's row, the
 * components' row and the scores' column), so one sign serves them all: that of the inner product of what we have and
 * what is expected, taken over all fields together.
 *
 * @returns the fields with a sign hint, each with the actual values turned.
 */
export function alignSigns(fields: ReadonlyMap<string, Sides>, hints: ReadonlyMap<string, string>): Map<string, Sides> {
  const hinted = [...fields].filter(([field]) => hints.get(field) === 'rowSign' || hints.get(field) === 'columnSign');
  const products: number[] = [];
  for (const [field, { actual, expected }] of hinted) {
    const byColumn = hints.get(field) === 'columnSign';
    const wanted = vectors(expected, byColumn);
    vectors(actual, byColumn).forEach((vector, i) => {
      products[i] = (products[i] ?? 0) + inner(vector, wanted[i] ?? []);
    });
  }
  const signs = products.map((product) => (product < 0 ? -1 : 1));
  return new Map(
    hinted.map(([field, sides]) => [field, { ...sides, actual: turn(sides.actual, signs, hints.get(field) === 'columnSign') }]),
  );
}

/** The rows or columns of a matrix, or of each matrix of a stack in turn. */
function vectors(value: Json, byColumn: boolean): Vectors {
  if (!isList(value)) return [];
  if (isStack(value)) return value.flatMap((matrix) => vectors(matrix, byColumn));
  const rows = value.map((row) => (isList(row) ? row.map(Number) : [Number(row)]));
  return byColumn ? (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? Number.NaN)) : rows;
}

function turn(value: Json, signs: number[], byColumn: boolean): Json {
  if (!isList(value)) return value;
  if (isStack(value)) {
    const size = value.length === 0 ? 0 : vectors(value[0] ?? [], byColumn).length;
    return value.map((matrix, i) => turn(matrix, signs.slice(i * size, (i + 1) * size), byColumn));
  }
  return value.map((row, i) => {
    const sign = (j: number): number => (byColumn ? (signs[j] ?? 1) : (signs[i] ?? 1));
    return isList(row) ? row.map((entry, j) => times(entry, sign(j))) : times(row, sign(0));
  });
}

function times(entry: Json, sign: number): Json {
  return typeof entry === 'number' ? entry * sign : entry;
}

function isStack(value: readonly Json[]): boolean {
  const [matrix] = value;
  return isList(matrix) && isList(matrix[0]);
}

function inner(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, x, i) => total + x * (b[i] ?? Number.NaN), 0);
}
