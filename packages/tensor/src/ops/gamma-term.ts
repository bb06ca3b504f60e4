import { apply } from '../apply.ts';
import { primitive, unbroadcast } from '../declare.ts';
import { runTernary, type TernaryLoop } from '../elementwise.ts';
import { logGammaTermOf } from '../math/poisson-term.ts';
import type { Operand } from '../op.ts';
import { asFloating } from '../prepare.ts';
import { broadcastShapes } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { digamma } from './digamma.ts';
import { div } from './div.ts';
import { equal } from './equal.ts';
import { lgammaSeries } from './lgamma.ts';
import { log } from './log.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
import { broadcastElement, where } from './where.ts';

/**
 * The logarithm of the density of the gamma distribution of scale 1, at the multiple r of x: what the densities of the gamma, beta, Dirichlet,
 * Poisson and multinomial distributions are made of. Taken together, the three large numbers lose no digits to each other.
 *
 * $$ y = (a - 1) \ln (r x) - r x - \ln\Gamma(a), \qquad
 * \bar a = \bar y\, (\ln (r x) - \psi(a)),\; \bar x = \bar y\, (\tfrac{a - 1}{x} - r),\; \bar r = \bar y\, (\tfrac{a - 1}{r} - x) $$
 *
 * At $a = 1$ it is $-r x$, also where x is 0. The factor belongs to the op because its gradient is finite where x is 0: a product before the op
 * would make it 0 × ∞. The product may be below what float64 holds.
 */
export function gammaTerm(a: Operand, x: Operand, r: Operand = 1): Tensor {
  return apply(gammaTermOp, [a, x, r]);
}

const gammaTermKernel: TernaryLoop = (n, a, aOffset, aStride, x, xOffset, xStride, r, rOffset, rStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = logGammaTermOf(a[aOffset + i * aStride], x[xOffset + i * xStride], r[rOffset + i * rStride]);
};

interface Operands {
  readonly a: Tensor;
  readonly x: Tensor;
  readonly r: Tensor;
}

const slopes = {
  a: ({ a, x, r }: Operands): Tensor => sub(add(log(r), log(x)), digamma(a)),
  x: ({ a, x, r }: Operands): Tensor => sub(div(sub(a, 1), where(equal(a, 1), 1, x)), r),
  r: ({ a, x, r }: Operands): Tensor => sub(div(sub(a, 1), r), x),
};

const gammaTermOp = primitive({
  name: 'gammaTerm',
  inputs: ['a', 'x', 'r'],
  prepare: asFloating,
  infer: ([a, x, r]) => ({ shape: broadcastShapes('gammaTerm', a.shape, broadcastShapes('gammaTerm', x.shape, r.shape)), dtype: x.dtype }),
  run: (inputs, _, out) => runTernary(gammaTermKernel, inputs, out),
  definition: (index, [a, x, r]) => termOf(broadcastElement(a, index), broadcastElement(x, index), broadcastElement(r, index)),
  vjp: {
    a: (at) => unbroadcast(mul(at.dy, slopes.a(at)), at.a.shape),
    x: (at) => unbroadcast(mul(at.dy, slopes.x(at)), at.x.shape),
    r: (at) => unbroadcast(mul(at.dy, slopes.r(at)), at.r.shape),
  },
  jvp: {
    a: (at) => mul(at.dx, slopes.a(at)), // the slope has the shape of y: all operands are in it
    x: (at) => mul(at.dx, slopes.x(at)),
    r: (at) => mul(at.dx, slopes.r(at)),
  },
});

function termOf(a: number, x: number, r: number): number {
  return (a === 1 ? 0 : (a - 1) * (Math.log(x) + Math.log(r))) - x * r - lgammaSeries(a);
}
