import { matmul, type TypedArray, transpose, wrap } from '@hml/tensor';
import type { Bench } from '../run.ts';

/** Matrix products by the plain loop; one unit is a multiplication with an addition. */
export default function matmulBench(bench: Bench): void {
  for (const n of [16, 64, 256]) {
    for (const values of [Float32Array, Float64Array]) {
      const random = (): TypedArray => {
        const y = new values(n * n);
        for (let i = 0; i < y.length; i++) y[i] = ((i * 7919) % 1009) / 1009;
        return y;
      };
      const [a, b] = [wrap(random(), [n, n]), wrap(random(), [n, n])];
      const per = { units: n ** 3, unit: 'multiply-add' };
      bench(`matmul ${n}, ${a.dtype}`, () => matmul(a, b), per);
      if (n === 256) bench(`matmul ${n}, ${a.dtype}, transposed`, () => matmul(a, transpose(b)), per);
    }
  }
}
