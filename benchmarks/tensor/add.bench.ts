import { add, type DType, type TypedArray, transpose, wrap } from '@hml/tensor';
import type { Bench } from '../run.ts';

const values = { float32: Float32Array, float64: Float64Array } as const;

function ramp(dtype: 'float32' | 'float64', n: number): TypedArray {
  const y = new values[dtype](n);
  for (let i = 0; i < n; i++) y[i] = i / n;
  return y;
}

/** The cost of one eager op: two short vectors, so that nearly all of it is the way to the kernel and back. Beside it, what a fresh array alone costs. */
export default function addBench(bench: Bench): void {
  for (const dtype of ['float32', 'float64'] as const satisfies readonly DType[]) {
    bench(`new array of 16, ${dtype}`, () => new values[dtype](16));
    const [a, b] = [wrap(ramp(dtype, 16)), wrap(ramp(dtype, 16))];
    bench(`add 16, ${dtype}`, () => add(a, b), { units: 16, unit: 'element' });
    const n = 1000;
    const [x, y, row] = [wrap(ramp(dtype, n * n), [n, n]), wrap(ramp(dtype, n * n), [n, n]), wrap(ramp(dtype, n))];
    bench(`add 1000×1000, ${dtype}`, () => add(x, y), { units: n * n, unit: 'element' });
    bench(`add 1000×1000 and a row, ${dtype}`, () => add(x, row), { units: n * n, unit: 'element' });
    bench(`add 1000×1000 and a transposed one, ${dtype}`, () => add(x, transpose(y)), { units: n * n, unit: 'element' });
  }
}
