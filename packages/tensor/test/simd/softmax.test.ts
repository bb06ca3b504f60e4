import { logSoftmax, softmax, type Tensor, wrap } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { withEngine } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import { Engine, engine } from '../../src/simd/engine.ts';
import { group, softmaxFamily } from '../../src/simd/softmax-kernels.ts';
import { Workspace } from '../../src/simd/workspace.ts';
import { drawBits, expectSame, fastPaths } from './random-bits.ts';

const ops: Readonly<Record<string, (x: Tensor, axis?: number) => Tensor>> = { softmax, logSoftmax };

/** Shapes of short rows, of rows around groups and blocks, and of rows of several blocks. */
const shapes: readonly (readonly number[])[] = [
  ...Array.from({ length: 40 }, (_, n) => [17 + (n % 3), n + 8]),
  ...[1, 2, 3, 5, 7].map((n) => [200, n]),
  ...[1015, 1016, 1017, 1023, 1024, 1025, 1040, 2048, 2049, 3 * 1024 + 5, 7 * 1024, 9000].map((n) => [2, n]),
];

describe.each(fastPaths)('on the path %s', (path) => {
  describe.each(Object.entries(ops))('%s', (name, op) => {
    const both = (x: Tensor, axis?: number): [Tensor, Tensor] => [
      withEngine(path, () => op(x, axis)),
      withEngine('plain', () => op(x, axis)),
    ];

    it('float64 gives the bits of the plain loop, ordinary numbers and random bits', () => {
      for (const shape of shapes) {
        for (const kind of ['ordinary', 'bits'] as const) {
          const [fast, plain] = both(drawBits('float64', shape, shape[1], kind));
          expectSame(fast, plain, `${name} ${shape} ${kind}`);
        }
      }
    });

    it('float32 is right to a few units in the last place', () => {
      for (const shape of shapes) {
        for (const kind of ['ordinary', 'bits'] as const) {
          const [fast, plain] = both(drawBits('float32', shape, shape[1], kind));
          expectClose(fast, plain, `${name} ${shape} ${kind}`);
        }
      }
    });

    it.each<LaneType>(['float32', 'float64'])('%s along any axis of any layout', (dtype) => {
      const x = drawBits(dtype, [7, 9, 11], 1, 'ordinary');
      for (const view of [
        x,
        x.T,
        x.slice([null, null, -1], [1, null, 2]),
        drawBits(dtype, [9, 1], 2, 'ordinary').broadcastTo([7, 9, 11]),
      ]) {
        for (const axis of [0, 1, 2]) expectClose(...both(view, axis), `${name} along ${axis}`);
      }
    });

    it.each<LaneType>(['float32', 'float64'])('%s: rows with infinities and NaN do not touch their neighbours', (dtype) => {
      const rows = [
        [1, 2, 3],
        [-Infinity, 0, 1],
        [-Infinity, -Infinity, -Infinity],
        [1, Infinity, 2],
        [1, Number.NaN, 2],
        [Number.NaN, 1, 2],
      ];
      const values = Array.from({ length: 12 }, () => rows.flat()).flat();
      const x = wrap(dtype === 'float32' ? new Float32Array(values) : new Float64Array(values), [72, 3]);
      expectClose(...both(x), `${name} ${dtype}`);
    });
  });
});

describe.runIf(fastPaths.length > 0).each<LaneType>(['float32', 'float64'])('the kernels themselves, %s', (type) => {
  it('write no further than a group beyond the last row', () => {
    const workspace = new Workspace();
    const kernels = new Engine('simd', workspace).kernels(softmaxFamily(type));
    const view = workspace[type];
    const bytes = view.BYTES_PER_ELEMENT;
    const places = { x: 1 << 10, y: 1 << 13, m: 1 << 14, s: 1 << 15, stack: 1 << 17 };
    for (let n = 1; n <= 70; n++) {
      const [x, y] = [places.x / bytes, places.y / bytes];
      for (let i = 0; i < 3 * n; i++) view[x + i] = 0;
      view.fill(12345, y - 1, y + 3 * n + 2 * group[type]);
      workspace.float64.fill(12345, places.s / 8 - 1, places.s / 8 + 4);
      kernels?.exponentials(places.x, places.y, 3, n, places.m, places.s, places.stack);
      expect([...workspace.float64.subarray(places.s / 8 - 1, places.s / 8 + 4)]).toEqual([12345, n, n, n, 12345]);
      kernels?.divide(places.y, 3, n, places.s);
      for (let i = 0; i < 3 * n; i++) expect(view[y + i]).toBeCloseTo(1 / n, 6);
      expect([view[y - 1], view[y + 3 * n + group[type]]]).toEqual([12345, 12345]);
    }
  });
});

it('leaves the workspace as it was', () => {
  const before = engine()?.workspace.mark();
  softmax(drawBits('float32', [50, 50], 1));
  expect(engine()?.workspace.mark()).toBe(before);
});

/**
 * Equal where not finite; else a few units of float32: of a logarithm's size or of 1, of a weight those that rounding $x - m$, the
 * weight's logarithm, costs.
 */
function expectClose(got: Tensor, expected: Tensor, what: string): void {
  const [a, b] = [got.toTypedArray(), expected.toTypedArray()];
  expect(got.shape).toEqual(expected.shape);
  for (let i = 0; i < b.length; i++) {
    const size = Math.abs(b[i]);
    const far = what.startsWith('softmax') ? (8 + 2 * Math.abs(Math.log(size || 1))) * size : 4 + 4 * size;
    const right = Number.isFinite(b[i]) ? Math.abs(a[i] - b[i]) <= far * 2 ** -24 + 2 ** -126 : Object.is(a[i], b[i]);
    if (!right) expect.fail(`${what} element ${i}: ${a[i]} instead of ${b[i]}`);
  }
}
