import { OptionError } from '../errors.ts';
import { inNameOf } from '../in-name-of.ts';
import { cholesky } from '../linalg/cholesky.ts';
import { less } from '../ops/less.ts';
import { tril } from '../ops/tril.ts';
import { where as choose } from '../ops/where.ts';
import { asFloating } from '../prepare.ts';
import type { TensorLike } from '../tensor.ts';
import { checkTensor } from './sample.ts';

/** The spread of a multivariate normal distribution, in one of three ways. */
export interface Spread {
  /** The covariance matrix $\Sigma$ [..., d, d]: symmetric, positive definite. */
  readonly covariance?: TensorLike;
  /** Its Cholesky factor L [..., d, d], $\Sigma = L L^\top$: its lower triangle, whatever lies above. Signs on its diagonal do not matter. */
  readonly cholesky?: TensorLike;
  /** The standard deviations [..., d] of independent elements: $\Sigma = \operatorname{diag}(\sigma^2)$. A negative one is none, and gives NaN. */
  readonly std?: TensorLike;
}

/** The Cholesky factor, or the standard deviations, from the one option that is given. */
export function scaleOf(
  where: string,
  { covariance, cholesky: factor, std }: { readonly [K in keyof Spread]-?: TensorLike | undefined },
): { readonly scale: TensorLike; readonly isStd: boolean } {
  const given = [covariance, factor, std].filter((value) => value !== undefined);
  if (given.length !== 1) {
    throw new OptionError({
      where,
      what: 'the spread of the distribution',
      expected: 'exactly one of covariance, cholesky and std',
      got: given.length === 0 ? 'none' : `${given.length} of them`,
    });
  }
  const [value] = given;
  const option = value === std ? 'std' : value === factor ? 'cholesky' : 'covariance';
  checkTensor(where, option, value);
  if (option !== 'std') return { scale: inNameOf(where, () => (option === 'cholesky' ? tril : cholesky)(value)), isStd: false };
  const [deviations] = asFloating(where, [value]); // integers have no NaN to choose, and bools no order
  return { scale: choose(less(deviations, 0), Number.NaN, deviations), isStd: true };
}
