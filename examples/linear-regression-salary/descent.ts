import { LinearRegressionGD, type LinearRegressionGDModel } from '@hml/classic/linear';
import { StandardScaler } from '@hml/classic/preprocessing';
import { descend as followDescent } from '../runner/descend.ts';
import type { ExampleContext } from '../runner/example.ts';
import { inTableUnits, type Theta } from '../runner/table-units.ts';

/** What a descent came to, in units of the table. */
export interface Descent {
  readonly learningRate: number;
  readonly nIter: number;
  readonly converged: boolean;
  /** Intercept and slope. */
  readonly theta: Theta;
  readonly costHistory: Float64Array;
}

type Rows = readonly (readonly number[])[];

/**
 * Gradient descent on the years as they are. The second derivative of the cost has the eigenvalues 37 and 0.21, so the rate must stay
 * below 2 / 37 = 0.054, and along the flat direction each step mends 1 % of the error: many steps.
 */
export function descend(X: Rows, y: Float64Array, context: ExampleContext): Descent {
  const recipe = new LinearRegressionGD({ learningRate: 0.05, maxIter: 5000, tol: 1e-10 });
  const model = followDescent(recipe, X, y, context);
  return descentOf(recipe, model, [model.intercept, ...model.coef]);
}

/**
 * Gradient descent on standardised years $z = (x - \mu) / \sigma$. Now both eigenvalues are 1: every direction is equally steep, and each
 * step of rate 0.1 mends 10 % of the error. The line is brought back by $w = w_z / \sigma$ and $b = b_z - w \mu$.
 */
export function descendStandardized(X: Rows, y: Float64Array, context: ExampleContext): Descent {
  const scaler = new StandardScaler().fit(X);
  const recipe = new LinearRegressionGD({ learningRate: 0.1, maxIter: 1000, tol: 1e-10 });
  const model = followDescent(recipe, scaler.transform(X), y, context);
  return descentOf(recipe, model, inTableUnits(model, scaler));
}

function descentOf({ options }: LinearRegressionGD, model: LinearRegressionGDModel, theta: Theta): Descent {
  const { nIter, converged, costHistory } = model;
  return { learningRate: options.learningRate, nIter, converged, theta, costHistory };
}
