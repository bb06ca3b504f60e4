import { abs, add, type DType, matmul, maximum, type Tensor, wrap } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { enginePath, type Path, withEngine } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import { threefry } from '../../src/random/threefry.ts';
import { Engine } from '../../src/simd/engine.ts';
import { gemm, type Product } from '../../src/simd/gemm.ts';
import { ArrayLines, residentLines } from '../../src/simd/lines.ts';
import { matvec } from '../../src/simd/matvec.ts';
import { Workspace } from '../../src/simd/workspace.ts';

const best = enginePath();
const paths = (['simd', 'relaxed'] as const satisfies Path[]).filter((path) => path === 'simd' || best === 'relaxed');
const types = ['float32', 'float64'] as const satisfies LaneType[];

type Values = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Numbers of either sign between 2⁻⁸ and 2⁸, all bits of their fraction random. */
function draw(type: LaneType, n: number, seed: number): Values {
  const values = type === 'float32' ? new Float32Array(n) : new Float64Array(n);
  const pair = new Uint32Array(2);
  for (let i = 0; i < n; i++) {
    threefry(seed, 1, i, 0, pair);
    values[i] =
      ((pair[0] & 1) * 2 - 1) *
      (1 + (pair[0] >>> 4) / 2 ** 28 + pair[1] / 2 ** 60) *
      2 ** ((pair[0] >>> 1) & 7) *
      2 ** -((pair[1] >>> 1) & 7);
  }
  return values;
}

function random(type: LaneType, shape: readonly number[], seed: number): Tensor {
  return wrap(
    draw(
      type,
      shape.reduce((a, b) => a * b, 1),
      seed,
    ),
    shape,
  );
}

/**
 * Bit for bit in float64; in float32, where the plain loop rounds each block of 256 once and a kernel each term, within the bound
 * of the blocked sum: (256 + blocks) · 2⁻²⁴ · Σ|a||b|.
 */
function expectProduct(got: Tensor, plain: Tensor, a: Tensor, b: Tensor): void {
  expect(got.shape).toEqual(plain.shape);
  expect(got.dtype).toBe(plain.dtype);
  const [ys, zs] = [got.toTypedArray(), plain.toTypedArray()];
  const k = a.shape[a.ndim - 1];
  const scale = plain.dtype === 'float64' ? undefined : withEngine('plain', () => matmul(abs(a), abs(b)).toTypedArray());
  const bound = (Math.min(k, 256) + Math.ceil(k / 256)) * 2 ** -24;
  for (let i = 0; i < zs.length; i++) {
    const fits = scale === undefined || !Number.isFinite(zs[i]) ? Object.is(ys[i], zs[i]) : Math.abs(ys[i] - zs[i]) <= bound * scale[i];
    if (!fits) expect.fail(`[${a.shape}] × [${b.shape}], element ${i}: ${ys[i]} instead of ${zs[i]}`);
  }
}

/** The same matrix in another layout: as it is, transposed, reversed, every other element of a larger one. */
const layouts: Readonly<Record<string, (type: LaneType, m: number, n: number, seed: number) => Tensor>> = {
  'row-major': (type, m, n, seed) => random(type, [m, n], seed),
  transposed: (type, m, n, seed) => random(type, [n, m], seed).T,
  reversed: (type, m, n, seed) => random(type, [m, n], seed).slice([null, null, -1], [null, null, -1]),
  'with gaps': (type, m, n, seed) => random(type, [m + 1, n + 3], seed).slice([1], [2, n + 2]),
  stepped: (type, m, n, seed) => random(type, [2 * m, 3 * n], seed).slice([null, null, 2], [null, null, 3]),
  'one row repeated': (type, m, n, seed) => random(type, [1, n], seed).broadcastTo([m, n]),
  'one column repeated': (type, m, n, seed) => random(type, [m, 1], seed).broadcastTo([m, n]),
};

