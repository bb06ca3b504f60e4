import { valueAndGrad } from '@hml/autograd';
import { add, Cell, type Matrix, matmul, mean, mul, normal, random, softplus, sub, type Tensor, tanh, tensor, zeros } from '@hml/tensor';

/** The four points, and whether exactly one coordinate is 1. */
export const X = tensor([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const);
export const y = tensor([[0], [1], [1], [0]] as const);

const learningRate = 1;
const nSteps = 200;

/** A trained network: its score, positive where it says 1, and the loss before each step. */
export interface Network {
  readonly score: (x: Matrix) => Tensor;
  readonly losses: Float64Array;
}

/**
 * Two layers, trained by plain gradient descent on all four points at once.
 *
 * $$ z = W_2^{\top} \tanh(W_1^{\top} x + b_1) + b_2, \qquad J = \frac14 \sum_i \bigl( \log(1 + e^{z_i}) - y_i z_i \bigr) $$
 */
export function train(randomState: number, nHidden = 16): Network {
  const rng = random(randomState);
  const w1 = new Cell(normal(rng.split(0), [2, nHidden]));
  const b1 = new Cell(zeros([nHidden]));
  const w2 = new Cell(normal(rng.split(1), [nHidden, 1], { std: 1 / Math.sqrt(nHidden) }));
  const b2 = new Cell(zeros([1]));
  const parameters = [w1, b1, w2, b2] as const;

  const score = (x: Matrix): Tensor => add(matmul(tanh(add(matmul(x, w1), b1)), w2), b2);
  const loss = () => {
    const z = score(X);
    return mean(sub(softplus(z), mul(y, z)));
  };
  const losses = Float64Array.from({ length: nSteps }, () => {
    const { value, grads } = valueAndGrad(loss, parameters);
    const slopes: readonly Tensor[] = grads;
    parameters.forEach((cell: Cell, i) => void cell.assign(sub(cell, mul(slopes[i], learningRate))));
    return value.item();
  });
  return { score, losses };
}

/** How many of the four points the network has right. */
export function right({ score }: Network): number {
  const [z, wanted] = [score(X).toTypedArray(), y.toTypedArray()];
  return Array.from(z).filter((value, i) => value > 0 === wanted[i] > 0).length;
}
