import type { Adapter } from './adapter.ts';
import { autogradAdapter } from './autograd.ts';
import { autogradLinalgAdapter } from './autograd-linalg.ts';
import { datasetsAdapter } from './datasets.ts';
import { edgesAdapter } from './edges.ts';
import { estimatorAdapter } from './estimator.ts';
import { linearAdapter } from './linear.ts';
import { metricsAdapter } from './metrics.ts';
import { modelSelectionAdapter } from './model-selection.ts';
import { naiveBayesAdapter } from './naive-bayes.ts';
import { preprocessingAdapter } from './preprocessing.ts';
import { tensorAdapter } from './tensor.ts';
import { tensorLinalgAdapter } from './tensor-linalg.ts';

const adapters = new Map<string, Adapter>([
  ['autograd', autogradAdapter],
  ['autograd-linalg', autogradLinalgAdapter],
  ['datasets', datasetsAdapter],
  ['edges', edgesAdapter],
  ['linear', linearAdapter],
  ['metrics', metricsAdapter],
  ['model_selection', modelSelectionAdapter],
  ['naive_bayes', naiveBayesAdapter],
  ['preprocessing', preprocessingAdapter],
  ['tensor', tensorAdapter],
  ['tensor-linalg', tensorLinalgAdapter],
]);

/** Families whose algorithms are looked up among the exports of @hml/classic: no adapter of their own is needed so far. */
const classicFamilies = new Set(['anomaly', 'cluster', 'decomposition', 'ensemble', 'mixture', 'neighbors', 'svm', 'tree']);

const classicAdapter = estimatorAdapter();
const noAdapter: Adapter = () => ({ unmapped: 'the family has no adapter' });

/** The adapter of a family; cases of a family that has none are unmapped. */
export function adapterFor(family: string): Adapter {
  return adapters.get(family) ?? (classicFamilies.has(family) ? classicAdapter : noAdapter);
}
