import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** A golden case of the kind that these tests read: data and expected values under their names. */
export interface Golden {
  readonly id: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: { readonly abs: number; readonly rel: number };
}

const root = new URL('../../../goldens/', import.meta.url);

/** The case of this id. */
export function golden(id: string): Golden {
  const cases: Golden[] = JSON.parse(readFileSync(new URL(`fixtures/${id.split('/')[0]}.json`, root), 'utf8'));
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no golden ${id}`);
  return found;
}

/** A matrix of a case: its rows, or those of the data set it refers to. */
export function rows(value: unknown): number[][] {
  if (Array.isArray(value)) return value;
  const { dataset, rows: range, columns } = Object(value);
  const [header, ...lines] = readFileSync(new URL(`data/sklearn/${dataset}.csv`, root), 'utf8')
    .trim()
    .split('\n');
  const names = header.split(',');
  const numbers = lines.map((line) => line.split(',').map(Number));
  const [from, to] = range === 'all' ? [0, numbers.length] : range.split(':').map(Number);
  return numbers.slice(from, to).map((row) => row.filter((_, j) => (columns === 'features') === (names[j] !== 'target')));
}

/** A vector of a case: its numbers, or the single column of {@link rows}. */
export function numbers(value: unknown): number[] {
  return Array.isArray(value) ? value : rows(value).flat();
}

/** Compares element by element with the case's tolerance; says where and by how much it misses. */
export function expectClose(got: unknown, expected: unknown, { abs, rel }: Golden['tolerance'], name: string): void {
  const [a, b] = [flatten(got), flatten(expected)];
  expect(a.length, `${name}: length`).toBe(b.length);
  a.forEach((value, i) => {
    expect(Math.abs(value - b[i]), `${name}[${i}]: got ${value}, expected ${b[i]}`).toBeLessThanOrEqual(abs + rel * Math.abs(b[i]));
  });
}

function flatten(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (Array.isArray(value)) return value.flatMap(flatten);
  if (value instanceof Float64Array) return Array.from(value);
  return flatten(Object(value).toArray());
}
