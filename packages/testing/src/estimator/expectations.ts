import { HmlError } from '@hml/tensor';
import { expect } from 'vitest';
import type { Label, Model } from './under-test.ts';

/** Throws unless two lists of rows agree: labels are equal, numbers within the tolerance, relative to 1 or the value. */
export function expectAlike(got: readonly Label[][], expected: readonly Label[][], tolerance: number): void {
  expect(got.length, 'rows').toBe(expected.length);
  got.forEach((row, i) => {
    row.forEach((value, j) => {
      const other = expected[i][j];
      const alike =
        typeof value === 'number' && typeof other === 'number'
          ? Object.is(value, other) || Math.abs(value - other) <= tolerance * Math.max(1, Math.abs(other))
          : value === other;
      if (!alike) throw new Error(`row ${i}, value ${j}: got ${value}, expected ${other} within ${tolerance}`);
    });
  });
}

/** The model's every bit, as text. */
export function bits(model: Model): string {
  return JSON.stringify(model.toJSON());
}

/** A state's values as text, for comparison before and after. */
export function asText(state: unknown): string {
  return JSON.stringify(state, (_, value: unknown) =>
    ArrayBuffer.isView(value)
      ? Array.from(Object.values(value))
      : typeof value === 'object' && value !== null && 'toArray' in value
        ? String(value)
        : value,
  );
}

/** Runs `f` and returns what it threw, or undefined. */
export function thrown(f: () => unknown): unknown {
  try {
    f();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Throws unless `f` throws an error that teaches, of this name where one is given, whose text matches. */
export function expectTaught(f: () => unknown, name?: string, ...texts: readonly (string | RegExp)[]): void {
  const error = thrown(f);
  if (!(error instanceof HmlError)) throw new Error(`no error that teaches, but ${String(error)}`, { cause: error });
  for (const part of ['where', 'what', 'expected', 'got'] as const) expect(error[part], `the part '${part}' of the error`).not.toBe('');
  if (name !== undefined) expect(error.name).toBe(name);
  for (const text of texts) expect(error.message).toMatch(text);
}
