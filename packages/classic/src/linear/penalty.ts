import type { Rule } from '../estimator/options.ts';

/** Which penalty keeps the weights small: on squares, on absolute values, on both, or null for none. */
export type Penalty = 'l2' | 'l1' | 'elasticnet' | null;

/** The rule of an option that names a penalty. */
export const isPenalty: Rule<Penalty> = {
  expected: "'l2', 'l1', 'elasticnet' or null",
  accepts: (value): value is Penalty => value === null || value === 'l2' || value === 'l1' || value === 'elasticnet',
  choices: ['l2', 'l1', 'elasticnet'],
};

/** The parts $\rho_1$ and $\rho_2$ of a penalty of strength $\alpha$: $\alpha (\rho_1 \lVert w \rVert_1 + \frac{\rho_2}{2} \lVert w \rVert^2)$. */
export function penaltyShares(penalty: Penalty, l1Ratio: number): { readonly l1: number; readonly l2: number } {
  if (penalty === null) return { l1: 0, l2: 0 };
  const l1 = penalty === 'l1' ? 1 : penalty === 'elasticnet' ? l1Ratio : 0;
  return { l1, l2: 1 - l1 };
}
