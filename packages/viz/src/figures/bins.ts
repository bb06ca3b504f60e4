/** Bins of equal width and how many values fall into each. */
export interface Bins {
  readonly edges: Float64Array;
  readonly counts: Float64Array;
}

/**
 * Number of bins for sorted values: the larger of Sturges' rule and the rule of Freedman and Diaconis (bin width $2\,\mathrm{IQR}/n^{1/3}$),
 * at most 200 so that bars stay visible.
 */
export function binCount(sorted: Float64Array): number {
  const n = sorted.length;
  const range = sorted[n - 1] - sorted[0];
  const sturges = Math.ceil(Math.log2(n)) + 1;
  const width = (2 * (quantile(sorted, 0.75) - quantile(sorted, 0.25))) / Math.cbrt(n);
  const freedmanDiaconis = width > 0 ? Math.ceil(range / width) : 1;
  return range > 0 ? Math.min(200, Math.max(sturges, freedmanDiaconis)) : 1;
}

/** Counts values into bins of equal width; each bin holds its left edge, the last one both. Equal values get one bin of width 1. */
export function countBins(values: Float64Array, low: number, high: number, nBins: number): Bins {
  const [start, end] = low < high ? [low, high] : [low - 0.5, high + 0.5];
  const edges = Float64Array.from({ length: nBins + 1 }, (_, i) => start + ((end - start) * i) / nBins);
  edges[nBins] = end;
  const counts = new Float64Array(nBins);
  for (const value of values) counts[binOf(value, edges, (value - start) / (end - start))]++;
  return { edges, counts };
}

/** The bin whose edges enclose the value; the guess by division may be one off where an edge was rounded. */
function binOf(value: number, edges: Float64Array, share: number): number {
  const last = edges.length - 2;
  let bin = Math.min(last, Math.floor(share * (last + 1)));
  if (value < edges[bin]) bin--;
  else if (bin < last && value >= edges[bin + 1]) bin++;
  return bin;
}

/** The quantile by linear interpolation between the two nearest values. */
function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
