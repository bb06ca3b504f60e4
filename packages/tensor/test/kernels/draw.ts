import { enginePath, type Path, withEngine } from '@hml/tensor/extend';
import { expect } from 'vitest';
import { threefry } from '../../src/random/threefry.ts';

/** The paths other than the plain loops that this engine has. */
export const fastPaths: readonly Path[] = (['simd', 'relaxed'] as const).slice(0, ['plain', 'simd', 'relaxed'].indexOf(enginePath()));

/** A whole number from 0 to `end` - 1, the same for the same seed and place. */
export function pick(seed: number, place: number, end: number): number {
  const pair = new Uint32Array(2);
  threefry(seed, 2, place, 0, pair);
  return pair[0] % end;
}

/** Numbers of random bits, which are NaN, infinite or subnormal at times where `wild`, and else lie between 2⁻⁸ and 2⁸ in size. */
export function draw(n: number, seed: number, wild = false): Float64Array<ArrayBuffer> {
  const bits = new Uint32Array(2 * n);
  const pair = new Uint32Array(2);
  for (let i = 0; i < n; i++) {
    threefry(seed, 3, i, 0, pair);
    bits[2 * i] = pair[0];
    bits[2 * i + 1] = wild ? pair[1] : (pair[1] & 0x800fffff) | ((1015 + ((pair[1] >>> 20) & 15)) << 20);
  }
  const values = new Float64Array(bits.buffer);
  const special = [0, -0, Infinity, -Infinity, Number.NaN, 5e-324];
  if (wild) for (let i = 0; i < n; i += 7) values[i] = special[bits[2 * i] % special.length];
  return values;
}

/** Compares bit by bit, but for the payload of NaN, which JavaScript leaves open. */
export function expectSame(got: ArrayLike<number>, expected: ArrayLike<number>, what = ''): void {
  expect(got.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    if (!Object.is(got[i], expected[i])) expect.fail(`${what}: element ${i} of ${expected.length}: ${got[i]} instead of ${expected[i]}`);
  }
}

/** Runs on a path, however small the operands, and in the plain loops, and compares. */
export function samePaths(path: Path, compute: () => ArrayLike<number>, what = ''): void {
  const plain = withEngine('plain', compute);
  expectSame(withEngine(path, compute, { always: true }), plain, what);
}

/** Compares with a definition in ordinary arithmetic, to a relative error. */
export function expectNear(got: ArrayLike<number>, expected: (i: number) => number, tolerance = 1e-13): void {
  for (let i = 0; i < got.length; i++) {
    const value = expected(i);
    if (!(Math.abs(got[i] - value) <= tolerance * Math.abs(value))) expect.fail(`element ${i}: ${got[i]} instead of ${value}`);
  }
}
