// MNIST's digits of 28 by 28 pixels: the program of logistic-regression-digits on images twelve times as large.
import { trainTestSplit } from '@hml/classic/model-selection';
import { readMnist } from '../data/read-mnist.ts';
import { percent, type Recognised, recognise } from '../logistic-regression-digits/recognise.ts';
import type { ExampleContext } from '../runner/example.ts';
import { runAlone } from '../runner/run-alone.ts';
import { type AllAtOnce, lambdas, recogniseAllAtOnce } from './all-at-once.ts';

export const title = 'MNIST: logistic regression, each digit against the rest and all at once';
export const onRequest = true; // it takes half a minute, and images that are not here

const nTrain = 6000;

/** Learns 6,000 images and recognises 2,000 others, in two ways; undefined where there are no images. */
export default async function run(context: ExampleContext): Promise<(Recognised & { readonly together: AllAtOnce }) | undefined> {
  const images = await readMnist();
  if (images === undefined) {
    context.text(
      'There are no images: set HML_DATA to a folder with mnist-subset/train-images-idx3-ubyte.gz and the three files beside it.',
    );
    return undefined;
  }
  const { test } = images;
  const [X, , y] = trainTestSplit(images.train.X, images.train.y, { trainSize: nTrain, shuffle: false });
  context.text(`${nTrain} images of 28 × 28 pixels to learn from, ${test.y.length} others to see how well it went.`);
  const found = recognise(context, { X, y }, test);
  context.result('right of the test set', percent(found.right.test, test.y.length));
  context.result('right of the training set', percent(found.right.train, nTrain));
  context.table(
    'Beside others, in percent',
    ['who', 'test', 'training'],
    [
      ['ours', ((100 * found.right.test) / test.y.length).toFixed(2), ((100 * found.right.train) / nTrain).toFixed(2)],
      ['scikit-learn on the same images', '89.45', '97.03'],
      ['scikit-learn on other images of MNIST, as many', '91.15', '96.93'],
      ['homemade-machine-learning on yet others', '90.45', '96.68'],
    ],
  );
  context.text(
    `One question of ten answers instead of ten questions, learned from all ${images.train.y.length} images, with the penalty that these images choose by three-fold cross-validation.`,
  );
  const together = recogniseAllAtOnce(context, images.train, test);
  context.table(
    'Right while held back',
    ['λ', 'images'],
    lambdas.map((lambda, i) => [lambda, together.heldBack[i]]),
  );
  context.result(`right of the test set, all digits at once, λ = ${together.lambda}`, percent(together.right, test.y.length));
  return { ...found, together };
}

await runAlone(import.meta.url, title, run);
