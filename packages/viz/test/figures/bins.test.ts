import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { binCount, countBins } from '../../src/figures/bins.ts';

const finite = fc.double({ noNaN: true, min: -1e6, max: 1e6 });

test.prop([fc.array(finite, { minLength: 1, maxLength: 200 }), fc.integer({ min: 1, max: 30 })], { seed: 7 })(
  'countBins counts every value once, between the edges of its bin',
  (list, nBins) => {
    const values = Float64Array.from(list).sort();
    const { edges, counts } = countBins(values, values[0], values[values.length - 1], nBins);
    expect(edges.length).toBe(nBins + 1);
    counts.forEach((count, i) => {
      const last = i === nBins - 1;
      expect(values.filter((v) => v >= edges[i] && (v < edges[i + 1] || (last && v <= edges[i + 1]))).length).toBe(count);
    });
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(list.length);
  },
);

it('countBins of equal values is one bin around them', () => {
  const { edges, counts } = countBins(Float64Array.of(3, 3), 3, 3, 1);
  expect([[...edges], [...counts]]).toEqual([[2.5, 3.5], [2]]);
});

it('binCount takes the larger of the two rules', () => {
  expect(binCount(Float64Array.from({ length: 16 }, (_, i) => i))).toBe(5); // Sturges: log2(16) + 1; Freedman–Diaconis: 15 / 5.95 → 3
  expect(binCount(Float64Array.of(7, 7, 7))).toBe(1);
  expect(binCount(Float64Array.of(0, ...new Array(98).fill(1), 1e9).sort())).toBe(8); // no interquartile range: Sturges alone
});

it('binCount stays at 200 when outliers stretch the range', () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => i / 1000);
  values[999] = 1e6;
  expect(binCount(values)).toBe(200);
});
