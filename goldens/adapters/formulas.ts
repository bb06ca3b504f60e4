import { stopGradient } from '@hml/autograd';
import {
  add,
  cumprod,
  div,
  exp,
  gelu,
  log,
  logSumExp,
  matmul,
  mean,
  mT,
  mul,
  pow,
  sigmoid,
  sin,
  softmax,
  softplus,
  sqrt,
  sub,
  sum,
  type Tensor,
  tanh,
} from '@hml/tensor';
import { asTensor, type Operands } from './ops.ts';

/** A function that a case writes out as a formula, of the case's named tensors. */
export type Formula = (operands: Operands) => Tensor;

const of = (operands: Operands, name: string): Tensor => asTensor('goldens', operands.get(name));
const ofX =
  (f: (x: Tensor) => Tensor): Formula =>
  (operands) =>
    f(of(operands, 'x'));

/** The formulas of family `autograd`, as the cases write them. */
export const formulas: ReadonlyMap<string, Formula> = new Map([
  ['logsumexp of -|xi-xj|^2 over all pairs', ofX(pairwiseLogSumExp)],
  ['sum(x * stopGradient(x)) + sum(stopGradient(x)^3)', ofX((x) => add(sum(mul(x, stopGradient(x))), sum(pow(stopGradient(x), 3))))],
  ['y = x; 20 times: y = tanh(y) + 0.1 * x * y; output y', ofX(deepReuse)],
  ['mean((linear(tanh(linear(X,w1,b1)),w2,b2) - y)^2)', perceptronLoss],
  ['sin(x)*exp(0.3x)', ofX((x) => mul(sin(x), exp(mul(x, 0.3))))],
  ['tanh(x)', ofX(tanh)],
  ['sigmoid(x)', ofX(sigmoid)],
  ['log(x^2+1)', ofX((x) => log(add(mul(x, x), 1)))],
  ['1/(x+4)', ofX((x) => div(1, add(x, 4)))],
  ['x^4', ofX((x) => pow(x, 4))],
  ['softplus(x)', ofX(softplus)],
  ['gelu(x), exact', ofX((x) => gelu(x))],
  ['softmax(x)', ofX((x) => softmax(x))],
  ['x/|x|', ofX((x) => div(x, sqrt(sum(mul(x, x)))))],
  ['cumprod(x)', ofX((x) => cumprod(x, 0))],
  ['logsumexp(x)', ofX((x) => logSumExp(x))],
  ['sum (1-x_i)^2 + 100 (x_{i+1}-x_i^2)^2', ofX(rosenbrock)],
  ['sqrt(x^T (x x^T) x)', ofX((x) => sqrt(sum(mul(x, matmul(mul(x.reshape([-1, 1]), x), x)))))],
]);

function pairwiseLogSumExp(x: Tensor): Tensor {
  const difference = sub(x.reshape([-1, 1, 2]), x);
  return logSumExp(mul(difference, difference).sum(-1).neg());
}

function deepReuse(x: Tensor): Tensor {
  let y = x;
  for (let i = 0; i < 20; i++) y = add(tanh(y), mul(mul(x, 0.1), y));
  return y;
}

function rosenbrock(x: Tensor): Tensor {
  const [first, next] = [x.slice([0, -1]), x.slice([1, null])];
  const [a, b] = [sub(1, first), sub(next, mul(first, first))];
  return add(sum(mul(a, a)), mul(100, sum(mul(b, b))));
}

function perceptronLoss(operands: Operands): Tensor {
  const [X, y, w1, b1, w2, b2] = ['X', 'y', 'w1', 'b1', 'w2', 'b2'].map((name) => of(operands, name));
  const linear = (x: Tensor, w: Tensor, b: Tensor): Tensor => add(matmul(x, mT(w)), b);
  const error = sub(linear(tanh(linear(X, w1, b1)), w2, b2).reshape(y.shape), y);
  return mean(mul(error, error));
}
