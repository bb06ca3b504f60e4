import { ElasticNet, LinearRegression, LogisticRegression, Ridge, SGDClassifier } from '@hml/classic/linear';
import { add, argmax, greater, matmul, mul, normal, random } from '@hml/tensor';
import { sklearnTimes } from '../sklearn.ts';

const setup = `
from sklearn.linear_model import ElasticNet, LinearRegression, LogisticRegression, Ridge, SGDClassifier
rng = np.random.default_rng(0)
X1 = rng.normal(size=(100_000, 50)); y1 = X1 @ rng.normal(size=50) + 0.1 * rng.normal(size=100_000)
X2 = rng.normal(size=(20_000, 50)); y2 = (X2 @ rng.normal(size=50) + rng.normal(size=20_000) > 0).astype(int)
X3 = rng.normal(size=(5000, 64)); y3 = np.argmax(X3 @ rng.normal(size=(64, 10)) + 3 * rng.normal(size=(5000, 10)), 1)
`;

/** Milliseconds of the fastest of some calls, once they have been compiled. */
function fastest(call: () => unknown, repeats: number): number {
  let least = Infinity;
  for (let i = 0; i < 2 * repeats; i++) {
    const start = performance.now();
    call();
    if (i >= repeats) least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** Linear models with their defaults beside scikit-learn's with its own, on one thread. */
export default function* linearModelsBench(): Iterable<string> {
  const rng = random(0);
  const plane = (n: number, d: number) => {
    const X = normal(rng.split(n), [n, d]);
    return { X, z: matmul(X, normal(rng.split(n + 1), [d])), noise: normal(rng.split(n + 2), [n]) };
  };
  const [a, b] = [plane(100_000, 50), plane(20_000, 50)];
  const y1 = add(a.z, mul(a.noise, 0.1)).toTypedArray();
  const y2 = Int32Array.from(greater(add(b.z, b.noise), 0).toTypedArray());
  const X3 = normal(rng.split(3), [5000, 64]);
  const scores = add(matmul(X3, normal(rng.split(4), [64, 10])), mul(normal(rng.split(5), [5000, 10]), 3));
  const y3 = Int32Array.from(argmax(scores, 1).toTypedArray());
  const rows: readonly (readonly [name: string, ours: () => unknown, theirs: string])[] = [
    ['LinearRegression 100,000×50', () => new LinearRegression().fit(a.X, y1), 'LinearRegression().fit(X1, y1)'],
    ['Ridge 100,000×50', () => new Ridge().fit(a.X, y1), 'Ridge().fit(X1, y1)'],
    ['ElasticNet 100,000×50', () => new ElasticNet({ alpha: 0.1 }).fit(a.X, y1), 'ElasticNet(alpha=0.1).fit(X1, y1)'],
    ['LogisticRegression 20,000×50', () => new LogisticRegression().fit(b.X, y2), 'LogisticRegression().fit(X2, y2)'],
    ['LogisticRegression 5000×64, 10 classes', () => new LogisticRegression().fit(X3, y3), 'LogisticRegression().fit(X3, y3)'],
    ['SGDClassifier 20,000×50', () => new SGDClassifier().fit(b.X, y2), 'SGDClassifier().fit(X2, y2)'],
  ];
  const theirs = sklearnTimes(
    setup,
    rows.map(([, , expression]) => expression),
  );
  yield `${'ms, fastest'.padEnd(44)}${'ours'.padStart(10)}${'scikit-learn'.padStart(14)}${'theirs/ours'.padStart(13)}`;
  for (const [i, [name, call]] of rows.entries()) {
    const ours = fastest(call, 8);
    const ratio = theirs.length > 0 ? (theirs[i] / ours).toFixed(2) : '–';
    yield `${name.padEnd(44)}${ours.toFixed(1).padStart(10)}${(theirs[i]?.toFixed(1) ?? '–').padStart(14)}${ratio.padStart(13)}`;
  }
}
