import { LabelEncoder } from '@hml/classic';
import type { Adapter } from './adapter.ts';
import { estimatorAdapter } from './estimator.ts';

const estimators = estimatorAdapter();

/** The family `preprocessing`: by class name; encoders of labels have a `y` for data. */
export const preprocessingAdapter: Adapter = (golden, seed) => {
  if (golden.algorithm !== 'LabelEncoder') return estimators(golden, seed);
  const { y, yTest } = golden.data;
  const encoder = new LabelEncoder(golden.params).fit(labelsOf(y));
  return { results: { classes: encoder.classes, train: encoder.transform(labelsOf(y)), test: encoder.transform(labelsOf(yTest)) } };
};

function labelsOf(y: unknown): string[] {
  return Array.isArray(y) ? y : [];
}