describe.runIf(best !== 'plain').each(paths)('matmul on the path %s', (path) => {
  describe.each(types)('%s', (type) => {
    const compare = (a: Tensor, b: Tensor): void =>
      expectProduct(
        withEngine(path, () => matmul(a, b)),
        withEngine('plain', () => matmul(a, b)),
        a,
        b,
      );

    it('every side from 1 to 70 in turn, beside sides on and off the tiles', () => {
      for (let side = 1; side <= 70; side++) {
        const [p, q] = [13 + (side % 11), 20 + (side % 7)];
        for (const [m, k, n] of [
          [side, p + 6, q + 40],
          [p + 40, side, q + 60],
          [q + 40, p + 6, side],
        ])
          compare(random(type, [m, k], side), random(type, [k, n], side + 100));
      }
    });

    it.each([
      [17, 255, 9],
      [17, 256, 9],
      [17, 257, 9],
      [6, 513, 8],
      [119, 40, 7],
      [120, 40, 8],
      [121, 40, 9],
      [159, 30, 33],
      [161, 300, 17],
      [300, 1, 300],
      [2, 2, 2000],
      [3, 70, 1023],
      [7, 20, 1025],
      [5, 3, 4099],
      [1930, 4, 3],
    ])('[%d, %d] × […, %d], around the sizes of blocks, in every layout', (m, k, n) => {
      for (const [i, left] of Object.values(layouts).entries()) {
        for (const [j, right] of Object.values(layouts).entries()) {
          if (i === 0 || j === 0 || i === j || (i === 1 && j === 2)) compare(left(type, m, k, i), right(type, k, n, j + 10));
        }
      }
    });

    it('a matrix and a vector on either side, in every layout, around the sizes of blocks', () => {
      for (const [m, k] of [
        [4096, 1],
        [2000, 3],
        [71, 70],
        [16, 256],
        [17, 257],
        [15, 300],
        [33, 511],
        [1, 5000],
        [2, 2049],
        [5, 2048],
        [40, 2050],
        [300, 100],
        [9000, 2],
      ]) {
        for (const layout of Object.values(layouts)) {
          compare(layout(type, m, k, m), random(type, [k, 1], k));
          compare(random(type, [2, k], k).T.slice([], [1, 2]).T, layout(type, k, m, m));
        }
      }
    });

    it('batches, with one matrix for all on either side', () => {
      compare(random(type, [3, 2, 20, 30], 1), random(type, [3, 2, 30, 10], 2));
      compare(random(type, [20, 30], 1), random(type, [4, 30, 10], 2));
      compare(random(type, [2, 1, 20, 30], 1), random(type, [1, 3, 30, 10], 2));
      compare(random(type, [5, 64, 100], 1), random(type, [5, 100, 1], 2));
    });

    it('NaN, infinities, zeros of either sign and numbers below the smallest normal', () => {
      const special = [Number.NaN, Infinity, -Infinity, 0, -0, type === 'float32' ? 2 ** -149 : 5e-324];
      for (let seed = 0; seed < 40; seed++) {
        const [a, b] = [draw(type, 20 * 30, seed), draw(type, 30 * 25, seed + 50)];
        for (let i = 0; i < 5; i++) {
          a[(seed * 31 + i * 97) % a.length] = special[(seed + i) % 6];
          b[(seed * 37 + i * 89) % b.length] = special[(seed + 2 * i) % 6];
        }
        compare(wrap(a, [20, 30]), wrap(b, [30, 25]));
        compare(wrap(a, [20, 30]).T, wrap(b, [25, 30]).T.slice([0, 20]));
        compare(wrap(a, [6, 100]), wrap(b.slice(0, 100), [100, 1]));
      }
    });
  });

  it('the bits of a float64 product do not depend on the rows and columns beside it', () => {
    const [a, b] = [random('float64', [200, 600], 1), random('float64', [600, 170], 2)];
    const whole = withEngine(path, () => matmul(a, b));
    const row = withEngine(path, () => matmul(a.slice([7, 8]), b));
    const column = withEngine(path, () => matmul(a, b.slice([], [5, 6])));
    expect(row.toTypedArray()).toEqual(whole.slice([7, 8]).toTypedArray());
    expect(column.toTypedArray()).toEqual(whole.slice([], [5, 6]).toTypedArray());
  });
});

