// A recipe that keeps what it learned, and one that keeps what it was given: planted, so that a leak is known to be noticed.
import { LinearRegression } from '@hml/classic';
import { describeEstimator, type SupervisedRecipe } from '@hml/testing';

const kept: unknown[] = [];

/** The recipe, whose `fit` keeps something of every call. */
function keeping(options: object, what: (model: unknown, X: readonly (readonly number[])[]) => unknown): SupervisedRecipe {
  const recipe = new LinearRegression(options);
  const fit = (...data: Parameters<typeof recipe.fit>): unknown => {
    const model = recipe.fit(...data);
    kept.push(what(model, Object(data[0])));
    return model;
  };
  return new Proxy(recipe, { get: (target, name) => (name === 'fit' ? fit : Reflect.get(target, name)) });
}

describeEstimator('regressor', (options) => keeping(options, (model) => model));
describeEstimator('regressor', (options) => keeping(options, (_, X) => Float64Array.from(X.flat())));
