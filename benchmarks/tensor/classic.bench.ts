import { enginePath, withEngine } from '@hml/tensor/extend';
import { csrTimesDense, gram, histogramBins, nearest, pairwiseSquaredDistances, rbfKernelRows, weightedGram } from '@hml/tensor/kernels';
import type { Bench } from '../run.ts';

/** Numbers between 0 and 1. */
function ordinary(n: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: n }, (_, i) => ((i * 7919) % 10_007) / 10_007);
}

/** The inner loops of the classic algorithms, in SIMD and in the plain loop. */
export default function classicBench(bench: Bench): void {
  const both = (name: string, units: number, unit: string, call: () => unknown): void => {
    bench(name, () => withEngine(enginePath(), call), { units, unit });
    bench(`${name}, plain loop`, () => withEngine('plain', call), { units, unit });
  };
  for (const [m, n, d] of [
    [500, 500, 2],
    [500, 500, 20],
    [200, 200, 784],
    [4, 100, 10],
  ]) {
    const [X, Y] = [ordinary(m * d), ordinary(n * d + 3).subarray(3)];
    both(`distances ${m}×${n}, ${d} features`, m * n * d, 'difference', () => pairwiseSquaredDistances(X, Y, d));
    both(`nearest 5, ${m}×${n}, ${d} features`, m * n * d, 'difference', () => nearest(X, Y, d, 5));
  }
  const [X, Y, w] = [ordinary(400 * 20), ordinary(400 * 20), ordinary(400)];
  both('RBF kernel rows 400×400, 20 features', 400 * 400, 'kernel', () => rbfKernelRows(X, Y, 20, 0.1));
  for (const [n, d] of [
    [10_000, 5],
    [10_000, 30],
    [1000, 200],
  ]) {
    const A = ordinary(n * d);
    both(`gram ${n}×${d}`, n * d * d, 'product', () => gram(A, d));
    const weights = ordinary(n);
    both(`weighted gram ${n}×${d}`, n * d * d, 'product', () => weightedGram(A, d, weights));
  }
  both('weighted gram 400×20', 400 * 400, 'product', () => weightedGram(X, 20, w));
  const [nSamples, nFeatures] = [20_000, 20];
  const bins = Uint8Array.from({ length: nSamples * nFeatures }, (_, i) => (i * 7919) % 251);
  const [g, h] = [ordinary(nSamples), ordinary(nSamples)];
  for (const one of [1, 4]) {
    const rows = Int32Array.from({ length: nSamples / one }, (_, i) => i * one);
    const units = rows.length * nFeatures;
    both(`histogram of one in ${one}, ${nSamples}×${nFeatures}`, units, 'sample', () => histogramBins(bins, 256, rows, g, h));
  }
  const [m, k, kept] = [2000, 3000, 20];
  const indices = Int32Array.from({ length: m * kept }, (_, e) => (e * 7919) % k);
  const A = { data: ordinary(m * kept), indices, indptr: Int32Array.from({ length: m + 1 }, (_, i) => i * kept) };
  for (const n of [4, 8, 64]) {
    const B = ordinary(k * n);
    both(`sparse ${m}×${k}, ${kept} a row, times ${n} columns`, m * kept * n, 'product', () => csrTimesDense(A, B, n));
  }
}
