import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { log } from './log.ts';
import { mul } from './mul.ts';
import { poissonTerm } from './poisson-term.ts';
import { sub } from './sub.ts';

/**
 * The logarithm of the density of the beta distribution, $(a - 1) \ln x + (b - 1) \ln(1 - x) - \ln \mathrm B(a, b)$ for $0 \le x \le 1$. With
 * $n = a + b$ it is
 *
 * $$ T(a - 1, n x) + T(b - 1, n (1 - x)) - T(n, n) + \ln n, \qquad T(k, \lambda) = k \ln \lambda - \lambda - \ln\Gamma(k + 1) $$
 *
 * where no term is much larger than the sum, however large a and b are.
 */
export function betaTerm(x: Tensor, a: Tensor, b: Tensor): Tensor {
  const n = add(a, b);
  const terms = add(poissonTerm(sub(a, 1), mul(n, x)), poissonTerm(sub(b, 1), mul(n, sub(1, x))));
  return add(sub(terms, poissonTerm(n, n)), log(n));
}
