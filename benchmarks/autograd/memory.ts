// Resident memory over a million gradient steps: node benchmarks/autograd/memory.ts [--steps 1000000] [--way backward].
// A small logistic regression by plain gradient descent.
import { parseArgs } from 'node:util';
import { noGrad, Parameter, valueAndGrad } from '@hml/autograd';
import { Cell, log, matmul, mean, mul, neg, normal, random, sigmoid, sub, type Tensor, zeros } from '@hml/tensor';
import { printResident } from '../resident.ts';

const { values } = parseArgs({
  options: { steps: { type: 'string', default: '1000000' }, way: { type: 'string', default: 'valueAndGrad' } },
});
const steps = Number(values.steps);
const X = normal(random(0), [8, 4]);
const start = zeros([4]);

function lossOf(weight: Cell): Tensor<readonly []> {
  return neg(mean(log(sigmoid(matmul(X, weight)))));
}

/** One step of gradient descent that gives the loss. */
function stepper(way: string): () => Tensor<readonly []> {
  if (way === 'backward') {
    const weight = new Parameter<readonly number[]>(start);
    return () => {
      weight.zeroGrad();
      const loss = lossOf(weight);
      loss.backward();
      noGrad(() => weight.assign(sub(weight, mul(weight.grad, 1e-3))));
      return loss;
    };
  }
  const weight = new Cell<readonly number[]>(start);
  return () => {
    const { value, grads } = valueAndGrad(() => lossOf(weight), [weight]);
    weight.assign(sub(weight, mul(grads[0], 1e-3)));
    return value;
  };
}

const step = stepper(values.way);
const first = step().item();
let last = first;
printResident(`${values.way}: ${steps} steps`, 'step', steps, () => {
  last = step().item();
});
console.log(`loss ${first} → ${last}`);
