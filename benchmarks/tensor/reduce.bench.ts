import { argmax, mean, sum, transpose, wrap } from '@hml/tensor';
import type { Bench } from '../run.ts';

/** Reductions over either axis of a matrix: neither may be much dearer than the other. */
export default function reduceBench(bench: Bench): void {
  const n = 1000;
  const per = { units: n * n, unit: 'element' };
  const x = wrap(
    Float32Array.from({ length: n * n }, (_, i) => i % 97),
    [n, n],
  );
  bench('sum of 1000×1000, float32', () => sum(x), per);
  bench('sum along rows', () => sum(x, 1), per);
  bench('sum along columns', () => sum(x, 0), per);
  bench('sum of the transpose along rows', () => sum(transpose(x), 1), per);
  bench('mean along columns', () => mean(x, 0), per);
  bench('argmax along rows', () => argmax(x, 1), per);
}
