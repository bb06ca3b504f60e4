import { grad } from '@hml/autograd';
import { add, matmul, mul, normal, random, sigmoid, sum, type Tensor } from '@hml/tensor';
import type { Bench } from '../run.ts';

/** A gradient beside the value it is of. */
export default function gradBench(bench: Bench): void {
  const rng = random(0);
  const small = normal(rng, [4]);
  const square = (x: Tensor): Tensor<readonly []> => sum(mul(x, x));
  bench('value of Σ x², 4 elements', () => square(small));
  bench('gradient of Σ x², 4 elements', () => grad(square)(small));
  const [X, W, b] = [normal(rng, [128, 64]), normal(rng, [64, 32]), normal(rng, [32])];
  const layer = (w: Tensor): Tensor<readonly []> => sum(sigmoid(add(matmul(X, w), b)));
  bench('value of a layer, 128×64×32', () => layer(W));
  bench('gradient of a layer, 128×64×32', () => grad(layer)(W));
}
