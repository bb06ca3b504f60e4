import { LinearRegressionGD } from '@hml/classic/linear';
import { descend as followDescent } from '../runner/descend.ts';
import type { ExampleContext } from '../runner/example.ts';

/** What a descent came to, in units of the table. */
export interface Descent {
  readonly learningRate: number;
  readonly nIter: number;
  readonly converged: boolean;
  /** Intercept and slope. */
  readonly theta: readonly [number, number];
  readonly costHistory: Float64Array;
}

type Rows = readonly (readonly number[])[];

/**
 * Gradient descent on the years as they are. The second derivative of the cost has the eigenvalues 37 and 0.21, so the rate must stay
 * below 2 / 37 = 0.054, and along the flat direction each step mends 1 % of the error: many steps.
 */
export function descend(X: Rows, y: Float64Array, context: ExampleContext): Descent {
  return descendWith(new LinearRegressionGD({ learningRate: 0.05, maxIter: 5000, tol: 1e-10 }), X, y, context);
}

/**
 * Gradient descent on standardised years $z = (x - \mu) / \sigma$. Now both eigenvalues are 1: every direction is equally steep, and each
 * step of rate 0.1 mends 10 % of the error. The line is brought back by $w = w_z / \sigma$ and $b = b_z - w \mu$.
 */
export function descendStandardized(X: Rows, y: Float64Array, context: ExampleContext): Descent {
  const mean = X.reduce((sum, [x]) => sum + x, 0) / X.length;
  const std = Math.sqrt(X.reduce((sum, [x]) => sum + (x - mean) ** 2, 0) / X.length);
  const Z = X.map(([x]) => [(x - mean) / std]);
  const found = descendWith(new LinearRegressionGD({ learningRate: 0.1, maxIter: 1000, tol: 1e-10 }), Z, y, context);
  const slope = found.theta[1] / std;
  return { ...found, theta: [found.theta[0] - slope * mean, slope] };
}

/** What a descent came to, with the rate it went at. */
function descendWith(recipe: LinearRegressionGD, X: Rows, y: Float64Array, context: ExampleContext): Descent {
  const { coef, intercept, nIter, converged, costHistory } = followDescent(recipe, X, y, context);
  return { learningRate: recipe.options.learningRate, nIter, converged, theta: [intercept, coef[0]], costHistory };
}
