import { argmax, logSumExp, max, mean, norm, sum, transpose, variance, wrap } from '@hml/tensor';
import type { Bench } from '../run.ts';

/** Reductions over either axis of a matrix, beside copying it into an array that is there: neither axis may be much dearer than the other. */
export default function reduceBench(bench: Bench): void {
  const n = 1000;
  const per = { units: n * n, unit: 'element' };
  for (const values of [Float32Array, Float64Array]) {
    const data = new values(n * n);
    for (let i = 0; i < data.length; i++) data[i] = i % 97;
    const x = wrap(data, [n, n]);
    const existing = new values(n * n);
    bench(`copy of 1000×1000, ${x.dtype}, into an existing array`, () => existing.set(data), per);
    bench(`sum of 1000×1000, ${x.dtype}`, () => sum(x), per);
    bench('sum along rows', () => sum(x, 1), per);
    bench('sum along columns', () => sum(x, 0), per);
    bench('sum of the transpose along rows', () => sum(transpose(x), 1), per);
    bench('mean along columns', () => mean(x, 0), per);
    bench('max along rows', () => max(x, 1), per);
    bench('max along columns', () => max(x, 0), per);
    bench('argmax along rows', () => argmax(x, 1), per);
    bench('argmax along columns', () => argmax(x, 0), per);
    bench('variance along rows', () => variance(x, 1), per);
    bench('norm of all', () => norm(x), per);
    bench('logSumExp along rows', () => logSumExp(x, 1), per);
  }
  const short = wrap(new Float32Array(1e6).fill(1), [100_000, 10]);
  bench('sum of 100000 rows of 10, float32', () => sum(short, 1), per);
  const tall = wrap(new Float32Array(999_999).fill(1), [333_333, 3]);
  bench('sum of 3 columns of 333333, float32', () => sum(tall, 0), per);
}
