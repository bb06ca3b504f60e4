import type { LaneType } from '@hml/tensor/assembler';
import { threefry } from '../../src/random/threefry.ts';

/** Numbers of random bits: a quarter of them NaN, infinite, zero, one or subnormal. */
export function randomBits(type: LaneType, n: number, seed: number): Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> {
  const bits = randomWords(type === 'float32' ? n : 2 * n, seed);
  const values = type === 'float32' ? new Float32Array(bits.buffer) : new Float64Array(bits.buffer);
  const special = [0, -0, Infinity, -Infinity, Number.NaN, type === 'float32' ? 2 ** -149 : 5e-324, 1, -1];
  for (let i = 0; i < n; i += 4) values[i] = special[(bits[i] >>> 7) % special.length];
  return values;
}

/** Whole numbers of 32 random bits. */
export function randomWords(n: number, seed: number): Uint32Array<ArrayBuffer> {
  const pair = new Uint32Array(2);
  return Uint32Array.from({ length: n }, (_, i) => {
    threefry(seed, 0, i, 0, pair);
    return pair[0];
  });
}
