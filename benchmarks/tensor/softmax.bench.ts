import { logSoftmax, softmax, wrap } from '@hml/tensor';
import type { Bench } from '../run.ts';
import { torchTimes } from '../torch.ts';

/** Softmax of long and of short rows, beside PyTorch on one thread where it is installed. */
export default function softmaxBench(bench: Bench): void {
  const values = Float32Array.from({ length: 1e6 }, (_, i) => ((i * 7919) % 1009) / 100 - 5);
  for (const [rows, n] of [
    [1000, 1000],
    [100_000, 10],
  ]) {
    const per = { units: rows * n, unit: 'element' };
    const [long, double] = [wrap(values, [rows, n]), wrap(Float64Array.from(values), [rows, n])];
    bench(`softmax of ${rows}×${n}, float32`, () => softmax(long), per);
    bench(`softmax of ${rows}×${n}, float64`, () => softmax(double), per);
    bench(`log softmax of ${rows}×${n}, float32`, () => logSoftmax(long), per);
  }
  const setup = 'x = ((torch.arange(10**6) * 7919 % 1009) / 100 - 5).float(); y = x.reshape(1000, 1000); z = x.reshape(100000, 10)';
  const [long, short] = torchTimes(setup, ['torch.softmax(y, 1)', 'torch.softmax(z, 1)']);
  if (short !== undefined) console.log(`PyTorch, one thread: 1000×1000 ${long.toFixed(0)} µs, 100000×10 ${short.toFixed(0)} µs`);
}
