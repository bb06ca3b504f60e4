import type { Tensor } from '@hml/tensor';
import { wrap } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { enginePath, type Path } from '@hml/tensor/extend';
import { expect } from 'vitest';
import { threefry } from '../../src/random/threefry.ts';

const best = enginePath();

/** The paths beside the plain one that this engine has. */
export const fastPaths: readonly Path[] = (['simd', 'relaxed'] as const).filter((path) => best === 'relaxed' || best === path);

/** A tensor of random bits, a quarter of them NaN, infinite, zero or subnormal; or of ordinary numbers from −4 to 4. */
export function drawBits(type: LaneType, shape: readonly number[], seed: number, kind: 'bits' | 'ordinary' = 'bits'): Tensor {
  const n = shape.reduce((a, b) => a * b, 1);
  const bits = new Uint32Array(type === 'float32' ? n : 2 * n);
  const pair = new Uint32Array(2);
  for (let i = 0; i < bits.length; i++) {
    threefry(seed, 0, i, 0, pair);
    bits[i] = pair[0];
  }
  if (kind === 'ordinary') {
    const values = type === 'float32' ? new Float32Array(n) : new Float64Array(n);
    for (let i = 0; i < n; i++) values[i] = bits[i] / 2 ** 29 - 4;
    return wrap(values, shape);
  }
  const values = type === 'float32' ? new Float32Array(bits.buffer) : new Float64Array(bits.buffer);
  const special = [0, -0, Infinity, -Infinity, Number.NaN, type === 'float32' ? 2 ** -149 : 5e-324, 1, -1];
  for (let i = 0; i < n; i += 4) values[i] = special[(bits[i] >>> 7) % special.length];
  return wrap(values, shape);
}

/** The same numbers: bit by bit, but for the payload of NaN, which JavaScript leaves open. */
export function expectSame(got: Tensor, expected: Tensor, what = ''): void {
  const [a, b] = [got.toTypedArray(), expected.toTypedArray()];
  expect(got.dtype).toBe(expected.dtype);
  expect(got.shape).toEqual(expected.shape);
  for (let i = 0; i < b.length; i++)
    if (!Object.is(a[i], b[i])) expect.fail(`${what} element ${i} of ${b.length}: ${a[i]} instead of ${b[i]}`);
}
