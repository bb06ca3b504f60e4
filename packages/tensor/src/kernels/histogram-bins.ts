import { accumulateBins } from '#simd';
import { OptionError } from '../errors.ts';
import { checkArray, checkCount, checkType, rowsOf } from './rows.ts';

/** Sums over the samples of each bin of each feature. */
export interface HistogramBins {
  /** The sum of gradients and the sum of hessians. Shape [nFeatures, nBins, 2]. */
  readonly sums: Float64Array<ArrayBuffer>;
  /** How many samples there are. Shape [nFeatures, nBins]. */
  readonly counts: Int32Array<ArrayBuffer>;
}

/**
 * The histograms from which a gradient boosted tree chooses its splits: for each feature and each bin, what the chosen samples in
 * that bin add up to.
 *
 * $$ G_{fb} = \sum_{i \in I,\; b_{fi} = b} g_i, \qquad H_{fb} = \sum_{i \in I,\; b_{fi} = b} h_i $$
 *
 * Shapes: bins [nFeatures, nSamples], feature by feature; rows: the chosen samples $I$, in any order; gradients, hessians [nSamples].
 * Numerics: samples are added in the order of `rows`, with the same bits on every path. Cost: $O(|I| \cdot nFeatures)$.
 *
 * @throws ShapeError where lengths do not fit; OptionError where there are more than 256 bins, a row that does not exist or a bin
 * that does not.
 * @example
 * import { histogramBins } from '@hml/tensor/kernels';
 * // one feature, four samples, two bins
 * const bins = Uint8Array.of(0, 1, 1, 0);
 * const { sums, counts } = histogramBins(bins, 2, Int32Array.of(0, 1, 2), Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 1, 1, 1));
 * sums // Float64Array [1, 1, 5, 2]
 * counts // Int32Array [1, 2]
 */
export function histogramBins(
  bins: Uint8Array,
  nBins: number,
  rows: Int32Array,
  gradients: Float64Array,
  hessians: Float64Array,
): HistogramBins {
  const where = 'histogramBins';
  const nSamples = gradients.length;
  checkType(where, 'gradients', gradients, 'Float64Array');
  checkArray(where, 'hessians', hessians, nSamples);
  checkType(where, 'rows', rows, 'Int32Array');
  if (checkCount(where, 'nBins', nBins) > 256) {
    throw new OptionError({ where, what: 'more bins than a byte can tell apart', expected: 'nBins ≤ 256', got: String(nBins) });
  }
  const nFeatures = nSamples === 0 ? 0 : rowsOf(where, 'bins', bins, nSamples, 'Uint8Array');
  checkRange(where, 'row', rows, nSamples);
  checkRange(where, 'bin', bins, nBins);
  const result = { sums: new Float64Array(nFeatures * nBins * 2), counts: new Int32Array(nFeatures * nBins) };
  if (!accumulateBins(bins, nSamples, nFeatures, nBins, rows, gradients, hessians, result)) {
    for (let f = 0; f < nFeatures; f++) accumulate(bins, f * nSamples, rows, gradients, hessians, result, f * nBins);
  }
  return result;
}

/** The histogram of one feature, whose bins begin at `from` and whose sums at bin `first`. */
function accumulate(
  bins: Uint8Array,
  from: number,
  rows: Int32Array,
  gradients: Float64Array,
  hessians: Float64Array,
  { sums, counts }: HistogramBins,
  first: number,
): void {
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k];
    const bin = first + bins[from + i];
    sums[2 * bin] += gradients[i];
    sums[2 * bin + 1] += hessians[i];
    counts[bin]++;
  }
}

/** Kernels write where bins say: none may lie beyond the end. */
function checkRange(where: string, name: string, values: Uint8Array | Int32Array, end: number): void {
  if (values instanceof Uint8Array && end === 256) return;
  for (let i = 0; i < values.length; i++) {
    if (values[i] >= 0 && values[i] < end) continue;
    throw new OptionError({ where, what: `no such ${name}`, expected: `0 ≤ ${name} < ${end}`, got: `${values[i]} at ${i}` });
  }
}
