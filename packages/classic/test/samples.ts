import type { ModelJson } from '../src/index.ts';

export { planeSamples as sampleData } from '@hml/testing';

/** The model's every bit, as text. */
export function bits(model: { toJSON(): ModelJson }): string {
  return JSON.stringify(model.toJSON());
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
