import { cumsum, type Tensor } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { leaf, Tape, withEngine } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import { cumsumFamily } from '../../src/simd/cumsum-kernel.ts';
import { Engine, engine } from '../../src/simd/engine.ts';
import { Workspace } from '../../src/simd/workspace.ts';
import { drawBits, expectSame, fastPaths } from './random-bits.ts';

/** Lines around registers and groups of them, beside each other or one behind the other; of one block and of several. */
const shapes: readonly (readonly number[])[] = [
  ...Array.from({ length: 70 }, (_, n) => [n + 1, 71 - n]),
  ...[2, 3, 7, 8, 9, 10, 17].map((lines) => [lines, 1023 + lines]),
  ...[1023, 1024, 1025, 2048, 2049, 5000].map((n) => [n, 5]),
  ...[1023, 1024, 1025, 2048, 2049, 5000].map((n) => [3, n]),
  [3000, 70],
  [70, 3000],
  [2, 20_000],
  [9, 5, 130],
];

/** The cotangent of the input: running sums from the end. */
function reversed(x: Tensor, axis: number): Tensor {
  const { op, inputs, attrs } = cumsum(leaf(new Tape(1), x).tensor, axis).node ?? expect.fail('not noted');
  return op?.vjp({ inputs: inputs, y: x, attrs }, 0, x) ?? expect.fail('no gradient');
}

describe.each(fastPaths)('on the path %s', (path) => {
  describe.each<LaneType>(['float32', 'float64'])('cumsum, %s, gives the bits of the plain loop', (dtype) => {
    const compare = (x: Tensor, what: string): void => {
      for (const [axis] of x.shape.entries()) {
        for (const [name, call] of Object.entries({ cumsum: (v: Tensor) => cumsum(v, axis), reversed: (v: Tensor) => reversed(v, axis) })) {
          const fast = withEngine(path, () => call(x), { always: true });
          expectSame(
            fast,
            withEngine('plain', () => call(x)),
            `${name} ${what} along ${axis}`,
          );
        }
      }
    };

    it('along any axis of matrices of all sizes, ordinary numbers and random bits', () => {
      for (const shape of shapes) {
        for (const kind of ['ordinary', 'bits'] as const) compare(drawBits(dtype, shape, shape[0], kind), `[${shape}] ${kind}`);
      }
    });

    it('of any layout, and the result lies as the operand does', () => {
      const x = drawBits(dtype, [12, 20, 34], 3, 'ordinary');
      for (const [i, view] of [
        x.T,
        x.slice([null, null, -1], [1, null, 2]),
        x.at(3).T,
        drawBits(dtype, [34], 1).broadcastTo([9, 34]),
      ].entries()) {
        compare(view, `view ${i}`);
      }
      withEngine(path, () => expect(cumsum(x.T, 1).strides).toEqual(x.T.strides), { always: true });
    });
  });
});

describe.runIf(fastPaths.length > 0).each<LaneType>(['float32', 'float64'])('the kernels themselves, %s', (type) => {
  const workspace = new Workspace();
  const kernels = new Engine('simd', workspace).kernels(cumsumFamily(type));
  const view = workspace[type];
  const bytes = view.BYTES_PER_ELEMENT;
  const [x, y, s, b] = [1 << 10, 1 << 14, 1 << 16, 1 << 17];

  /** Lines of n elements from 0, 1, … beside each other or one behind the other, before and after. */
  function prepare(lines: number, n: number): void {
    for (let i = 0; i < lines * n; i++) view[x / bytes + i] = (i * 37) % 101;
    view.fill(12345, y / bytes - 1, y / bytes + lines * n + 1);
    for (const place of [s, b])
      workspace.float64.fill(0, place / 8, place / 8 + lines).fill(12345, place / 8 + lines, place / 8 + lines + 1);
  }

  function expectGuards(lines: number, n: number): void {
    expect([view[y / bytes - 1], view[y / bytes + lines * n]]).toEqual([12345, 12345]);
    expect([workspace.float64[s / 8 + lines], workspace.float64[b / 8 + lines]]).toEqual([12345, 12345]);
  }

  it('wide writes its results and nothing else', () => {
    for (let lines = 1; lines <= 70; lines++) {
      const n = 1 + (lines % 13);
      prepare(lines, n);
      kernels?.wide(x, y, lines, n, lines * bytes, s, b);
      for (let line = 0, sum = 0; line < lines; line++, sum = 0) {
        for (let i = line; i < n * lines; i += lines) {
          sum += view[x / bytes + i];
          expect(view[y / bytes + i]).toBe(sum);
        }
        expect(workspace.float64[s / 8 + line]).toBe(sum);
      }
      expectGuards(lines, n);
    }
  });

  it.each(['long', 'longReversed'] as const)('%s writes its results and nothing else', (name) => {
    for (let lines = 2; lines <= 24; lines += 2) {
      for (let n = 1; n <= 19; n++) {
        prepare(lines, n);
        kernels?.[name](x, y, lines, n, s, b);
        for (let line = 0, sum = 0; line < lines; line++, sum = 0) {
          for (let k = 0; k < n; k++) {
            const i = line * n + (name === 'long' ? k : n - 1 - k);
            sum += view[x / bytes + i];
            expect(view[y / bytes + i]).toBe(sum);
          }
        }
        expectGuards(lines, n);
      }
    }
  });
});

it('leaves the workspace as it was', () => {
  const before = engine()?.workspace.mark();
  cumsum(drawBits('float32', [50, 50], 1), 0);
  expect(engine()?.workspace.mark()).toBe(before);
});
