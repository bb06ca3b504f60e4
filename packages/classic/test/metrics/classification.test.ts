import { inspect } from 'node:util';
import { fc, test } from '@fast-check/vitest';
import { DataError, OptionError, ShapeError, tensor } from '@hml/tensor';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Warning } from '../../src/index.ts';
import { GaussianNB } from '../../src/index.ts';
import {
  accuracyScore,
  balancedAccuracyScore,
  classificationReport,
  cohenKappaScore,
  confusionMatrix,
  f1Score,
  fbetaScore,
  hammingLoss,
  jaccardScore,
  matthewsCorrcoef,
  multilabelConfusionMatrix,
  precisionRecallFscoreSupport,
  precisionScore,
  recallScore,
  UndefinedMetricWarning,
  zeroOneLoss,
} from '../../src/metrics/index.ts';
import { thrown } from '../samples.ts';

const names = ['ant', 'bee', 'cat', 'dog'];
const pairs = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 40 });
const shares = [precisionScore, recallScore, f1Score, jaccardScore];

/** What a share of a class is by its definition, counted from the samples. */
function naive(name: string, truth: readonly number[], predicted: readonly number[], k: number): number {
  const count = (test: (t: boolean, p: boolean) => boolean): number => truth.filter((t, i) => test(t === k, predicted[i] === k)).length;
  const [tp, fp, fn] = [count((t, p) => t && p), count((t, p) => !t && p), count((t, p) => t && !p)];
  const lower: Record<string, number> = {
    precisionScore: tp + fp,
    recallScore: tp + fn,
    f1Score: tp + (fp + fn) / 2,
    jaccardScore: tp + fp + fn,
  };
  return lower[name] === 0 ? 0 : tp / lower[name];
}

