import { add, cholesky, eigvalsh, eye, matmul, mT, qr, slogdet, type Tensor } from '@hml/tensor';
import type { Adapter } from './adapter.ts';
import { autogradAdapter, differentiate } from './autograd.ts';
import { asTensor } from './ops.ts';

/** $A A^\top + I$ */
function gram(a: Tensor): Tensor {
  return add(matmul(a, mT(a)), eye(a.shape[0]));
}

/** $2 Q R$ */
function twiceProduct(a: Tensor): Tensor {
  const { q, r } = qr(a);
  return matmul(q, r).mul(2);
}

/** What a case computes whose `formula` or note says more than the name of an op. */
const formulas = new Map<string, (a: Tensor) => Tensor>([
  ['choleskyGram', (a) => cholesky(gram(a))],
  ['eigvalsh', (a) => eigvalsh(add(a, mT(a)))],
  ['logdetGram', (a) => slogdet(gram(a)).logAbsDet],
  ['qrReconstruct', twiceProduct],
  ['slogdet', (a) => slogdet(a).logAbsDet],
]);

/** The family `autograd-linalg`: ops by name, and the formulas of the cases that have one. */
export const autogradLinalgAdapter: Adapter = (golden, seed) => {
  const formula = formulas.get(golden.algorithm);
  if (formula === undefined) return autogradAdapter(golden, seed);
  return differentiate(golden, (inputs) => formula(asTensor(golden.algorithm, inputs.get('a'))));
};
