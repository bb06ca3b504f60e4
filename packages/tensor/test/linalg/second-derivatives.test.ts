import { grad, gradCheck } from '@hml/autograd';
import {
  cond,
  det,
  eig,
  eigh,
  eigvals,
  eigvalsh,
  expm,
  inv,
  lstsq,
  lu,
  matmul,
  matrixPower,
  norm,
  pinv,
  qr,
  slogdet,
  solve,
  sum,
  svd,
  svdvals,
  type Tensor,
} from '@hml/tensor';
import { it } from 'vitest';
import { gaussian, symmetric, withDistinct } from './matrices.ts';

const weights = gaussian(12, 12, 9);

/** A scalar that depends on every element in another way: the gradient rules of a plain sum often vanish. */
function weighted(y: Tensor): Tensor {
  const [m = 1, n = 1] = y.shape;
  const w = weights.slice([0, m], [0, n]);
  return sum(y.mul(y).mul(w.reshape(y.shape)));
}

const a = withDistinct(gaussian(3, 3, 4));
const tall = withDistinct(gaussian(4, 3, 5));

it.each<readonly [string, (x: Tensor) => Tensor, Tensor]>([
  ['solve', (x) => solve(x, gaussian(3, 2, 6)), a],
  ['inv', inv, a],
  ['det', det, a],
  ['slogdet', (x) => slogdet(x).logAbsDet, a],
  ['lu', (x) => matmul(lu(x).l, lu(x).u).add(lu(x).u), a],
  ['qr', (x) => matmul(qr(x).q, qr(x).r).add(qr(x).q), tall],
  ['qr of a wide matrix', (x) => qr(x).r, tall.mT],
  ['eigh', (x) => eigh(symmetric(x)).vectors, a],
  ['eigvalsh', (x) => eigvalsh(symmetric(x)), a],
  ['svd', (x) => svd(x).u, tall],
  ['svd of a wide matrix', (x) => svd(x).vh, tall.mT],
  ['svdvals', svdvals, tall],
  ['eig', (x) => eig(x).vectors.real, a],
  ['eigvals', (x) => eigvals(x).real, a],
  ['pinv', (x) => pinv(x), tall],
  ['lstsq', (x) => lstsq(x, gaussian(4, 2, 7)).x, tall],
  ['cond', (x) => cond(x), a],
  ['norm', (x) => norm(x, { ord: 'nuc' }), tall],
  ['matrixPower', (x) => matrixPower(x, -3), a],
  ['expm', expm, a],
])('%s has a second derivative', (_, f, x) => {
  gradCheck((v: Tensor) => grad((u: Tensor) => weighted(f(u)).reshape([]))(v), [x]);
});
