/**
 * The value below which `percent` per cent of the values lie: between two of them a straight line; with weights, the first value at which
 * that share of the weight is reached.
 */
export function percentileOf(values: Float64Array, percent: number, weights?: Float64Array): number {
  if (weights !== undefined) return weightedPercentile(values, percent, weights);
  const sorted = values.toSorted();
  const at = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  const share = at - below;
  // from the nearer end, so that the result lies between the two whatever rounding does
  return share < 0.5
    ? sorted[below] + (sorted[above] - sorted[below]) * share
    : sorted[above] - (sorted[above] - sorted[below]) * (1 - share);
}

function weightedPercentile(values: Float64Array, percent: number, weights: Float64Array): number {
  const order = Array.from(values.keys()).filter((i) => weights[i] > 0);
  order.sort((i, j) => values[i] - values[j]);
  const total = order.reduce((sum, i) => sum + weights[i], 0);
  let reached = 0;
  for (const i of order) {
    reached += weights[i];
    if (reached >= (percent / 100) * total) return values[i];
  }
  return values[order[order.length - 1]];
}
