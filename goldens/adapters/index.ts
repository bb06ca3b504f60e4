import type { Adapter } from './adapter.ts';
import { autogradAdapter } from './autograd.ts';
import { autogradLinalgAdapter } from './autograd-linalg.ts';
import { datasetsAdapter } from './datasets.ts';
import { edgesAdapter } from './edges.ts';
import { estimatorAdapter } from './estimator.ts';
import { linearAdapter } from './linear.ts';
import { metricsAdapter } from './metrics.ts';
import { naiveBayesAdapter } from './naive-bayes.ts';
import { tensorAdapter } from './tensor.ts';
import { tensorLinalgAdapter } from './tensor-linalg.ts';

const adapters = new Map<string, Adapter>([
  ['autograd', autogradAdapter],
  ['autograd-linalg', autogradLinalgAdapter],
  ['datasets', datasetsAdapter],
  ['edges', edgesAdapter],
  ['linear', linearAdapter],
  ['metrics', metricsAdapter],
  ['naive_bayes', naiveBayesAdapter],
  ['tensor', tensorAdapter],
  ['tensor-linalg', tensorLinalgAdapter],
]);

/** Families whose algorithms are looked up among the exports of @hml/classic: no adapter of their own is needed so far. */
const classicFamilies = new Set([
  'anomaly',
  'cluster',
  'decomposition',
  'ensemble',
  'mixture',
  'model_selection',
  'neighbors',
  'preprocessing',
  'svm',
  'tree',
]);

const classicAdapter = estimatorAdapter();
const noAdapter: Adapter = () => ({ unmapped: 'the family has no adapter' });

/** The adapter of a family; cases of a family that has none are unmapped. */
export function adapterFor(family: string): Adapter {
  return adapters.get(family) ?? (classicFamilies.has(family) ? classicAdapter : noAdapter);
}
