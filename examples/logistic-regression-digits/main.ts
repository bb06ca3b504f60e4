// Handwritten digits of 8 by 8 pixels: logistic regression, each digit against the rest, and what it looks at.
import { trainTestSplit } from '@hml/classic/model-selection';
import { loadDigits } from '@hml/data/digits';
import { tensor } from '@hml/tensor';
import type { ExampleContext } from '../runner/example.ts';
import { runAlone } from '../runner/run-alone.ts';
import { percent, type Recognised, recognise } from './recognise.ts';

export const title = 'Handwritten digits: logistic regression, each against the rest';

const nTrain = 1348;

/** Learns the first three quarters of the images and recognises the last quarter. */
export default async function run(context: ExampleContext): Promise<Recognised> {
  const { X, y } = loadDigits();
  const [XTrain, XTest, yTrain, yTest] = trainTestSplit(tensor(X), y, { trainSize: nTrain, shuffle: false });
  context.text(`${X.length} images of 8 × 8 pixels: the first ${nTrain} to learn from, the others to see how well it went.`);
  const found = recognise(context, { X: XTrain, y: yTrain }, { X: XTest, y: yTest });
  context.result('right of the test set', percent(found.right.test, yTest.length));
  context.result('right of the training set', percent(found.right.train, yTrain.length));
  context.table(
    'Beside scikit-learn on the same images',
    ['images', 'ours', 'scikit-learn'],
    [
      ['test', found.right.test, 403],
      ['training', found.right.train, 1325],
    ],
  );
  return found;
}

await runAlone(import.meta.url, title, run);
