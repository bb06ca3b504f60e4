import type { Expected } from './literal.ts';

/** Whether a value is what the comment says. Lists may be arrays, typed arrays or tensors (anything with `toArray`). */
export function matches(expected: Expected, actual: unknown): boolean {
  switch (expected.kind) {
    case 'plain':
      return samePlain(expected.value, actual);
    case 'rounded':
      return typeof actual === 'number' && sameDigits(expected.value, expected.unit, actual);
    case 'array': {
      const items = asList(actual, expected.type);
      return items !== undefined && items.length === expected.items.length && expected.items.every((item, i) => matches(item, items[i]));
    }
    case 'beginning': {
      const items = asList(actual);
      return items !== undefined && items.length >= expected.items.length && expected.items.every((item, i) => matches(item, items[i]));
    }
    case 'object':
      return sameObject(expected.entries, actual);
  }
}

/** Whether a number, rounded or cut off, prints the digits shown. */
function sameDigits(printed: number, unit: number, actual: number): boolean {
  const beyond = (actual - printed) * (Object.is(printed, -0) || printed < 0 ? -1 : 1);
  return beyond >= -0.5 * unit * (1 + 1e-9) && beyond < unit * (1 + 1e-9);
}

function samePlain(expected: unknown, actual: unknown): boolean {
  return Object.is(expected, actual) || (Object.is(expected, 0) && actual === 0); // -0 reads as 0; a printed -0 is meant
}

function asList(actual: unknown, type?: string): readonly unknown[] | undefined {
  if (type !== undefined && (typeof actual !== 'object' || actual?.constructor.name !== type)) return undefined;
  if (Array.isArray(actual)) return actual;
  if (ArrayBuffer.isView(actual) && Symbol.iterator in actual) return Array.from(listOf(actual));
  if (typeof actual === 'object' && actual !== null && 'toArray' in actual && typeof actual.toArray === 'function') {
    return asList(actual.toArray());
  }
  return undefined;
}

function listOf(view: object): Iterable<unknown> {
  return { [Symbol.iterator]: () => Object.values(view)[Symbol.iterator]() };
}

function sameObject(expected: ReadonlyMap<string, Expected>, actual: unknown): boolean {
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return false;
  const fields = new Map<string, unknown>(Object.entries(actual));
  return fields.size === expected.size && [...expected].every(([key, value]) => fields.has(key) && matches(value, fields.get(key)));
}
