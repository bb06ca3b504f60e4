import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { BinaryLoop } from '../elementwise.ts';
import { logPoissonTermOf } from '../math/poisson-term.ts';
import type { Operand } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { digamma } from './digamma.ts';
import { div } from './div.ts';
import { equal } from './equal.ts';
import { lgammaSeries } from './lgamma.ts';
import { log } from './log.ts';
import { sub } from './sub.ts';
import { where } from './where.ts';

/**
 * The logarithm of a term of the Poisson distribution, for real $k > -1$: what the densities of the gamma, beta, Dirichlet, Poisson and
 * multinomial distributions are made of. Taken together, the three large numbers lose no digits to each other.
 *
 * $$ y = k \ln \lambda - \lambda - \ln\Gamma(k + 1), \qquad \bar k = \bar y\, (\ln \lambda - \psi(k + 1)),\; \bar\lambda = \bar y\, (\tfrac{k}{\lambda} - 1) $$
 *
 * At $k = 0$ it is $-\lambda$, also where λ is 0.
 */
export function poissonTerm(k: Operand, lambda: Operand): Tensor {
  return apply(poissonTermOp, [k, lambda]);
}

const poissonTermKernel: BinaryLoop = (n, k, kOffset, kStride, lambda, lambdaOffset, lambdaStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = logPoissonTermOf(k[kOffset + i * kStride], lambda[lambdaOffset + i * lambdaStride]);
};

const poissonTermOp = binary({
  name: 'poissonTerm',
  result: 'floating',
  definition: (k, lambda) => (k === 0 ? 0 : k * Math.log(lambda)) - lambda - lgammaSeries(k + 1),
  kernel: poissonTermKernel,
  derivative: {
    a: ({ a: k, b: lambda }) => sub(log(lambda), digamma(add(k, 1))),
    b: ({ a: k, b: lambda }) => sub(div(k, where(equal(k, 0), 1, lambda)), 1),
  },
});
