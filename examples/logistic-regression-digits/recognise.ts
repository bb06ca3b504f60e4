import type { LogisticRegressionModel } from '@hml/classic/linear';
import { LogisticRegression } from '@hml/classic/linear';
import { takeRows } from '@hml/classic/model-selection';
import { StandardScaler } from '@hml/classic/preprocessing';
import type { Matrix } from '@hml/tensor';
import { type Figure, imageGrid, overlay } from '@hml/viz';
import { tenColors, verdictColors } from '../figures/colors.ts';
import { costCurve } from '../figures/cost-curve.ts';
import type { ExampleContext } from '../runner/example.ts';

/** Images of digits, an image per row, and what each shows. */
export interface Digits {
  readonly X: Matrix;
  readonly y: readonly number[];
}

/** What came out. */
export interface Recognised {
  readonly model: LogisticRegressionModel<number>;
  /** How many images of the training set, and of the test set, are right. */
  readonly right: { readonly train: number; readonly test: number };
  /** What the model says of each image of the test set. */
  readonly predicted: readonly number[];
  /** The mean cost of each digit's question before the first step and after each, penalty included. */
  readonly costs: readonly (readonly number[])[];
}

/** Strength of the penalty: $C = 1 / \lambda$. */
export const lambda = 10;

/**
 * Learns ten questions, "this digit or another?", and draws what was learnt. Pixels are brought to mean 0 and variance 1 by the statistics of
 * the training set alone.
 */
export function recognise(context: ExampleContext, train: Digits, test: Digits): Recognised {
  context.figure(
    imageGrid(first(32, train.X), { title: 'Some of the digits', captions: train.y.slice(0, 32).map(String) }),
    'Below each image stands what it shows.',
  );
  const scaler = new StandardScaler().fit(train.X);
  const [Z, ZTest] = [scaler.transform(train.X), scaler.transform(test.X)];
  const fit = new LogisticRegression({ multiClass: 'ovr', C: 1 / lambda, maxIter: 1000 }).steps(Z, train.y);
  const costs: number[][] = Array.from({ length: 10 }, () => []);
  for (const { classIndex = 0, cost } of fit) {
    if (costs[classIndex].length === 0) context.progress('digit', classIndex + 1, 10);
    costs[classIndex].push(cost);
  }
  const { model } = fit;
  const predicted = model.predict(ZTest);
  const right = {
    train: countRight(model.predict(Z), train.y),
    test: countRight(predicted, test.y),
  };
  context.figure(
    imageGrid(model.coef, { title: 'What each digit is recognised by', captions: model.classes.map(String) }),
    'The weights of each question. Ink where there is blue speaks for the digit, ink where there is orange against it.',
  );
  context.figure(costCurves(costs), 'Ten descents, a digit each; a round digit such as 0 is easy to tell from the rest, an 8 is hard.');
  context.figure(
    verdicts(test, predicted),
    'The first 64 images that the model has never seen. Below each stands the answer; where it is wrong, what the image shows follows in brackets.',
  );
  return { model, right, predicted, costs };
}

/** The first n images. */
function first(n: number, X: Matrix): Matrix {
  return takeRows(
    X,
    Int32Array.from({ length: n }, (_, i) => i),
  );
}

function countRight(predicted: readonly number[], y: readonly number[]): number {
  return predicted.filter((digit, i) => digit === y[i]).length;
}

function costCurves(costs: readonly (readonly number[])[]): Figure {
  const curves = costs.map((history, digit) => costCurve(history, { label: String(digit), color: tenColors[digit] }));
  return overlay(curves, { title: 'The falling costs', yLabel: 'Mean cost J, penalty included', yType: 'log' });
}

/** The first images of the test set: green where the answer is right, red where it is wrong. */
function verdicts({ X, y }: Digits, predicted: readonly number[]): Figure {
  const answers = predicted.slice(0, 64);
  return imageGrid(first(64, X), {
    title: 'Right and wrong',
    groups: answers.map((digit, i) => (digit === y[i] ? 'right' : 'wrong')),
    colors: verdictColors,
    captions: answers.map((digit, i) => (digit === y[i] ? String(digit) : `${digit} (${y[i]})`)),
  });
}

/** A share in percent, with the counts it is made of. */
export function percent(right: number, all: number): string {
  return `${((100 * right) / all).toFixed(2)} % (${right} of ${all})`;
}
