import type { Adapter } from './adapter.ts';
import { estimatorAdapter } from './estimator.ts';

/** The family `naive_bayes`: by class name; its joint log likelihood is `predictJointLogProba`. */
export const naiveBayesAdapter: Adapter = estimatorAdapter({
  jointLogLikelihood: (fitted) => fitted.call('predictJointLogProba', fitted.data.XTest),
});
