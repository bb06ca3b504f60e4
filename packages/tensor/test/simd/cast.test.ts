import { cast, type DType, type Tensor, wrap } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { withEngine } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import { elementwiseFamily } from '../../src/simd/elementwise.ts';
import { Engine } from '../../src/simd/engine.ts';
import { Workspace } from '../../src/simd/workspace.ts';
import { drawBits, expectSame, fastPaths } from './random-bits.ts';

const dtypes: readonly DType[] = ['bool', 'uint8', 'int32', 'float32', 'float64'];

/** Lengths around the crossing point, rounds of the loop and blocks. */
const lengths = [...Array.from({ length: 71 }, (_, n) => n), 127, 128, 129, 255, 256, 257, 2047, 2048, 2049, 4097, 10_007];

/** Random bits and their neighbourhood of the limits of int32, as this type. */
function draw(dtype: DType, shape: readonly number[], seed: number): Tensor {
  const x = drawBits(dtype === 'float32' ? 'float32' : 'float64', shape, seed).toTypedArray();
  const limits = [2 ** 31 - 1, 2 ** 31 - 0.5, 2 ** 31, -(2 ** 31), -(2 ** 31) - 0.5, -(2 ** 31) - 1, 0.9, -0.9, 255.5, 1e-300];
  for (let i = 1; i < x.length; i += 3) x[i] = limits[(i + seed) % limits.length];
  return cast(wrap(x, shape), dtype);
}

describe.each(fastPaths)('on the path %s', (path) => {
  describe.each(dtypes)('cast from %s', (from) => {
    it.each(dtypes)('to %s gives what an assignment to each element gives, in any layout', (to) => {
      const compare = (x: Tensor): void => {
        const fast = withEngine(path, () => cast(x, to), { always: true });
        expectSame(
          fast,
          withEngine('plain', () => cast(x, to)),
          `${from} to ${to} ${x.shape}`,
        );
        expectSame(fast, wrap(assigned(x, to), x.shape).cast(to), `${from} to ${to} ${x.shape}`);
      };
      for (const n of lengths) compare(draw(from, [n], n));
      const m = draw(from, [70, 90], 5);
      for (const x of [m, m.T, m.slice([null, null, -1]), m.slice(':', [1, null, 3]), draw(from, [90], 2).broadcastTo([7, 90])]) compare(x);
    });
  });
});

/** Element by element, by the rules of the doc comment. */
function assigned(x: Tensor, to: DType): Float64Array | Float32Array | Int32Array | Uint8Array {
  const values = [...x.toTypedArray()];
  const within = (v: number, low: number, high: number) => (Number.isNaN(v) ? 0 : Math.trunc(Math.min(Math.max(v, low), high)));
  const fraction = x.dtype === 'float32' || x.dtype === 'float64';
  if (to === 'bool') return Uint8Array.from(values, (v) => Number(v !== 0));
  if (to === 'uint8') return Uint8Array.from(values, (v) => (fraction ? within(v, 0, 255) : v));
  if (to === 'int32') return Int32Array.from(values, (v) => within(v, -(2 ** 31), 2 ** 31 - 1));
  return to === 'float32' ? Float32Array.from(values) : Float64Array.from(values);
}

describe.runIf(fastPaths.length > 0).each<LaneType>(['float32', 'float64'])('the kernel itself, from %s', (type) => {
  it('to int32: lengths 0 to 70 at every offset; nothing around the output is touched', () => {
    const workspace = new Workspace();
    const kernel = new Engine('simd', workspace).kernels(elementwiseFamily('test', 1, (f, x) => f.toInt32(x), type, 'int32'))?.run;
    const view = workspace[type];
    const values = Float64Array.from({ length: 100 }, (_, i) => (i - 50) * 1.7);
    for (let n = 0; n <= 70; n++) {
      const [x, y] = [64 + (n % 5), 1000 + (n % 7)];
      view.set(values, x);
      workspace.int32.fill(12345, 980, 1100);
      kernel?.(x * view.BYTES_PER_ELEMENT, 0, 0, y * 4, n);
      expect([...workspace.int32.subarray(y, y + n)]).toEqual([...values.subarray(0, n)].map((v) => Math.trunc(v) + 0));
      expect(workspace.int32.subarray(980, y).every((v) => v === 12345)).toBe(true);
      expect(workspace.int32.subarray(y + n, 1100).every((v) => v === 12345)).toBe(true);
    }
  });
});
