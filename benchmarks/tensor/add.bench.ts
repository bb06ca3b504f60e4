import { add, tensor } from '@hml/tensor';
import type { Bench } from '../run.ts';

/** The cost of one eager op: two short vectors, so that nearly all of it is the way to the kernel and back. */
export default function addBench(bench: Bench): void {
  for (const dtype of ['float32', 'float64'] as const) {
    const a = tensor(
      Array.from({ length: 16 }, (_, i) => i),
      { dtype },
    );
    const b = tensor(
      Array.from({ length: 16 }, (_, i) => 1 / (i + 1)),
      { dtype },
    );
    bench(`add, 16 elements, ${dtype}`, () => add(a, b), { units: 16, unit: 'element' });
  }
}
