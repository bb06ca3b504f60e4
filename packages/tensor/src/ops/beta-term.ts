import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { gammaTerm } from './gamma-term.ts';
import { log } from './log.ts';
import { sub } from './sub.ts';

/**
 * The logarithm of the density of the beta distribution, $(a - 1) \ln x + (b - 1) \ln(1 - x) - \ln \mathrm B(a, b)$ for $0 \le x \le 1$. With
 * $n = a + b$ it is
 *
 * $$ g(a, n x) + g(b, n (1 - x)) - g(n + 1, n) + \ln n, \qquad g(a, x) = (a - 1) \ln x - x - \ln\Gamma(a) $$
 *
 * where no term is much larger than the sum, however large a and b are.
 */
export function betaTerm(x: Tensor, a: Tensor, b: Tensor): Tensor {
  const n = add(a, b);
  const terms = add(gammaTerm(a, x, n), gammaTerm(b, sub(1, x), n));
  return add(sub(terms, gammaTerm(add(n, 1), n)), log(n));
}