describe.runIf(best !== 'plain').each(paths)('the kernels themselves on the path %s', (path) => {
  it.each(types)('%s: nothing around the output is touched, whatever the sides, offsets and strides', (type) => {
    const workspace = new Workspace();
    const engine = new Engine(path, workspace);
    const bytes = type === 'float32' ? 4 : 8;
    for (let round = 0; round < 300; round++) {
      const [m, n, k] = [1 + ((round * 7) % 23), 1 + ((round * 5) % 29), 1 + ((round * 3) % 31)];
      const [a, b] = [draw(type, m * k, round), draw(type, k * n, round + 1000)];
      const yStep = n + (round % 4);
      const mark = workspace.mark();
      const place = workspace.take((m * yStep + 100) * bytes) + (16 + (round % 5)) * bytes;
      const view = workspace[type];
      const from = place / bytes;
      view.fill(12345, from - 16, from + m * yStep + 64);
      const rows = new ArrayLines(workspace, a, 0, round % 2 ? k : 1, round % 2 ? 1 : m);
      const columns = new ArrayLines(workspace, b, 0, round % 3 ? 1 : k, round % 3 ? n : 1);
      expect(gemm(engine, type, { m, n, k, left: rows, right: columns, y: place, yStep })).toBe(true);
      for (let i = -16; i < m * yStep + 64; i++) {
        const inside = i >= 0 && i < m * yStep && i % yStep < n;
        if ((workspace[type][from + i] === 12345) === inside) expect.fail(`round ${round}: element ${i} of [${m}, ${n}], ${yStep} a row`);
      }
      workspace.reset(mark);
    }
  });

  it.each(types)('%s: the epilogue adds to what is there, adds the bias, cuts off below 0, once, after the last block', (type) => {
    const workspace = new Workspace();
    const engine = new Engine(path, workspace);
    const bytes = type === 'float32' ? 4 : 8;
    for (const [m, n, k] of [
      [1, 1, 1],
      [7, 9, 300],
      [12, 16, 600],
      [130, 1030, 5],
    ]) {
      const values = [m * k, k * n, m * n, n].map((size, i) => random(type, [size], i));
      const [a, b, y, bias] = values.map((x) => {
        const at = workspace.take(x.size * bytes);
        workspace[type].set(x.toTypedArray(), at / bytes);
        return at;
      });
      const base: Product = {
        ...{ m, n, k, y, yStep: n },
        ...{ left: residentLines(a, k * bytes, bytes), right: residentLines(b, bytes, n * bytes) },
      };
      const run = (options: Partial<Product>): Tensor => {
        workspace[type].set(values[2].toTypedArray(), y / bytes);
        gemm(engine, type, { ...base, ...options });
        return wrap(workspace[type].slice(y / bytes, y / bytes + m * n), [m, n]);
      };
      const product = run({});
      const expectEqual = (x: Tensor, z: Tensor): void => expect(x.toTypedArray()).toEqual(z.toTypedArray());
      expectEqual(run({ bias }), add(product, values[3]));
      expectEqual(run({ relu: true }), maximum(product, 0));
      expectEqual(run({ bias, relu: true }), maximum(add(product, values[3]), 0));
      if (k <= 256) expectEqual(run({ accumulate: true }), add(product, values[2].reshape([m, n])));
      expectEqual(run({ accumulate: true, bias, relu: true }), maximum(add(run({ accumulate: true }), values[3]), 0));
      workspace.reset(0);
    }
  });

  it('matvec takes several vectors in one pass', () => {
    const workspace = new Workspace();
    const engine = new Engine(path, workspace);
    for (const wide of [false, true]) {
      const [x, v] = [random('float64', [50, 300], 1), random('float64', [3, 300], 2)];
      const y = new Float64Array(3 * 50 + 2).fill(9);
      const data = (wide ? x.T : x).reshape([-1]).toTypedArray() as Float64Array;
      const lines = new ArrayLines(workspace, data, 0, wide ? 1 : 300, wide ? 50 : 1);
      const vectors = new ArrayLines(workspace, v.toTypedArray() as Float64Array, 0, 300, 1);
      expect(matvec(engine, 'float64', { lines, count: 50, vectors, few: 3, k: 300, y, yOffset: 1 })).toBe(true);
      const expected = withEngine('plain', () => matmul(v, x.T));
      expect([...y]).toEqual([9, ...expected.toTypedArray(), 9]);
      expect(workspace.mark()).toBe(0);
    }
  });
});

it('the plain product sums blocks of 256 upwards, each from 0', () => {
  const [m, k, n] = [5, 700, 7];
  const [a, b] = [draw('float64', m * k, 1), draw('float64', k * n, 2)];
  const y = withEngine('plain', () => matmul(wrap(a, [m, k]), wrap(b, [k, n]))).toTypedArray();
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let total = 0;
      for (let block = 0; block < k; block += 256) {
        let sum = 0;
        for (let l = block; l < Math.min(k, block + 256); l++) sum += a[i * k + l] * b[l * n + j];
        total += sum;
      }
      expect(y[i * n + j]).toBe(total);
    }
  }
});

it.each<DType>(['int32', 'uint8', 'bool'])('%s stays on the plain loop', (dtype) => {
  const x = wrap(new Int32Array(900).fill(1), [30, 30]).cast(dtype);
  expect(matmul(x, x).dtype).toBe(dtype);
});