describe.each(shares.map((metric) => [metric.name, metric] as const))('%s', (name, metric) => {
  test.prop([pairs])('of each class is its definition, and averages are means of it', (rows) => {
    const [truth, predicted] = [rows.map(([t]) => t), rows.map(([, p]) => p)];
    const labels = [0, 1, 2, 3];
    const expected = labels.map((k) => naive(name, truth, predicted, k));
    const options = { labels, zeroDivision: 0 };
    const each = metric(truth, predicted, { ...options, average: 'none' });
    each.forEach((value, k) => {
      expect(value).toBeCloseTo(expected[k], 14);
    });
    expect(metric(truth, predicted, { ...options, average: 'macro' })).toBeCloseTo(expected.reduce((a, b) => a + b) / 4, 14);
    const weighted = expected.reduce((sum, value, k) => sum + value * truth.filter((t) => t === k).length, 0) / truth.length;
    expect(metric(truth, predicted, { ...options, average: 'weighted' })).toBeCloseTo(weighted, 14);
    const isTwo = (k: number): boolean => k === 2;
    expect(metric(truth.map(isTwo), predicted.map(isTwo), { zeroDivision: 0 })).toBeCloseTo(each[2], 14);
  });

  test.prop([pairs])('takes a sample of weight w for w samples', (rows) => {
    const repeated = rows.flatMap(([t, p, w]) => Array.from({ length: w }, () => [t, p]));
    for (const average of ['micro', 'macro', 'weighted'] as const) {
      const weighted = metric(
        rows.map(([t]) => t),
        rows.map(([, p]) => p),
        { average, zeroDivision: 1, sampleWeight: rows.map(([, , w]) => w) },
      );
      expect(weighted).toBeCloseTo(
        metric(
          repeated.map(([t]) => t),
          repeated.map(([, p]) => p),
          { average, zeroDivision: 1 },
        ),
        13,
      );
    }
  });

  test.prop([pairs])('does not care whether labels are text, numbers in arrays, typed arrays or tensors', (rows) => {
    const [truth, predicted] = [rows.map(([t]) => t), rows.map(([, p]) => p)];
    const options = { average: 'macro', zeroDivision: 0 } as const;
    const expected = metric(truth, predicted, options);
    expect(
      metric(
        truth.map((k) => names[k]),
        predicted.map((k) => names[k]),
        options,
      ),
    ).toBe(expected);
    expect(metric(Int32Array.from(truth), tensor(predicted), options)).toBe(expected);
  });

  test.prop([
    fc.array(fc.tuple(fc.array(fc.nat(1), { minLength: 3, maxLength: 3 }), fc.array(fc.nat(1), { minLength: 3, maxLength: 3 })), {
      minLength: 1,
      maxLength: 8,
    }),
  ])('of several labels per sample is the mean over samples, or over columns', (rows) => {
    const [truth, predicted] = [rows.map(([t]) => t), rows.map(([, p]) => p)];
    const ones = (row: readonly number[], other: readonly number[]): number => naive(name, [...row], [...other], 1);
    const columns = [0, 1, 2].map((k) =>
      ones(
        truth.map((row) => row[k]),
        predicted.map((row) => row[k]),
      ),
    );
    expect(metric(truth, predicted, { average: 'macro', zeroDivision: 0 })).toBeCloseTo(columns.reduce((a, b) => a + b) / 3, 14);
    const samples = truth.map((row, i) => ones(row, predicted[i])).reduce((a, b) => a + b) / rows.length;
    expect(metric(tensor(truth), predicted, { average: 'samples', zeroDivision: 0 })).toBeCloseTo(samples, 14);
  });

  it('says what stands in for a share of nothing', () => {
    const told: Warning[] = [];
    const given = { average: 'none', labels: [0, 1, 5], onWarning: (warning: Warning) => told.push(warning) } as const;
    expect(metric([0, 1], [0, 1], given)[2]).toBe(0);
    expect(told).toHaveLength(1);
    expect(told[0]).toBeInstanceOf(UndefinedMetricWarning);
    expect(told[0]).toMatchObject({ where: name, got: 'none; counted as 0' });
    expect(metric([0, 1], [0, 1], { ...given, zeroDivision: 1 })[2]).toBe(1);
    expect(metric([0, 1], [0, 1], { ...given, zeroDivision: Number.NaN })[2]).toBeNaN();
    expect(metric([0, 1], [0, 1], { ...given, average: 'macro', zeroDivision: Number.NaN })).toBe(1);
    expect(told).toHaveLength(1);
    expect(thrown(() => metric([0, 1], [0, 1], { zeroDivision: 2 }))).toMatchObject({ expected: '0, 1 or NaN' });
  });

  it('refuses what cannot be meant', () => {
    expect(thrown(() => metric([0, 1, 2], [0, 1, 2]))).toMatchObject({ where: name, what: "average 'binary' is for two classes" });
    expect(thrown(() => metric(['a', 'b'], ['a', 'b']))).toMatchObject({ fix: '{ posLabel: "b" } takes the last' });
    expect(thrown(() => metric([0, 1], [0, 1], { posLabel: 7 }))).toBeInstanceOf(OptionError);
    expect(thrown(() => metric([0, 1], [0, 1], { average: 'samples' }))).toMatchObject({
      what: "average 'samples' is for several labels per sample",
    });
    expect(thrown(() => Reflect.apply(metric, undefined, [[0], [0], { avarage: 'macro' }]))).toMatchObject({
      fix: "did you mean 'average'?",
    });
    expect(thrown(() => Reflect.apply(metric, undefined, [[0], [0], { average: 'mean' }]))).toMatchObject({ got: "the text 'mean'" });
    expect(thrown(() => metric([[1, 2]], [[0, 1]], { average: 'micro' }))).toMatchObject({ got: '2 in row 0, column 1' });
    expect(thrown(() => metric([[1, 0]], [1], { average: 'micro' }))).toMatchObject({ what: 'one has rows and the other not' });
  });
});

describe('labels', () => {
  it('are checked: length, emptiness, type, NaN', () => {
    expect(thrown(() => accuracyScore([1, 2], [1]))).toMatchObject({ got: 'yPred [1]', where: 'accuracyScore' });
    expect(thrown(() => accuracyScore([], []))).toBeInstanceOf(DataError);
    expect(thrown(() => accuracyScore([1, 'a'], [1, 'a']))).toMatchObject({ what: 'yTrue holds labels of several types' });
    expect(thrown(() => accuracyScore([1, 2], ['1', '2']))).toMatchObject({
      what: 'yPred holds labels of several types',
      fix: 'String(label) makes text of each',
    });
    expect(thrown(() => accuracyScore([Number.NaN], [1]))).toMatchObject({ got: 'NaN at index 0' });
    expect(thrown(() => confusionMatrix(JSON.parse('[[1, 0], [2, 1]]'), [1, 2]))).toBeInstanceOf(ShapeError);
    expect(thrown(() => confusionMatrix([1, 2], [1, 2], { labels: [1, 1] }))).toBeInstanceOf(OptionError);
  });

  it('come in ascending order: numbers by size, text by code points', () => {
    expect(confusionMatrix([10, 9, -1], [10, 9, -1]).labels).toEqual([-1, 9, 10]);
    expect(confusionMatrix(['\u{1F600}', '\uFF5E', 'b', 'ab', 'a'], ['b', 'b', 'b', 'b', 'b']).labels).toEqual([
      'a',
      'ab',
      'b',
      '\uFF5E',
      '\u{1F600}',
    ]);
    expect(confusionMatrix([true, false], [true, true]).labels).toEqual([false, true]);
    expect(precisionScore([true, false], [true, true])).toBe(0.5);
  });
});

