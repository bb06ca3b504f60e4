import type { Tensor } from '@hml/tensor';

/** Mean, variance, skewness and excess kurtosis of a sample. */
export function momentsOf(x: Tensor): { mean: number; variance: number; skewness: number; kurtosis: number } {
  const values = Array.from(x.toTypedArray());
  const average = (f: (v: number) => number): number => values.reduce((total, v) => total + f(v), 0) / values.length;
  const mean = average((v) => v);
  const variance = average((v) => (v - mean) ** 2);
  const standard = (power: number): number => average((v) => ((v - mean) / Math.sqrt(variance)) ** power);
  return { mean, variance, skewness: standard(3), kurtosis: standard(4) - 3 };
}

/** The distance of Kolmogorov and Smirnov times $\sqrt n$: above 2 once in 1,500 samples of the distribution. */
export function kolmogorovSmirnov(x: Tensor, cdf: (value: number) => number): number {
  const values = Float64Array.from(x.toTypedArray()).sort();
  const n = values.length;
  const distance = values.reduce((worst, v, i) => Math.max(worst, cdf(v) - i / n, (i + 1) / n - cdf(v)), 0);
  return distance * Math.sqrt(n);
}

/**
 * Pearson's $\chi^2$ of counts against probabilities, in deviations from its mean. The last category stands for all beyond; neighbours are
 * pooled until 5 or more are expected.
 */
export function chiSquared(x: Tensor, probabilities: readonly number[]): number {
  const counts = probabilities.map(() => 0);
  for (const k of x.toTypedArray()) counts[Math.min(k, counts.length - 1)]++;
  const pools: { count: number; expected: number }[] = [];
  probabilities.forEach((p, k) => {
    const open = pools.at(-1);
    const rest = probabilities.slice(k).reduce((sum, q) => sum + q, 0) * x.size;
    if (open && (open.expected < 5 || rest < 5)) {
      open.count += counts[k];
      open.expected += p * x.size;
    } else pools.push({ count: counts[k], expected: p * x.size });
  });
  const statistic = pools.reduce((sum, { count, expected }) => sum + (count - expected) ** 2 / expected, 0);
  return (statistic - (pools.length - 1)) / Math.sqrt(2 * (pools.length - 1));
}

/** The correlation of two samples, times $\sqrt n$: standard normal where they are independent. */
export function correlation(a: Tensor, b: Tensor): number {
  const [p, q] = [momentsOf(a), momentsOf(b)];
  const [xs, ys] = [a.toTypedArray(), b.toTypedArray()];
  const total = Array.from(xs, (x, i) => (x - p.mean) * (ys[i] - q.mean)).reduce((sum, v) => sum + v, 0);
  return total / Math.sqrt(xs.length * p.variance * q.variance);
}
