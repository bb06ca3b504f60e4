import { DataError } from '@hml/tensor';
import type { CenteredSamples } from './center.ts';

/** Coefficients in the units of the data. */
export interface Coefficients {
  /** $W$ [nOutputs, nFeatures], row-major. */
  readonly coef: Float64Array;
  /** $b$ [nOutputs]. */
  readonly intercept: Float64Array;
  /** False where an iteration ran out of steps before it found them. */
  readonly converged?: boolean;
}

/**
 * Undoes the centring: $w_j \leftarrow w_j u_j / u_y$ and $b = \bar y + \beta - \mu^{\top} w$, where $\beta$ is what the residuals add.
 *
 * @throws DataError if the coefficients overflow.
 */
export function inUnitsOfData(where: string, { X, Y }: CenteredSamples, W: Float64Array, shift?: Float64Array): Coefficients {
  const [d, k] = [X.d, Y.d];
  const coef = new Float64Array(k * d);
  const intercept = new Float64Array(k);
  for (let o = 0; o < k; o++) {
    let b = Y.mean[o] + (shift === undefined ? 0 : shift[o] / Y.unit[o]);
    for (let j = 0; j < d; j++) {
      coef[o * d + j] = (W[o * d + j] * X.unit[j]) / Y.unit[o];
      b -= coef[o * d + j] * X.mean[j];
    }
    intercept[o] = b;
  }
  if (coef.every(Number.isFinite) && intercept.every(Number.isFinite)) return { coef, intercept };
  throw new DataError({
    where,
    what: 'the coefficients overflow',
    expected: 'finite coefficients',
    got: 'infinite ones',
    fix: 'rescale X and y',
  });
}
