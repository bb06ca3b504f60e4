import { layerNorm, softmaxCrossEntropy, type Tensor, wrap } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { withEngine } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import { Engine, engine } from '../../src/simd/engine.ts';
import { layerNormFamily } from '../../src/simd/layer-norm-kernel.ts';
import { Workspace } from '../../src/simd/workspace.ts';
import { drawBits, expectSame, fastPaths } from './random-bits.ts';

/** Short rows, rows around groups and blocks, rows of several blocks. */
const shapes: readonly (readonly number[])[] = [
  ...Array.from({ length: 70 }, (_, n) => [17 + (n % 5), n + 1]),
  ...[1, 2, 3, 5, 10].map((n) => [3000, n]),
  ...[1015, 1016, 1023, 1024, 1025, 1032, 2048, 2049, 3 * 1024 + 5, 7 * 1024, 9000].map((n) => [3, n]),
];

describe.each(fastPaths)('on the path %s', (path) => {
  const compare = (compute: () => Tensor, what: string): void =>
    expectSame(withEngine(path, compute, { always: true }), withEngine('plain', compute), what);

  it.each<LaneType>(['float32', 'float64'])('layerNorm, %s, gives the bits of the plain loop', (dtype) => {
    for (const shape of shapes) {
      const [weight, bias] = [1, 2].map((seed) => drawBits(dtype, shape.slice(-1), seed, 'ordinary'));
      for (const kind of ['ordinary', 'bits'] as const) {
        const x = drawBits(dtype, shape, shape[1], kind);
        compare(() => layerNorm(x), `[${shape}] ${kind}`);
        compare(() => layerNorm(x, { weight, bias, eps: 0.1 }), `[${shape}] ${kind}, weighted`);
      }
    }
    const x = drawBits(dtype, [7, 9, 11], 1, 'ordinary');
    for (const view of [x.T, x.slice([null, null, -1], [1, null, 2]), drawBits(dtype, [11], 2).broadcastTo([5, 11])]) {
      compare(() => layerNorm(view), `${view.strides}`);
    }
  });

  it('softmaxCrossEntropy, float64, gives the bits of the plain loop', () => {
    for (const shape of shapes) {
      const targets = wrap(Int32Array.from({ length: shape[0] }, (_, i) => (i * 7) % shape[1]));
      for (const kind of ['ordinary', 'bits'] as const) {
        const x = drawBits('float64', shape, shape[1], kind);
        compare(() => softmaxCrossEntropy(x, targets), `[${shape}] ${kind}`);
      }
    }
  });

  it('softmaxCrossEntropy, float32, is right to a few units in the last place', () => {
    for (const shape of shapes) {
      const targets = wrap(Int32Array.from({ length: shape[0] }, (_, i) => (i * 7) % shape[1]));
      const x = drawBits('float32', shape, shape[1], 'ordinary');
      const [fast, plain] = (['fast', 'plain'] as const).map((which) =>
        withEngine(which === 'fast' ? path : 'plain', () => softmaxCrossEntropy(x, targets), { always: true }).toTypedArray(),
      );
      for (const [i, v] of plain.entries()) expect(Math.abs(fast[i] - v)).toBeLessThanOrEqual((4 + 4 * Math.abs(v)) * 2 ** -24);
    }
  });
});

describe.runIf(fastPaths.length > 0).each<LaneType>(['float32', 'float64'])('the kernel itself, %s', (type) => {
  it('writes its rows and nothing else', () => {
    const workspace = new Workspace();
    const kernel = new Engine('simd', workspace).kernels(layerNormFamily(type))?.normalize;
    const view = workspace[type];
    const bytes = view.BYTES_PER_ELEMENT;
    const [x, y, w, b, epsilon, stack] = [1 << 10, 1 << 13, 1 << 14, 1 << 15, 1 << 16, 1 << 17];
    for (let n = 1; n <= 70; n++) {
      for (let i = 0; i < 3 * n; i++) view[x / bytes + i] = i % n === 0 ? 1 : 0;
      view
        .fill(2, w / bytes, w / bytes + n)
        .fill(1, b / bytes, b / bytes + n)
        .fill(12345, y / bytes - 1, y / bytes + 3 * n + 1);
      workspace.float64[epsilon / 8] = 1;
      kernel?.(x, y, 3, n, w, b, epsilon, stack);
      const scale = 1 / Math.sqrt((1 - 1 / n) / n + 1);
      for (let i = 0; i < 3 * n; i++) expect(view[y / bytes + i]).toBeCloseTo(((i % n === 0 ? 1 : 0) - 1 / n) * scale * 2 + 1, 5);
      expect([view[y / bytes - 1], view[y / bytes + 3 * n]]).toEqual([12345, 12345]);
    }
  });
});

it('leaves the workspace as it was', () => {
  const before = engine()?.workspace.mark();
  layerNorm(drawBits('float32', [50, 50], 1));
  softmaxCrossEntropy(drawBits('float32', [50, 50], 1), wrap(new Int32Array(50)));
  expect(engine()?.workspace.mark()).toBe(before);
});
