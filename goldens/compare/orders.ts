import { asNumbers, isList, type Json } from '../json.ts';

/** The positions of a list's entries in ascending order: numbers by value, rows entry by entry, text by code unit. */
export function sortedOrder(value: Json): number[] {
  if (!isList(value)) return [];
  return value.map((_, i) => i).sort((i, j) => ascending(value[i] ?? null, value[j] ?? null));
}

/** A pair with its smaller entry first. */
export function sortPair(pair: Json): Json {
  return isList(pair) ? [...pair].sort(ascending) : pair;
}

/** Subtracts the mean over the classes: of a vector as a whole, of a matrix row by row. */
export function shiftToMean(value: Json): Json {
  const numbers = asNumbers(value);
  if (!numbers) return isList(value) ? value.map(shiftToMean) : value;
  const mean = numbers.reduce((total, x) => total + x, 0) / numbers.length;
  return numbers.map((x) => x - mean);
}

/**
 * Renames cluster labels to the expected ones, each label to the expected label beside which it stands first.
 *
 * The renaming is one to one, and noise (−1) keeps its name; a label that finds no free name becomes null, which
 * equals nothing.
 */
export function relabel(actual: Json, expected: Json): Json {
  if (!isList(actual) || !isList(expected)) return actual;
  const names = new Map<Json, Json>([[-1, -1]]);
  const taken = new Set<Json>([-1]);
  return actual.map((label, i) => {
    const wanted = expected[i];
    if (!names.has(label) && wanted !== undefined && !taken.has(wanted)) {
      names.set(label, wanted);
      taken.add(wanted);
    }
    return names.get(label) ?? null;
  });
}

function ascending(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (isList(a) && isList(b)) {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const order = ascending(a[i] ?? null, b[i] ?? null);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