describe('accuracyScore, zeroOneLoss, hammingLoss', () => {
  test.prop([pairs])('are the share of right predictions, of wrong ones, and the micro averages', (rows) => {
    const [truth, predicted, sampleWeight] = [rows.map(([t]) => t), rows.map(([, p]) => p), rows.map(([, , w]) => w)];
    const right = rows.filter(([t, p]) => t === p).length;
    expect(accuracyScore(truth, predicted)).toBe(right / rows.length);
    expect(accuracyScore(truth, predicted, { normalize: false })).toBe(right);
    expect(zeroOneLoss(truth, predicted, { sampleWeight })).toBeCloseTo(1 - accuracyScore(truth, predicted, { sampleWeight }), 14);
    expect(hammingLoss(truth, predicted)).toBe(zeroOneLoss(truth, predicted));
    for (const metric of [precisionScore, recallScore, f1Score])
      expect(metric(truth, predicted, { average: 'micro' })).toBeCloseTo(right / rows.length, 14);
    expect(recallScore(truth, predicted, { average: 'weighted', zeroDivision: 0 })).toBeCloseTo(right / rows.length, 14);
  });
});

describe('fbetaScore', () => {
  test.prop([pairs, fc.double({ min: 0.1, max: 10, noNaN: true })])(
    'is the weighted harmonic mean of precision and recall',
    (rows, beta) => {
      const [truth, predicted] = [rows.map(([t]) => t), rows.map(([, p]) => p)];
      const { precision, recall, fscore } = precisionRecallFscoreSupport(truth, predicted, { beta, zeroDivision: 0 });
      precision.forEach((P, k) => {
        const R = recall[k];
        expect(fscore[k]).toBeCloseTo(P + R === 0 ? 0 : ((1 + beta ** 2) * P * R) / (beta ** 2 * P + R), 13);
      });
    },
  );

  it('is precision for β = 0, recall for infinity, and needs a β', () => {
    const [truth, predicted] = [
      [1, 0, 1, 1],
      [1, 1, 0, 1],
    ];
    expect(fbetaScore(truth, predicted, { beta: 0 })).toBe(precisionScore(truth, predicted));
    expect(fbetaScore(truth, predicted, { beta: Number.POSITIVE_INFINITY })).toBe(recallScore(truth, predicted));
    expect(thrown(() => Reflect.apply(fbetaScore, undefined, [truth, predicted]))).toBeInstanceOf(OptionError);
    expect(thrown(() => fbetaScore(truth, predicted, { beta: -1 }))).toMatchObject({ got: '-1' });
  });
});

describe('confusionMatrix', () => {
  test.prop([pairs])('counts pairs of true and predicted classes', (rows) => {
    const { labels, counts } = confusionMatrix(
      rows.map(([t]) => names[t]),
      rows.map(([, p]) => names[p]),
      { sampleWeight: rows.map(([, , w]) => w) },
    );
    for (const [i, t] of labels.entries()) {
      for (const [j, p] of labels.entries()) {
        const expected = rows.filter((row) => names[row[0]] === t && names[row[1]] === p).reduce((sum, [, , w]) => sum + w, 0);
        expect(counts[i][j]).toBe(expected);
      }
    }
  });

  it('prints as a table and is plain data', () => {
    const matrix = confusionMatrix(['cat', 'dog', 'cat'], ['cat', 'cat', 'cat']);
    expect(String(matrix)).toBe('true \\ predicted  cat  dog\ncat                 2    0\ndog                 1    0');
    expect(JSON.parse(JSON.stringify(matrix))).toEqual({
      labels: ['cat', 'dog'],
      counts: [
        [2, 0],
        [1, 0],
      ],
    });
    expect(structuredClone({ ...matrix })).toEqual({ ...matrix });
    expectTypeOf(confusionMatrix(['a'], ['b']).labels).toEqualTypeOf<readonly ('a' | 'b')[]>();
    expect(String(confusionMatrix([0, 0, 1], [0, 1, 1], { normalize: 'all' }))).toContain('0.3333');
    expect(thrown(() => confusionMatrix([1], [1], { labels: [2] }))).toMatchObject({ what: 'none of the labels is ever true' });
    expect(thrown(() => Reflect.apply(confusionMatrix, undefined, [[1], [1], { normalize: 'rows' }]))).toBeInstanceOf(OptionError);
  });
});

