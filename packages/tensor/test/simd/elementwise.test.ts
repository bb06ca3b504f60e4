import { abs, add, type DType, div, maximum, minimum, mul, neg, sqrt, sub, type Tensor, transpose, wrap } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { enginePath, type Path, withEngine } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import { elementwiseFamily, type LanesBody } from '../../src/simd/elementwise.ts';
import { Engine } from '../../src/simd/engine.ts';
import { Workspace } from '../../src/simd/workspace.ts';
import { randomBits } from './draw.ts';

const best = enginePath();
const paths = (['simd', 'relaxed'] as const satisfies Path[]).filter((path) => path === 'simd' || best === 'relaxed');

const unaryOps: Readonly<Record<string, (x: Tensor) => Tensor>> = { abs, neg, sqrt };
const binaryOps: Readonly<Record<string, (a: Tensor, b: Tensor) => Tensor>> = { add, sub, mul, div, maximum, minimum };

/** The same numbers: bit by bit, but for the payload of NaN, which JavaScript leaves open. */
function expectSame(got: Tensor, expected: Tensor): void {
  const [a, b] = [got.toTypedArray(), expected.toTypedArray()];
  expect(got.dtype).toBe(expected.dtype);
  expect(got.shape).toEqual(expected.shape);
  for (let i = 0; i < b.length; i++) if (!Object.is(a[i], b[i])) expect.fail(`element ${i} of ${b.length}: ${a[i]} instead of ${b[i]}`);
}

/** Lengths around the crossing point, the registers of the loop and the blocks of both types. */
const lengths = [255, 256, 257, 259, 271, 272, 273, 1000, 2047, 2048, 2049, 4095, 4096, 4097, 8192, 10_007];

describe.runIf(best !== 'plain').each(paths)('on the path %s', (path) => {
  describe.each<LaneType>(['float32', 'float64'])('%s', (dtype) => {
    const draw = (shape: readonly number[], seed: number): Tensor => {
      const size = shape.reduce((a, b) => a * b, 1);
      return wrap(randomBits(dtype, size, seed), shape);
    };
    const compare = (compute: () => Tensor): void => expectSame(withEngine(path, compute), withEngine('plain', compute));

    it.each(Object.entries(unaryOps))('%s gives the bits of the plain loop, at every length', (_, op) => {
      for (const n of lengths) compare(() => op(draw([n], n)));
    });

    it.each(Object.entries(binaryOps))('%s gives the bits of the plain loop, at every length and with scalars', (_, op) => {
      for (const n of lengths) {
        const [a, b, scalar] = [draw([n], n), draw([n], n + 1), draw([], n + 2)];
        compare(() => op(a, b));
        compare(() => op(a, scalar));
        compare(() => op(scalar, b));
      }
    });

    it('operands of any layout: transposed, reversed, stepped, rows and columns that repeat', () => {
      const x = draw([61, 73], 1);
      const square = draw([70, 70], 2);
      const deep = draw([5, 1, 7, 300], 3);
      const layouts: readonly [Tensor, Tensor][] = [
        [square, square.T],
        [square.T, square.T],
        [x, draw([73], 4)],
        [x, draw([61, 1], 5)],
        [draw([73], 6), draw([61, 1], 7)],
        [x.slice([null, null, -1]), x.slice([null, null, -1], [null, null, -1])],
        [x.slice([null, null, 2], [1, null, 3]), x.slice([1, null, 2], [0, -1, 3]).slice([0, 1])],
        [deep, draw([4, 1, 300], 8)],
        [transpose(deep, [3, 0, 1, 2]), draw([300, 1, 4, 1], 9)],
        [draw([2, 5000], 10).slice([1]), draw([1, 5000], 11).broadcastTo([3, 5000])],
      ];
      for (const [a, b] of layouts) for (const op of Object.values(binaryOps)) compare(() => op(a, b));
      for (const [a, b] of layouts) for (const op of Object.values(unaryOps)) compare(() => add(op(a), op(b)));
    });

    it('a result is an array of its own, which later calls leave alone', () => {
      withEngine(path, () => {
        const [a, b] = [draw([1000], 1), draw([1000], 2)];
        const first = add(a, b);
        const before = first.toTypedArray();
        for (let i = 0; i < 20; i++) mul(draw([3000], i), a.at(i));
        expect(first.toTypedArray()).toEqual(before);
      });
    });
  });
});

describe.runIf(best !== 'plain').each<LaneType>(['float32', 'float64'])('the kernel itself, %s', (type) => {
  const bodies: readonly [string, number, LanesBody, (a: number, b: number, c: number) => number][] = [
    ['sqrt', 1, (f, x) => f.sqrt(x), (x) => Math.sqrt(x)],
    ['sub', 2, (f, a, b) => f.sub(a, b), (a, b) => a - b],
    [
      'median',
      3,
      (f, a, b, c) => f.max(f.min(a, b), f.min(f.max(a, b), c)),
      (a, b, c) => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c)),
    ],
  ];

  it.each(bodies)('%s: lengths 0 to 70 at every offset; nothing around the output is touched', (name, arity, body, scalar) => {
    const workspace = new Workspace();
    const engine = new Engine('simd', workspace);
    const kernel = engine.kernels(elementwiseFamily(name, arity, body, type))?.run;
    if (kernel === undefined) throw new Error('the module did not compile');
    const view = workspace[type];
    const bytes = view.BYTES_PER_ELEMENT;
    const values = randomBits(type, 300, 7);
    for (let n = 0; n <= 70; n++) {
      const places = [64 + (n % 5), 164 + (n % 3), 264 + (n % 4)];
      const y = 400 + (n % 7);
      view.set(values, 64);
      view.fill(12345, 380, 500);
      kernel(places[0] * bytes, places[1] * bytes, places[2] * bytes, y * bytes, n);
      for (let i = 0; i < n; i++) {
        const [a, b, c] = places.map((place) => view[place + i]);
        const expected = type === 'float32' ? Math.fround(scalar(a, b, c)) : scalar(a, b, c);
        if (!Object.is(view[y + i], expected)) expect.fail(`n = ${n}, element ${i}: ${view[y + i]} instead of ${expected}`);
      }
      expect(view.subarray(380, y).every((v) => v === 12345)).toBe(true);
      expect(view.subarray(y + n, 500).every((v) => v === 12345)).toBe(true);
    }
  });
});

it.each<DType>(['int32', 'uint8', 'bool'])('%s stays on the plain loops', (dtype) => {
  const x = wrap(new Int32Array(500).fill(1), [500]).cast(dtype);
  expect(add(x, x).dtype).toBe(dtype);
});
