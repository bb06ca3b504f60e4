import { describe, expect, it } from 'vitest';
import * as metrics from '../../src/metrics/index.ts';
import { thrown } from '../samples.ts';

const labels = [0, 1, 1, 0];
const scores = [0.1, 0.9, 0.8, 0.3];
const rows = [
  [1, 0, 0],
  [0, 1, 1],
];
const points = [[0, 1], [1, 1], [5, 6], [7, 6]]; // biome-ignore format: four points

/** What each metric compares; those that are not named compare labels. */
const samples: Readonly<Record<string, readonly unknown[]>> = {
  ...Object.fromEntries(
    ['averagePrecisionScore', 'brierScoreLoss', 'calibrationCurve', 'detCurve', 'hingeLoss', 'logLoss'].map((name) => [
      name,
      [labels, scores],
    ]),
  ),
  ...Object.fromEntries(['precisionRecallCurve', 'rocAucScore', 'rocCurve', 'topKAccuracyScore'].map((name) => [name, [labels, scores]])),
  ...Object.fromEntries(
    ['coverageError', 'dcgScore', 'labelRankingAveragePrecisionScore', 'labelRankingLoss', 'ndcgScore'].map((name) => [name, [rows, rows]]),
  ),
  ...Object.fromEntries(['silhouetteSamples', 'silhouetteScore'].map((name) => [name, [points, labels]])),
  ...Object.fromEntries(
    ['euclideanDistances', 'laplacianKernel', 'pairwiseDistances', 'polynomialKernel', 'rbfKernel', 'sigmoidKernel'].map((name) => [
      name,
      [points, points],
    ]),
  ),
  ...Object.fromEntries(
    ['d2TweedieScore', 'meanGammaDeviance', 'meanPoissonDeviance', 'meanTweedieDeviance'].map((name) => [name, [scores, scores]]),
  ),
};

/** Those that take two arguments and nothing more. */
const withoutOptions = [
  ...['adjustedRandScore', 'auc', 'calinskiHarabaszScore', 'completenessScore', 'contingencyMatrix', 'cosineDistances', 'cosineSimilarity'],
  ...[
    'daviesBouldinScore',
    'fowlkesMallowsScore',
    'haversineDistances',
    'homogeneityScore',
    'linearKernel',
    'manhattanDistances',
    'maxError',
  ],
  ...['mutualInfoScore', 'pairConfusionMatrix', 'randScore'],
];

/** What every metric with an option of this name needs beside it. */
const needed: Readonly<Record<string, object>> = { fbetaScore: { beta: 1 } };

const booleans: Readonly<Record<string, readonly string[]>> = {
  normalize: ['accuracyScore', 'logLoss', 'topKAccuracyScore', 'zeroOneLoss'],
  adjusted: ['balancedAccuracyScore'],
  dropIntermediate: ['precisionRecallCurve', 'rocCurve'],
  forceFinite: ['explainedVarianceScore', 'r2Score'],
  ignoreTies: ['dcgScore', 'ndcgScore'],
  samplewise: ['multilabelConfusionMatrix'],
  squared: ['euclideanDistances'],
};

const isClass = (value: object): boolean => String(value).startsWith('class');
const all = Object.entries(metrics)
  .filter(([name, value]) => !isClass(value) && !withoutOptions.includes(name))
  .map(
    ([name, metric]) =>
      [name, (options: object) => Reflect.apply(metric, undefined, [...(samples[name] ?? [labels, labels]), options])] as const,
  );

describe.each(all)('%s', (name, metric) => {
  it('refuses a misspelt option, before it looks at the samples', () => {
    const refused = { name: 'OptionError', where: name, what: "no option 'sampleWeigth'" };
    expect(thrown(() => metric({ ...needed[name], sampleWeigth: 1 }))).toMatchObject(refused);
    expect(thrown(() => Reflect.apply(Reflect.get(metrics, name), undefined, [[], [], { sampleWeigth: 1 }]))).toMatchObject(refused);
  });

  it('refuses what is no boolean in the place of one', () => {
    for (const [option, having] of Object.entries(booleans)) {
      for (const value of ['no', 0, null]) {
        const refused = { name: 'OptionError', where: name };
        const reason = having.includes(name) ? { what: `option '${option}' is out of range`, expected: 'true or false' } : {};
        expect(thrown(() => metric({ ...needed[name], [option]: value }))).toMatchObject({ ...refused, ...reason });
      }
      if (!having.includes(name)) continue;
      for (const value of name === 'multilabelConfusionMatrix' ? [false, undefined] : [true, false, undefined])
        expect(thrown(() => metric({ [option]: value }))).toBeUndefined();
    }
  });

  it('names what options take', () => {
    const wrong = { average: 'mean', k: 0, labels: [1, 1], nBins: 0, onWarning: 'no', p: -1, posLabel: 0.5, sampleWeight: 'none' };
    for (const [option, value] of Object.entries(wrong))
      expect(thrown(() => metric({ ...needed[name], [option]: value }))).toMatchObject({ name: 'OptionError', where: name });
  });
});

it('a misspelt choice is answered with the one that was meant', () => {
  expect(thrown(() => Reflect.apply(metrics.f1Score, undefined, [labels, labels, { average: 'macr' }]))).toMatchObject({
    fix: "did you mean 'macro'?",
  });
});

it('a warning of data is none of an undefined metric', () => {
  const told: unknown[] = [];
  const onWarning = (warning: unknown): void => void told.push(warning);
  metrics.logLoss(
    [0, 1],
    [
      [0.5, 0.4],
      [0.2, 0.8],
    ],
    { onWarning },
  );
  metrics.topKAccuracyScore([0, 1], [0.2, 0.8], { k: 2, onWarning });
  expect(told).toHaveLength(2);
  for (const warning of told) {
    expect(warning).toBeInstanceOf(metrics.DataWarning);
    expect(warning).not.toBeInstanceOf(metrics.UndefinedMetricWarning);
  }
});
