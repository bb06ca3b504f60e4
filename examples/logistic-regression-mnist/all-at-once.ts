import { LogisticRegression } from '@hml/classic/linear';
import { KFold, takeRows } from '@hml/classic/model-selection';
import { StandardScaler } from '@hml/classic/preprocessing';
import type { Digits } from '../logistic-regression-digits/recognise.ts';
import type { ExampleContext } from '../runner/example.ts';

/** What came out of asking one question of ten answers. */
export interface AllAtOnce {
  /** The strength of the penalty that recognised most of what was held back. */
  readonly lambda: number;
  /** For each strength, how many of the training images were right when they were held back. */
  readonly heldBack: readonly number[];
  /** How many images of the test set are right. */
  readonly right: number;
}

/** The strengths among which the training images decide. */
export const lambdas = [10, 30, 100, 300] as const;

/** All ten digits at once (softmax), with the penalty that three-fold cross-validation of the training images finds best. */
export function recogniseAllAtOnce(context: ExampleContext, train: Digits, test: Digits): AllAtOnce {
  const heldBack = lambdas.map(() => 0);
  let done = 0;
  for (const fold of new KFold({ nSplits: 3 }).split(train.y.length)) {
    const [seen, unseen] = [rowsOf(train, fold.train), rowsOf(train, fold.test)];
    for (const [i, lambda] of lambdas.entries()) {
      context.progress('penalty', ++done, 3 * lambdas.length);
      heldBack[i] += rightOf(seen, unseen, lambda);
    }
  }
  const lambda = lambdas[heldBack.indexOf(Math.max(...heldBack))];
  return { lambda, heldBack, right: rightOf(train, test, lambda) };
}

/** How many of `unseen` a model of `seen` has right. */
function rightOf(seen: Digits, unseen: Digits, lambda: number): number {
  const scaler = new StandardScaler().fit(seen.X);
  const model = new LogisticRegression({ C: 1 / lambda, maxIter: 1000 }).fit(scaler.transform(seen.X), seen.y);
  return model.predict(scaler.transform(unseen.X)).filter((digit, i) => digit === unseen.y[i]).length;
}

function rowsOf({ X, y }: Digits, rows: Int32Array): Digits {
  return { X: takeRows(X, rows), y: takeRows(y, rows) };
}
