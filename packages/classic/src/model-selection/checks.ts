import { HmlError, OptionError, ShapeError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';

/** Refuses what cannot be fitted, such as a class in the place of a recipe, and a `y` without elements. */
export function checkFittable(where: string, recipe: unknown, y: unknown): void {
  if (typeof recipe !== 'object' || recipe === null || !('fit' in recipe) || typeof recipe.fit !== 'function') {
    const name = typeof recipe === 'function' ? recipe.name : '';
    throw new OptionError({
      where,
      what: 'the first argument is no recipe',
      expected: 'a recipe with fit, such as new LinearRegression()',
      got: name === '' ? describeValue(recipe) : `the class ${name}`,
      fix: name === '' ? undefined : `new ${name}()`,
    });
  }
  if (typeof y === 'object' && y !== null && 'length' in y) return;
  const promise = typeof y === 'object' && y !== null && 'then' in y;
  throw new ShapeError({
    where,
    what: `y is ${y === undefined ? 'missing' : 'not a vector'}`,
    expected: 'y [nSamples], one target per row of X',
    got: promise ? 'a promise' : describeValue(y),
    fix: promise ? 'await it' : undefined,
  });
}

/** Refuses a `cv` that is neither a number nor a splitter. */
export function checkSplitter(where: string, cv: unknown): void {
  if (typeof cv === 'number' || (typeof cv === 'object' && cv !== null && 'split' in cv)) return;
  const expected = 'the number of folds, or a splitter such as new KFold()';
  throw new OptionError({ where, what: "option 'cv' is out of range", expected, got: describeValue(cv) });
}

/**
 * What `scoring` gives. A metric in its place gets a model for true targets, and refuses it in its own name: that says how to call it.
 *
 * @throws OptionError if `scoring` is a metric.
 */
export function scoreOf<Arguments extends readonly unknown[]>(
  where: string,
  scoring: (...args: Arguments) => number,
  ...args: Arguments
): number {
  try {
    return scoring(...args);
  } catch (error) {
    if (!(error instanceof HmlError) || error.where !== scoring.name) throw error;
    throw new OptionError({
      where,
      what: "option 'scoring' is a metric",
      expected: '(model, X, y) => number',
      got: `${scoring.name}, which is called with yTrue and yPred`,
      fix: `(model, X, y) => ${scoring.name}(y, model.predict(X))`,
    });
  }
}