describe('classificationReport', () => {
  const truth = ['cat', 'dog', 'cat', 'bird', 'dog'];
  const predicted = ['cat', 'cat', 'cat', 'bird', 'dog'];

  it('prints as a table', () => {
    expect(String(classificationReport(truth, predicted)).split('\n')).toEqual([
      '              precision  recall  f1-score  support',
      'bird               1.00    1.00      1.00        1',
      'cat                0.67    1.00      0.80        2',
      'dog                1.00    0.50      0.67        2',
      '',
      'accuracy                             0.80        5',
      'macro avg          0.89    0.83      0.82        5',
      'weighted avg       0.87    0.80      0.79        5',
    ]);
  });

  it('is plain data, with a micro average where not all classes are asked for', () => {
    const { classes, averages, accuracy } = JSON.parse(
      JSON.stringify(classificationReport(truth, predicted, { labels: ['cat', 'dog'], targetNames: ['C', 'D'] })),
    );
    expect(classes[1]).toEqual({ name: 'D', precision: 1, recall: 0.5, f1Score: 2 / 3, support: 2 });
    expect(averages.map(({ name }: { name: string }) => name)).toEqual(['micro avg', 'macro avg', 'weighted avg']);
    expect(accuracy).toBeUndefined();
    expect(
      classificationReport(
        [
          [1, 0],
          [0, 1],
        ],
        [
          [1, 1],
          [0, 1],
        ],
      ).averages.map(({ name }) => name),
    ).toEqual(['micro avg', 'macro avg', 'weighted avg', 'samples avg']);
    expect(thrown(() => classificationReport(truth, predicted, { targetNames: ['C'] }))).toMatchObject({
      expected: '3 targetNames, for bird, cat, dog',
    });
  });

  it('warns once for each share that is not defined', () => {
    const told: string[] = [];
    classificationReport([0, 1, 2], [0, 1, 1], { onWarning: ({ what }) => told.push(what) });
    expect(told).toEqual(['precision is not defined']);
  });
});

