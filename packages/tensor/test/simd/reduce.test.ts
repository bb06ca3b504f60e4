import { argmax, argmin, logSumExp, max, mean, min, norm, std, sum, type Tensor, transpose, variance, wrap } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { withEngine } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/simd/engine.ts';
import { extremes, spare, sums } from '../../src/simd/reduce-kernels.ts';
import { Workspace } from '../../src/simd/workspace.ts';
import { drawBits, expectSame, fastPaths } from './random-bits.ts';

const ops: Readonly<Record<string, (x: Tensor, axis?: number | number[]) => Tensor>> = {
  sum,
  mean,
  max,
  min,
  variance: (x, axis) => variance(x, axis, { ddof: 1 }),
  std,
  logSumExp,
  norm1: (x, axis) => norm(x, { ord: 1, axis: axis ?? null }),
  norm2: (x, axis) => norm(x, { axis: Array.isArray(axis) ? null : (axis ?? null) }),
  normInfinity: (x, axis) => norm(x, { ord: Infinity, axis: Array.isArray(axis) ? null : (axis ?? null) }),
  argmax: (x, axis) => argmax(x, Array.isArray(axis) ? undefined : axis),
  argmin: (x, axis) => argmin(x, Array.isArray(axis) ? undefined : axis),
};

/** Sizes around the running sums, the strips of columns and the blocks. */
const sizes = [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 70, 511, 512, 513];

describe.each(fastPaths)('on the path %s', (path) => {
  describe.each<LaneType>(['float32', 'float64'])('%s', (dtype) => {
    const compare = (compute: () => Tensor, what: string): void =>
      expectSame(withEngine(path, compute), withEngine('plain', compute), what);

    describe.each(Object.entries(ops))('%s gives the bits of the plain loop', (_, op) => {
      it('along either axis of matrices of all sizes, ordinary numbers and random bits', () => {
        for (const m of sizes) {
          for (const n of [1, 8, 10, 17, 600]) {
            for (const kind of ['bits', 'ordinary'] as const) {
              const x = drawBits(dtype, [m, n], m * n, kind);
              for (const axis of [0, 1]) compare(() => op(x, axis), `[${m}, ${n}] along ${axis}, ${kind}:`);
              compare(() => op(x), `[${m}, ${n}], ${kind}:`);
            }
          }
        }
      });

      it('of lines of more than one block, and more than one chunk', () => {
        for (const n of [1023, 1024, 1025, 2049, 3 * 1024, 5000, 16_384, 16_385, 40_000]) {
          const x = drawBits(dtype, [n], n, 'ordinary');
          compare(() => op(x), `[${n}]:`);
          compare(() => op(x.reshape([1, n]), 1), `[1, ${n}]:`);
          compare(() => op(x.reshape([n, 1]), 0), `[${n}, 1]:`);
        }
        const tall = drawBits(dtype, [2500, 19], 1, 'ordinary');
        const wide = drawBits(dtype, [9, 5000], 2, 'ordinary');
        for (const x of [tall, wide, tall.T, wide.T]) for (const axis of [0, 1]) compare(() => op(x, axis), `${x.shape}`);
      });

      it('of any layout: transposed, reversed, stepped, repeated, several axes', () => {
        const x = drawBits(dtype, [6, 20, 34], 3, 'ordinary');
        const y = drawBits(dtype, [4, 5, 6, 21], 4, 'ordinary');
        const views: readonly Tensor[] = [
          x,
          transpose(x),
          transpose(x, [1, 0, 2]),
          transpose(x, [1, 2, 0]),
          x.slice([null, null, -1]),
          x.slice(':', [null, null, -1]),
          x.slice(':', ':', [null, null, -1]),
          x.slice(':', ':', [3, 30]),
          x.slice(':', [1, null, 2], [1, null, 2]),
          drawBits(dtype, [20, 1], 5, 'ordinary').broadcastTo([6, 20, 34]),
          drawBits(dtype, [34], 6, 'ordinary').broadcastTo([6, 20, 34]),
        ];
        for (const [i, view] of views.entries()) {
          for (const axes of [0, 1, 2, [0, 1], [0, 2], [1, 2], undefined]) compare(() => op(view, axes), `view ${i} along ${axes}:`);
        }
        for (const axes of [0, 1, 2, 3, [0, 3], [1, 2], [0, 2], [0, 1, 3]]) compare(() => op(transpose(y, [2, 0, 3, 1]), axes), `${axes}:`);
      });
    });
  });

  it('sum adds 1e7 times 0.1 in float32 to within one unit', () => {
    const x = wrap(new Float32Array(1e7).fill(0.1), [1e7]);
    expect(Math.abs(withEngine(path, () => sum(x)).item() - 1e7 * Math.fround(0.1))).toBeLessThan(0.1);
  });
});

describe.runIf(fastPaths.length > 0).each<LaneType>(['float32', 'float64'])('the kernels themselves, %s', (type) => {
  const families = [sums(type), extremes('max', type)];

  it.each(families)('$name: lines write their results and nothing else', (family) => {
    const workspace = new Workspace();
    const kernels = new Engine('simd', workspace).kernels(family);
    const view = workspace[type];
    const combine = (line: Float32Array | Float64Array): number =>
      family.name.startsWith('sum') ? [...line].reduce((a, b) => a + b, 0) : Math.max(...line);
    for (let n = 1; n <= 70; n++) {
      const start = 64 + (n % 5);
      for (let i = 0; i < 3 * n; i++) view[start + i] = (i * 37) % 101;
      workspace.float64.fill(12345, 1000, 1100);
      kernels?.lines(start * view.BYTES_PER_ELEMENT, 1010 * 8, 3, n);
      const expected = [0, 1, 2].map((line) => combine(view.slice(start + line * n, start + line * n + n)));
      expect([...workspace.float64.subarray(1009, 1014)]).toEqual([12345, ...expected, 12345]);
    }
  });

  it.each(families)('$name: columns and fold write their results and nothing beyond the spare columns', (family) => {
    const workspace = new Workspace();
    const kernels = new Engine('simd', workspace).kernels(family);
    const view = workspace[type];
    const { float64 } = workspace;
    const [x, acc, y] = [1 << 10, 1 << 14, 1 << 16];
    for (let n = 1; n <= 70; n++) {
      const rows = 1 + (n % 19);
      const step = (n + spare) * 8;
      for (let i = 0; i < rows * n; i++) view[x / view.BYTES_PER_ELEMENT + i] = (i * 37) % 101;
      float64.fill(12345, acc / 8 - 1, acc / 8 + 8 * (n + spare) + 1);
      float64.fill(12345, y / 8 - 1, y / 8 + n + spare + 1);
      kernels?.fold(acc, y, n, step);
      kernels?.columns(x, acc, rows, n, step);
      kernels?.fold(acc, y, n, step);
      const columns = Array.from({ length: n }, (_, k) => Array.from({ length: rows }, (__, row) => ((row * n + k) * 37) % 101));
      const expected = columns.map((line) => (family.name.startsWith('sum') ? line.reduce((a, b) => a + b, 0) : Math.max(...line)));
      expect([...float64.subarray(y / 8, y / 8 + n)]).toEqual(expected);
      for (const at of [acc / 8 - 1, acc / 8 + 8 * (n + spare), y / 8 - 1, y / 8 + n + spare]) expect(float64[at]).toBe(12345);
    }
  });
});
