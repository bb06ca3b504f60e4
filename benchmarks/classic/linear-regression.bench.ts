import { LinearRegression, LinearRegressionGD } from '@hml/classic/linear';
import { add, matmul, normal, random } from '@hml/tensor';
import type { Bench } from '../run.ts';

/** Least squares on a tall table, both ways. */
export default function linearRegressionBench(bench: Bench): void {
  const [n, d] = [10_000, 20];
  const rng = random(0);
  const X = normal(rng, [n, d]);
  const y = add(matmul(X, normal(rng, [d])), normal(rng, [n], { std: 0.1 })).toTypedArray();
  bench(`LinearRegression.fit ${n}×${d}`, () => new LinearRegression().fit(X, y), { units: n, unit: 'sample' });
  const descent = new LinearRegressionGD({ learningRate: 0.1, maxIter: 20, tol: 0 });
  bench(`LinearRegressionGD.fit ${n}×${d}, 20 steps`, () => descent.fit(X, y), { units: 20 * n, unit: 'sample and step' });
}
