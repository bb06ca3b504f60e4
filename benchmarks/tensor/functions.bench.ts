import * as ops from '@hml/tensor';
import { random, type Tensor, uniform } from '@hml/tensor';
import type { Bench } from '../run.ts';

const functions: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  exp: ops.exp,
  log: ops.log,
  tanh: ops.tanh,
  sigmoid: ops.sigmoid,
  erf: ops.erf,
  gelu: (x) => ops.gelu(x),
  softplus: ops.softplus,
  silu: ops.silu,
  sin: ops.sin,
  relu: ops.relu,
};

/** Functions of 10⁶ elements, staged, with a fresh result each time. */
export default function define(bench: Bench): void {
  for (const dtype of ['float32', 'float64'] as const) {
    const x = uniform(random(1), [1_000_000], { low: 0.01, high: 3 }).cast(dtype);
    for (const [name, op] of Object.entries(functions)) bench(`${name} ${dtype}`, () => op(x), { units: 1_000_000, unit: 'element' });
  }
}
