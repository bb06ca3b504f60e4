import type { Adapter } from './adapter.ts';
import { estimatorAdapter } from './estimator.ts';

/** The family `linear`: least squares and its kin, by class name. */
export const linearAdapter: Adapter = estimatorAdapter({
  nonZero: (fitted) => Array.from(fitted.numbers('coef'), (_, i) => i).filter((i) => fitted.numbers('coef')[i] !== 0),
});
