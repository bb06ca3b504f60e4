import { matmul, type Tensor, type TypedArray, transpose, wrap } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { enginePath, withEngine } from '@hml/tensor/extend';
import type { Bench } from '../run.ts';
import { ordinary, residentProduct } from './operands.ts';
import { peak } from './peak.ts';

const matrix = (type: LaneType, ...shape: readonly number[]): Tensor =>
  wrap(
    ordinary(
      type,
      shape.reduce((a, b) => a * b, 1),
    ),
    shape,
  );

/** Matrix products beside the peak of this core, measured in the same run; one unit is a multiplication or an addition. */
export default function matmulBench(bench: Bench): void {
  const operations = (units: number) => ({ units, unit: 'operation' });
  for (const type of ['float32', 'float64'] as const) {
    const fused = type === 'float32' && enginePath() === 'relaxed';
    const limit = peak(type, fused);
    if (limit) bench(`peak, ${type}, ${fused ? '' : 'not '}fused`, limit.run, operations(limit.operations));
    for (const n of [256, 512, 1024]) {
      const kernel = residentProduct(type, n);
      if (kernel) bench(`kernel ${n}, ${type}`, kernel, operations(2 * n ** 3));
    }
    for (const n of [8, 16, 64, 128, 256, 511, 512, 1024]) {
      const [a, b] = [matrix(type, n, n), matrix(type, n, n)];
      bench(`matmul ${n}, ${type}`, () => matmul(a, b), operations(2 * n ** 3));
      if (n !== 64 && n !== 512) continue;
      bench(`matmul ${n}, ${type}, a transposed`, () => matmul(transpose(a), b), operations(2 * n ** 3));
      bench(`matmul ${n}, ${type}, b transposed`, () => matmul(a, transpose(b)), operations(2 * n ** 3));
      bench(`matmul ${n}, ${type}, both transposed`, () => matmul(transpose(a), transpose(b)), operations(2 * n ** 3));
    }
    for (const [m, k, n] of [
      [128, 336, 64],
      [127, 333, 65],
      [128, 784, 10],
      [2, 512, 512],
      [100_000, 10, 3],
    ]) {
      const [a, b] = [matrix(type, m, k), matrix(type, k, n)];
      bench(`matmul ${m}×${k}×${n}, ${type}`, () => matmul(a, b), operations(2 * m * k * n));
    }
    const [x, w] = [matrix(type, 32, 128, 128), matrix(type, 32, 128, 128)];
    bench(`matmul 32×128×128 in a batch, ${type}`, () => matmul(x, w), operations(2 * 32 * 128 ** 3));
    for (const n of [512, 2000]) {
      const [a, v] = [matrix(type, n, n), matrix(type, n)];
      const [from, to]: TypedArray[] = [ordinary(type, n * n), ordinary(type, n * n)];
      bench(`copy ${n}×${n} into an array, ${type}`, () => to.set(from));
      bench(`matrix ${n}×${n} and vector, ${type}`, () => matmul(a, v));
      bench(`matrix ${n}×${n} transposed and vector, ${type}`, () => matmul(transpose(a), v));
    }
  }
  const [a, b] = [matrix('float64', 256, 256), matrix('float64', 256, 256)];
  bench('matmul 256, float64, plain loop', () => withEngine('plain', () => matmul(a, b)), operations(2 * 256 ** 3));
}
