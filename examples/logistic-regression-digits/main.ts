// Handwritten digits of 8 by 8 pixels: logistic regression, each digit against the rest, and what it looks at.
import { loadDigits } from '@hml/data/digits';
import type { ExampleContext } from '../runner/example.ts';
import { runAlone } from '../runner/run-alone.ts';
import { type Digits, percent, type Recognised, recognise } from './recognise.ts';

export const title = 'Handwritten digits: logistic regression, each against the rest';

const nTrain = 1348;

/** Learns the first three quarters of the images and recognises the last quarter. */
export default async function run(context: ExampleContext): Promise<Recognised> {
  const { X, y } = loadDigits();
  const digits = (from: number, to: number): Digits => ({
    X: { data: X.slice(from, to).flat(), shape: [to - from, 64] },
    y: y.slice(from, to),
  });
  const [train, test] = [digits(0, nTrain), digits(nTrain, X.length)];
  context.text(`${X.length} images of 8 × 8 pixels: the first ${nTrain} to learn from, the others to see how well it went.`);
  const found = recognise(context, train, test);
  context.result('right of the test set', percent(found.right.test, test.y.length));
  context.result('right of the training set', percent(found.right.train, train.y.length));
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