describe('multilabelConfusionMatrix', () => {
  const T = [
    [1, 0, 1],
    [0, 1, 0],
    [1, 1, 0],
    [0, 0, 1],
  ];
  const P = [
    [1, 1, 0],
    [0, 1, 0],
    [0, 1, 1],
    [0, 0, 1],
  ];
  const sampleWeight = [0.5, 2, 1, 1.5];
  const tables = (...args: Parameters<typeof multilabelConfusionMatrix>) => multilabelConfusionMatrix(...args).toArray();

  const weights = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 60 });
  test.prop([weights])('leaves exactly nothing where a class is in no cell, whatever the weights', (sampleWeight) => {
    const yTrue = sampleWeight.map((_, i) => 'ab'[i % 2]);
    const swapped = yTrue.map((label) => (label === 'a' ? 'b' : 'a'));
    const sums = ['a', 'b'].map((label) => sampleWeight.reduce((sum, w, i) => (yTrue[i] === label ? sum + w : sum), 0));
    const [ofA, ofB] = [
      [0, sums[1], sums[0], 0],
      [0, sums[0], sums[1], 0],
    ];
    const wrong = multilabelConfusionMatrix(yTrue, swapped, { sampleWeight }).toTypedArray();
    expect([wrong[0], wrong[3], wrong[4], wrong[7]]).toEqual([0, 0, 0, 0]);
    [...ofA, ...ofB].forEach((value, p) => {
      expect(wrong[p]).toBeCloseTo(value, 10);
    });
    for (const cell of multilabelConfusionMatrix(yTrue, yTrue.toReversed(), { sampleWeight }).toTypedArray())
      expect(cell).toBeGreaterThanOrEqual(0);
  });

  it('agrees with scikit-learn 1.2.1 on several labels per sample', () => {
    expect(tables(T, P)).toEqual([
      [
        [2, 0],
        [1, 1],
      ],
      [
        [1, 1],
        [0, 2],
      ],
      [
        [1, 1],
        [1, 1],
      ],
    ]);
    expect(tables(T, P, { sampleWeight })).toEqual([
      [
        [3.5, 0],
        [1, 0.5],
      ],
      [
        [1.5, 0.5],
        [0, 3],
      ],
      [
        [2, 1],
        [0.5, 1.5],
      ],
    ]);
    expect(tables(T, P, { labels: [2, 0] })).toEqual([
      [
        [1, 1],
        [1, 1],
      ],
      [
        [2, 0],
        [1, 1],
      ],
    ]);
  });

  it('with samplewise, too', () => {
    const weighted = tables(T, P, { samplewise: true, sampleWeight });
    expect(weighted).toEqual([
      [
        [0, 0.5],
        [0.5, 0.5],
      ],
      [
        [4, 0],
        [0, 2],
      ],
      [
        [0, 1],
        [1, 1],
      ],
      [
        [3, 0],
        [0, 1.5],
      ],
    ]);
    const two = tables(T, P, { samplewise: true, labels: [2, 0] });
    expect(two).toEqual([
      [
        [0, 0],
        [1, 1],
      ],
      [
        [2, 0],
        [0, 0],
      ],
      [
        [0, 1],
        [1, 0],
      ],
      [
        [1, 0],
        [0, 1],
      ],
    ]);
    expect(thrown(() => tables(['a', 'b'], ['a', 'a'], { samplewise: true }))).toMatchObject({
      what: "option 'samplewise' is for several labels per sample",
    });
  });

  it('agrees with scikit-learn 1.2.1 on several classes', () => {
    const [truth, predicted] = [
      ['cat', 'ant', 'cat', 'cat', 'ant', 'bird'],
      ['ant', 'ant', 'cat', 'cat', 'ant', 'cat'],
    ];
    expect(tables(truth, predicted)).toEqual([
      [
        [3, 1],
        [0, 2],
      ],
      [
        [5, 0],
        [1, 0],
      ],
      [
        [2, 1],
        [1, 2],
      ],
    ]);
    const some = tables(truth, predicted, { labels: ['bird', 'ant', 'dog'], sampleWeight: [1, 2, 1, 1, 0.5, 1] });
    expect(some).toEqual([
      [
        [5.5, 0],
        [1, 0],
      ],
      [
        [3, 1],
        [0, 2.5],
      ],
      [
        [6.5, 0],
        [0, 0],
      ],
    ]);
  });

  it('refuses misspelt options, and truth and prediction that do not fit', () => {
    expect(thrown(() => tables(T, P, Object({ sampleWise: true })))).toMatchObject({ fix: "did you mean 'samplewise'?" });
    expect(thrown(() => tables([1, 2], [1]))).toBeInstanceOf(ShapeError);
    expect(thrown(() => tables(T, [1, 0, 1, 0]))).toBeInstanceOf(DataError);
  });
});

describe('reports', () => {
  const reports = [confusionMatrix(['a', 'b', 'a'], ['a', 'b', 'b']), classificationReport(['a', 'b', 'a'], ['a', 'b', 'b'])];

  it('are tables where console.log shows them, also within something else', () => {
    for (const report of reports) {
      expect(inspect(report)).toBe(String(report));
      expect(inspect({ report })).toContain(String(report).split('\n')[1].trimEnd());
    }
    expect(inspect(reports[0])).toBe(['true \\ predicted  a  b', 'a                 1  1', 'b                 0  1'].join('\n'));
  });

  it('are frozen through and through, and go through JSON as plain data', () => {
    const parts = (value: unknown): unknown[] =>
      typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(parts)] : [];
    for (const report of reports) {
      expect(parts(report).length).toBeGreaterThan(3);
      for (const part of parts(report)) expect(Object.isFrozen(part)).toBe(true);
      expect(JSON.parse(JSON.stringify(report))).toEqual({ ...report });
    }
  });
});

