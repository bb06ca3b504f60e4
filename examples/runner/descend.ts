import type { MatrixLike, TargetsLike } from '@hml/classic';
import type { LinearRegressionGD, LinearRegressionGDModel } from '@hml/classic/linear';
import type { ExampleContext } from './example.ts';

/** Follows a descent step by step, as an animation would, and says how far it has come. */
export function descend(recipe: LinearRegressionGD, X: MatrixLike, y: TargetsLike, context: ExampleContext): LinearRegressionGDModel {
  const { learningRate, maxIter } = recipe.options;
  const run = recipe.steps(X, y);
  for (const { nIter } of run) context.progress(`gradient descent at rate ${learningRate}, iteration`, nIter, maxIter);
  return run.model;
}
