import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { BinaryLoop } from '../elementwise.ts';
import { logGammaTermOf } from '../math/poisson-term.ts';
import type { Operand } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { digamma } from './digamma.ts';
import { div } from './div.ts';
import { equal } from './equal.ts';
import { lgammaSeries } from './lgamma.ts';
import { log } from './log.ts';
import { sub } from './sub.ts';
import { where } from './where.ts';

/**
 * The logarithm of the density of the gamma distribution of scale 1: what the densities of the gamma, beta, Dirichlet, Poisson and multinomial
 * distributions are made of. Taken together, the three large numbers lose no digits to each other.
 *
 * $$ y = (a - 1) \ln x - x - \ln\Gamma(a), \qquad \bar a = \bar y\, (\ln x - \psi(a)),\; \bar x = \bar y\, (\tfrac{a - 1}{x} - 1) $$
 *
 * At $a = 1$ it is $-x$, also where x is 0.
 */
export function gammaTerm(a: Operand, x: Operand): Tensor {
  return apply(gammaTermOp, [a, x]);
}

const gammaTermKernel: BinaryLoop = (n, a, aOffset, aStride, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = logGammaTermOf(a[aOffset + i * aStride], x[xOffset + i * xStride]);
};

const gammaTermOp = binary({
  name: 'gammaTerm',
  result: 'floating',
  definition: (a, x) => (a === 1 ? 0 : (a - 1) * Math.log(x)) - x - lgammaSeries(a),
  kernel: gammaTermKernel,
  derivative: {
    a: ({ a, b: x }) => sub(log(x), digamma(a)),
    b: ({ a, b: x }) => sub(div(sub(a, 1), where(equal(a, 1), 1, x)), 1),
  },
});
