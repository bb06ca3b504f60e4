import { isTensor } from '@hml/tensor';
import type { Adapter } from './adapter.ts';
import { estimatorAdapter } from './estimator.ts';

/** The family `linear`: least squares and its kin, by class name. */
export const linearAdapter: Adapter = estimatorAdapter({
  featureNames: (fitted) => fitted.attribute('featureNamesOut'),
  nonZero: (fitted) => indicesOfNonZero(fitted.attribute('coef')),
  output: (fitted) => fitted.call('transform', fitted.data.X),
});

/** Where coefficients are not 0: in a vector, or in the rows of a matrix one after the other. */
function indicesOfNonZero(coef: unknown): number[] {
  const values = isTensor(coef) ? coef.toTypedArray() : coef instanceof Float64Array ? coef : [];
  return Array.from(values.keys()).filter((i) => values[i] !== 0);
}
