import { cholesky, eigh, eye, type Matrix, matmul, normal, qr, random, solve, svd } from '@hml/tensor';
import { pythonTimes, ratioText } from '../python.ts';
import type { Bench } from '../run.ts';

/** A factorization of ours and NumPy's of the same matrix, and the bars it is held to. */
interface Line {
  readonly name: string;
  readonly call: () => unknown;
  /** The same in Python, of matrices `square(n)`, `symmetric(n)`, `positive(n)` and `normal(m, n)`. */
  readonly numpy: string;
  /** How many times NumPy's time it may take. */
  readonly atMost?: number;
  /** Multiplications and additions. */
  readonly operations?: number;
  /** How much of the speed of the matrix product it must reach. */
  readonly atLeast?: number;
}

const setup = [
  'import numpy',
  'from numpy.linalg import cholesky, eigh, qr, solve, svd',
  'draw = numpy.random.default_rng(0)',
  'a300, b300, a200, tall = draw.normal(size=(300, 300)), draw.normal(size=300), draw.normal(size=(200, 200)), draw.normal(size=(1000, 200))',
  'symmetric, a1000 = a200 + a200.T, draw.normal(size=(1000, 1000))',
  'positive = a1000 @ a1000.T + 1000 * numpy.eye(1000)',
].join('\n');

function gaussian(m: number, n: number): Matrix<'float64'> {
  return normal(random(m + n), [m, n]);
}

function lines(): readonly Line[] {
  const [a300, b300, a200, a1000, tall] = [
    gaussian(300, 300),
    normal(random(1), [300]),
    gaussian(200, 200),
    gaussian(1000, 1000),
    gaussian(1000, 200),
  ];
  const symmetric = a200.add(a200.mT);
  const positive = matmul(a1000, a1000.mT).add(eye(1000).mul(1000));
  return [
    { name: 'matmul 1000', call: () => matmul(a1000, a1000), numpy: 'a1000 @ a1000', operations: 2e9 },
    { name: 'solve 300', call: () => solve(a300, b300), numpy: 'solve(a300, b300)', atMost: 3 },
    { name: 'svd 200', call: () => svd(a200), numpy: 'svd(a200)', atMost: 5 },
    { name: 'eigh 200', call: () => eigh(symmetric), numpy: 'eigh(symmetric)', atMost: 5 },
    { name: 'cholesky 1000', call: () => cholesky(positive), numpy: 'cholesky(positive)', operations: 1e9 / 3, atLeast: 0.4 },
    // R and Q take as many operations each.
    { name: 'qr 1000×200', call: () => qr(tall), numpy: 'qr(tall)', operations: 4 * 200 ** 2 * (1000 - 200 / 3), atLeast: 0.4 },
  ];
}

/** Milliseconds of the fastest call within a second: what else a machine does only ever adds. */
function fastest(call: () => unknown): number {
  let least = Infinity;
  const end = performance.now() + 1000;
  for (let calls = 0; calls < 5 || performance.now() < end; calls++) {
    const start = performance.now();
    call();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** Our factorizations beside NumPy's on one thread and beside the matrix product, float64, in one run: twice each in turn, the faster counts. */
export default function* linalgBench(_: Bench): Generator<string> {
  const all = lines();
  const [ours, theirs] = [all.map(() => Infinity), all.map(() => Infinity)];
  for (let round = 0; round < 2; round++) {
    const times = pythonTimes(
      setup,
      all.map(({ numpy }) => numpy),
    );
    for (const [i, { call }] of all.entries()) {
      ours[i] = Math.min(ours[i], fastest(call));
      theirs[i] = Math.min(theirs[i], (times[i] ?? Number.NaN) / 1e3);
    }
  }
  yield `${'linear algebra, ms'.padEnd(20)}    ours   NumPy   ratio    bar   GFLOP/s   of matmul    bar`;
  const product = (all[0].operations ?? 0) / ours[0];
  for (const [i, { name, operations, atMost, atLeast }] of all.entries()) {
    const ratio = ratioText(ours[i], theirs[i], atMost).padEnd(12).padStart(15);
    const speed =
      operations === undefined
        ? ''
        : `${(operations / ours[i] / 1e6).toFixed(1).padStart(10)}${((100 * operations) / ours[i] / product).toFixed(0).padStart(10)} %`;
    const bar = atLeast === undefined ? '' : `   ≥ ${100 * atLeast} %`;
    yield `${name.padEnd(20)}${ours[i].toFixed(2).padStart(8)}${(Number.isFinite(theirs[i]) ? theirs[i].toFixed(2) : '–').padStart(8)}${ratio}${speed}${bar}`;
  }
}
