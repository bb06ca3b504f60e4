import { OptionError, ShapeError } from '@hml/tensor';
import { withEngine } from '@hml/tensor/extend';
import { type HistogramBins, histogramBins } from '@hml/tensor/kernels';
import { describe, expect, it } from 'vitest';
import { draw, expectSame, fastPaths, pick } from './draw.ts';

const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

it('histogramBins adds up the chosen samples of each bin, feature by feature', () => {
  const bins = Uint8Array.of(0, 1, 2, 1, /* the second feature */ 2, 2, 0, 0);
  const { sums, counts } = histogramBins(bins, 3, Int32Array.of(3, 0, 1), Float64Array.of(1, 2, 4, 8), Float64Array.of(10, 20, 40, 80));
  expect([...sums]).toEqual([1, 10, 10, 100, 0, 0, /* the second */ 8, 80, 0, 0, 3, 30]);
  expect([...counts]).toEqual([1, 2, 0, 1, 0, 2]);
});

it('no samples chosen give zeros, no samples at all give no features', () => {
  expect([...histogramBins(Uint8Array.of(0, 1), 2, new Int32Array(0), ones(2), ones(2)).counts]).toEqual([0, 0]);
  expect(histogramBins(new Uint8Array(0), 2, new Int32Array(0), ones(0), ones(0)).counts.length).toBe(0);
});

it('rows and bins that do not exist and lengths that do not fit are refused', () => {
  const bins = Uint8Array.of(0, 3);
  expect(() => histogramBins(bins, 3, Int32Array.of(0), ones(2), ones(2))).toThrow(/no such bin/);
  expect(() => histogramBins(bins, 4, Int32Array.of(2), ones(2), ones(2))).toThrow(/no such row/);
  expect(() => histogramBins(bins, 4, Int32Array.of(-1), ones(2), ones(2))).toThrow(OptionError);
  expect(() => histogramBins(bins, 257, Int32Array.of(0), ones(2), ones(2))).toThrow(OptionError);
  expect(() => histogramBins(bins, 4, Int32Array.of(0), ones(2), ones(1))).toThrow(ShapeError);
  expect(() => histogramBins(Uint8Array.of(0, 1, 2), 4, Int32Array.of(0), ones(2), ones(2))).toThrow(ShapeError);
});

describe.each(fastPaths)('histogramBins on the path %s gives the bits of the plain loop', (path) => {
  const compare = (nSamples: number, nFeatures: number, nBins: number, rows: Int32Array, seed: number): void => {
    const bins = Uint8Array.from({ length: nSamples * nFeatures }, (_, i) => pick(seed, i, nBins));
    const [g, h] = [draw(nSamples, seed, seed % 4 === 0), draw(nSamples, seed + 1)];
    const compute = (): HistogramBins => histogramBins(bins, nBins, rows, g, h);
    const [plain, fast] = [withEngine('plain', compute), withEngine(path, compute)];
    expectSame(fast.sums, plain.sums, `${rows.length} of ${nSamples}`);
    expectSame(fast.counts, plain.counts, `${rows.length} of ${nSamples}`);
  };

  it('for 600 random choices', () => {
    for (let seed = 0; seed < 600; seed++) {
      const nSamples = 1 + pick(seed, 0, 700);
      const rows = Int32Array.from({ length: 500 + pick(seed, 1, 70) }, (_, i) => pick(seed + 1000, i, nSamples));
      compare(nSamples, 1 + pick(seed, 2, 3), 1 + pick(seed, 3, 256), rows, seed);
    }
  });

  it('for samples in more than one block, in order and in reverse', () => {
    const rows = Int32Array.from({ length: 66_000 }, (_, i) => i);
    compare(66_000, 2, 256, rows, 1);
    compare(66_000, 1, 10, rows.toReversed(), 2);
    compare(
      66_000,
      1,
      10,
      rows.filter((i) => i % 3 === 0),
      3,
    );
    compare(
      66_000,
      1,
      10,
      rows.filter((i) => i % 30 === 0),
      4,
    );
  });
});

it('histogramBins refuses arrays of other types', () => {
  const [bins, rows, of] = [Uint8Array.of(0, 1), Int32Array.of(0, 1), Float64Array.of(1, 2)];
  histogramBins(bins, 2, rows, of, of);
  // @ts-expect-error a list is no Int32Array
  expect(() => histogramBins(bins, 2, [0, 1], of, of)).toThrow(/rows is no Int32Array/);
  // @ts-expect-error a list is no Float64Array
  expect(() => histogramBins(bins, 2, rows, [1, 2], of)).toThrow(/gradients is no Float64Array/);
  // @ts-expect-error float32 is not float64
  expect(() => histogramBins(bins, 2, rows, of, Float32Array.of(1, 2))).toThrow(/hessians is no Float64Array/);
});
