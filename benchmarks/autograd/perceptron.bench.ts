import { valueAndGrad } from '@hml/autograd';
import {
  add,
  Cell,
  integers,
  logSoftmax,
  matmul,
  mean,
  mT,
  mul,
  neg,
  normal,
  oneHot,
  random,
  relu,
  sum,
  type Tensor,
  type TensorLike,
} from '@hml/tensor';
import type { Bench } from '../run.ts';

/** A perceptron 784-256-128-10 with cross-entropy at batch 128: backward (the difference) should cost at most 2.3 times forward. */
export default function perceptronBench(bench: Bench): void {
  for (const dtype of ['float32', 'float64'] as const) {
    const rng = random(0);
    const sizes = [784, 256, 128, 10];
    const layers = sizes.slice(1).map((n, i) => ({
      w: new Cell(normal(rng, [n, sizes[i]], { std: Math.sqrt(2 / sizes[i]), dtype })),
      b: new Cell(normal(rng, [n], { std: 0.01, dtype })),
    }));
    const X = normal(rng, [128, 784], { dtype });
    const target = oneHot(integers(rng, [128], { high: 10 }), 10).cast(dtype);
    const linear = (x: Tensor, w: TensorLike, b: TensorLike): Tensor => add(matmul(x, mT(w)), b);
    const loss = (): Tensor<readonly []> => {
      const [first, second, third] = layers;
      const hidden = relu(linear(relu(linear(X, first.w, first.b)), second.w, second.b));
      const logits = logSoftmax(linear(hidden, third.w, third.b));
      return neg(mean(sum(mul(target, logits), -1)));
    };
    const forward = `perceptron 784-256-128-10, batch 128, ${dtype}: forward`;
    bench(forward, loss);
    bench(`${forward} and backward`, () => valueAndGrad(loss, layers).grads, { beyond: { name: forward, atMost: 2.3 } });
  }
}