describe('balancedAccuracyScore, cohenKappaScore, matthewsCorrcoef', () => {
  test.prop([pairs])('are the mean recall, agreement beyond chance, and a correlation', (rows) => {
    const [truth, predicted] = [rows.map(([t]) => t), rows.map(([, p]) => p)];
    const classes = [...new Set(truth)];
    const recalls = classes.map((k) => naive('recallScore', truth, predicted, k));
    expect(balancedAccuracyScore(truth, predicted, { onWarning: () => undefined })).toBeCloseTo(
      recalls.reduce((a, b) => a + b) / classes.length,
      13,
    );

    const n = rows.length;
    const share = (y: readonly number[], k: number): number => y.filter((label) => label === k).length / n;
    const chance = [0, 1, 2, 3].reduce((sum, k) => sum + share(truth, k) * share(predicted, k), 0);
    const kappa = cohenKappaScore(truth, predicted, { onWarning: () => undefined });
    if (chance < 1) expect(kappa).toBeCloseTo((accuracyScore(truth, predicted) - chance) / (1 - chance), 12);
    else expect(kappa).toBeNaN();

    // the correlation of the indicators of all classes
    const covariance = (a: readonly number[], b: readonly number[]): number =>
      [0, 1, 2, 3].reduce((sum, k) => sum + a.filter((label, i) => label === k && b[i] === k).length / n - share(a, k) * share(b, k), 0);
    const spread = covariance(truth, truth) * covariance(predicted, predicted);
    const expected = spread < 1e-12 ? 0 : covariance(truth, predicted) / Math.sqrt(spread);
    expect(matthewsCorrcoef(truth, predicted)).toBeCloseTo(expected, 12);
  });

  it('tell of classes that are never true, and of nothing to disagree about', () => {
    const told: Warning[] = [];
    const onWarning = (warning: Warning): number => told.push(warning);
    expect(balancedAccuracyScore(['a', 'b'], ['a', 'c'], { onWarning })).toBe(0.5);
    expect(cohenKappaScore([1, 1], [1, 1], { onWarning })).toBeNaN();
    expect(told.map(({ where, got }) => [where, got])).toEqual([
      ['balancedAccuracyScore', "no sample of the text 'c', which is left out"],
      ['cohenKappaScore', 'none; counted as NaN'],
    ]);
  });
});

describe('metrics of labels', () => {
  const metrics = [
    accuracyScore,
    balancedAccuracyScore,
    cohenKappaScore,
    confusionMatrix,
    f1Score,
    hammingLoss,
    matthewsCorrcoef,
    zeroOneLoss,
  ];
  it.each(metrics.map((metric) => [metric.name, metric] as const))('%s refuses probabilities in the place of labels', (name, metric) => {
    expect(thrown(() => metric([0, 1, 1], [0.2, 0.8, 0.9]))).toMatchObject({
      name: 'DataError',
      where: name,
      what: 'yPred holds a fraction, which is no label',
      got: '0.2 at index 0',
    });
    expect(thrown(() => metric([0.5, 1, 1], [1, 1, 1]))).toMatchObject({ what: 'yTrue holds a fraction, which is no label' });
  });

  it.each(metrics.map((metric) => [metric.name, metric] as const))('%s takes a column of any kind for a list', (_, metric) => {
    const [truth, predicted] = [
      [0, 1, 1, 0],
      [0, 1, 0, 0],
    ];
    const expected = metric(truth, predicted);
    const columns = [
      truth.map((label) => [label]),
      tensor(truth.map((label) => [label])),
      { data: truth, shape: [4, 1] as const },
      { y: truth },
    ];
    for (const column of columns) {
      expect(metric(column, predicted)).toEqual(expected);
      expect(
        metric(
          predicted.map((label) => [label]),
          column,
        ),
      ).toEqual(metric(predicted, truth));
    }
  });

  it('compare what fit and score of a classifier take', () => {
    const y = [[2], [1], [2], [1]];
    const model = new GaussianNB().fit([[0], [5], [1], [6]], y);
    expect(accuracyScore(y, model.predict([[0], [5], [1], [1]]))).toBe(0.75);
    expect(model.score([[0], [5], [1], [1]], y)).toBe(0.75);
    const large = 2 ** 53; // neighbours are one and the same
    for (const read of [() => accuracyScore([large], [large]), () => model.score([[0]], [large])])
      expect(thrown(read)).toMatchObject({ name: 'DataError', fix: 'give such labels as texts' });
  });

  it('refuse weights whose sum overflows', () => {
    expect(thrown(() => accuracyScore([0, 1], [0, 1], { sampleWeight: [1e308, 1e308] }))).toMatchObject({
      name: 'DataError',
      where: 'accuracyScore',
    });
  });
});
