import { fc, test } from '@fast-check/vitest';
import { DataError, OptionError, ShapeError, tensor } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import type { Warning } from '../../src/index.ts';
import {
  auc,
  averagePrecisionScore,
  brierScoreLoss,
  calibrationCurve,
  detCurve,
  hingeLoss,
  logLoss,
  precisionRecallCurve,
  rocAucScore,
  rocCurve,
  topKAccuracyScore,
} from '../../src/metrics/index.ts';
import { thrown } from '../samples.ts';

const samples = fc
  .array(fc.tuple(fc.nat(1), fc.nat(5), fc.integer({ min: 1, max: 3 })), { minLength: 2, maxLength: 40 })
  .map((rows): [number, number, number][] => [...rows, [0, 2, 1], [1, 3, 1]]); // both classes occur

const truthOf = (rows: readonly (readonly number[])[]): number[] => rows.map(([label]) => label);
const scoresOf = (rows: readonly (readonly number[])[]): number[] => rows.map(([, score]) => score / 5);

describe('rocCurve', () => {
  test.prop([samples])('counts what lies at or above each threshold', (rows) => {
    const [truth, scores] = [truthOf(rows), scoresOf(rows)];
    const { fpr, tpr, thresholds } = rocCurve(truth, scores, { dropIntermediate: false });
    const share = (label: number, t: number): number => {
      const own = scores.filter((_, i) => truth[i] === label);
      return own.filter((score) => score >= t).length / own.length;
    };
    thresholds.forEach((t, i) => {
      expect(fpr[i]).toBeCloseTo(share(0, t), 14);
      expect(tpr[i]).toBeCloseTo(share(1, t), 14);
    });
    expect(thresholds[0]).toBe(Number.POSITIVE_INFINITY);
    expect(thresholds).toHaveLength(new Set(scores).size + 1);
    const { fpr: x, tpr: y } = rocCurve(truth, scores);
    expect(auc(x, y)).toBeCloseTo(auc(fpr, tpr), 13);
  });

  it('has NaN and a warning where a class is missing', () => {
    const told: Warning[] = [];
    const { fpr, tpr } = rocCurve([1, 1], [0.2, 0.4], { onWarning: (warning) => told.push(warning) });
    expect([...fpr]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect([...tpr]).toEqual([0, 0.5, 1]);
    expect(told.map(({ what }) => what)).toEqual(['the rate of false positives is not defined']);
  });

  it('wants to be told the positive class unless it can only be 1 or true', () => {
    expect([...rocCurve([-1, 1], [0, 1]).tpr]).toEqual([0, 1, 1]);
    expect([...rocCurve([false, true], [0, 1]).tpr]).toEqual([0, 1, 1]);
    expect([...rocCurve(['no', 'yes'], [0, 1], { posLabel: 'yes' }).tpr]).toEqual([0, 1, 1]);
    for (const labels of [
      [1, 2],
      [0, 2],
    ])
      expect(thrown(() => rocCurve(labels, [0, 1]))).toBeInstanceOf(OptionError);
    expect(thrown(() => rocCurve(['no', 'yes'], [0, 1]))).toMatchObject({ fix: '{ posLabel: "yes" } takes the last' });
    expect(thrown(() => rocCurve([0, 1, 2], [0, 1, 2]))).toMatchObject({ what: 'more than two classes' });
    expect(
      thrown(() =>
        Reflect.apply(rocCurve, undefined, [
          [0, 1],
          [
            [0.5, 0.5],
            [0.1, 0.9],
          ],
        ]),
      ),
    ).toMatchObject({ fix: 'give the column of the positive class, the last of predictProba' });
    expect(thrown(() => rocCurve([0, 1], [0, Number.NaN]))).toBeInstanceOf(DataError);
  });

  it('takes more samples than a call takes arguments', () => {
    const n = 300_000;
    const scores = Float64Array.from({ length: n }, (_, i) => ((i * 7919) % n) / n);
    const truth = Int32Array.from(scores, (score, i) => Number(score > 0.5 !== (i % 5 === 0)));
    expect(rocCurve(truth, scores, { dropIntermediate: false }).tpr).toHaveLength(n + 1);
    expect(precisionRecallCurve(truth, scores).recall).toHaveLength(n + 1);
    expect(rocAucScore(truth, scores, { maxFpr: 0.9 })).toBeCloseTo(0.8, 1);
  });
});

describe('rocAucScore', () => {
  test.prop([samples])('is the share of pairs in the right order, ties counting half', (rows) => {
    let [pairs, right] = [0, 0];
    for (const [a, s, v] of rows) {
      for (const [b, t, w] of rows) {
        if (a !== 1 || b !== 0) continue;
        pairs += v * w;
        right += v * w * (s > t ? 1 : s === t ? 0.5 : 0);
      }
    }
    const options = { sampleWeight: rows.map(([, , w]) => w) };
    expect(rocAucScore(truthOf(rows), scoresOf(rows), options)).toBeCloseTo(right / pairs, 12);
    expect(
      rocAucScore(
        truthOf(rows).map((label) => ['no', 'yes'][label]),
        tensor(scoresOf(rows)),
        options,
      ),
    ).toBeCloseTo(right / pairs, 12);
  });

  it('of several classes needs multiClass and probabilities', () => {
    const probabilities = [
      [0.5, 0.3, 0.2],
      [0.2, 0.5, 0.3],
      [0.1, 0.2, 0.7],
    ];
    expect(rocAucScore(['a', 'b', 'c'], probabilities, { multiClass: 'ovo' })).toBe(1);
    expect([...rocAucScore([0, 1, 2], probabilities, { multiClass: 'ovr', average: 'none' })]).toEqual([1, 1, 1]);
    expect(thrown(() => rocAucScore([0, 1, 2], probabilities))).toMatchObject({ what: 'more than two classes' });
    expect(
      thrown(() =>
        rocAucScore(
          [0, 1, 2],
          probabilities.map((row) => row.map((p) => 2 * p)),
          { multiClass: 'ovr' },
        ),
      ),
    ).toMatchObject({ expected: 'rows that sum to 1' });
    expect(thrown(() => rocAucScore([0, 1, 2], [1, 2, 3], { multiClass: 'ovr' }))).toBeInstanceOf(ShapeError);
    expect(thrown(() => rocAucScore([0, 1, 2], probabilities, { multiClass: 'ovo', average: 'none' }))).toBeInstanceOf(OptionError);
    expect(thrown(() => rocAucScore([0, 1, 2], probabilities, { multiClass: 'ovr', maxFpr: 0.5 }))).toBeInstanceOf(OptionError);
    expect(thrown(() => rocAucScore([0, 1, 1], probabilities, { multiClass: 'ovr', labels: [0, 1, 2] }))).toMatchObject({
      what: 'the area is not defined',
    });
    expect(thrown(() => rocAucScore([0, 1, 2], probabilities, { multiClass: 'ovr', labels: [2, 1, 0] }))).toMatchObject({
      expected: 'different labels in ascending order, all that occur among them',
    });
    expect(thrown(() => rocAucScore([1, 1], [0, 1]))).toBeInstanceOf(DataError);
    expect(thrown(() => rocAucScore([0, 1], [0, 1], { maxFpr: 0 }))).toBeInstanceOf(OptionError);
  });
});

describe('auc', () => {
  it('runs either way, and not back and forth', () => {
    expect(auc([1, 0.5, 0], [1, 1, 0])).toBe(0.75);
    expect(thrown(() => auc([0, 1, 0.5], [0, 1, 1]))).toMatchObject({ fix: 'sort the points by x' });
    expect(thrown(() => auc([0], [0]))).toBeInstanceOf(DataError);
    expect(thrown(() => auc([0, 1], [0]))).toBeInstanceOf(ShapeError);
  });
});

describe('precisionRecallCurve and averagePrecisionScore', () => {
  test.prop([samples])('count what lies at or above each threshold', (rows) => {
    const [truth, scores] = [truthOf(rows), scoresOf(rows)];
    const { precision, recall, thresholds } = precisionRecallCurve(truth, scores);
    const positives = truth.filter((label) => label === 1).length;
    thresholds.forEach((t, i) => {
      const found = truth.filter((_, at) => scores[at] >= t);
      const right = found.filter((label) => label === 1).length;
      expect(precision[i]).toBeCloseTo(right / found.length, 14);
      expect(recall[i]).toBeCloseTo(right / positives, 14);
    });
    expect([precision.at(-1), recall.at(-1)]).toEqual([1, 0]);
    const steps = [...thresholds].reduce((sum, _, i) => sum + (recall[i] - recall[i + 1]) * precision[i], 0);
    expect(averagePrecisionScore(truth, scores)).toBeCloseTo(steps, 13);
    const short = precisionRecallCurve(truth, scores, { dropIntermediate: true });
    expect([...short.thresholds].every((t) => thresholds.includes(t))).toBe(true);
    expect([short.recall[0], short.precision.at(-1)]).toEqual([recall[0], 1]);
  });

  it('count recall as 1 without positives, with a warning, and average over classes', () => {
    const told: Warning[] = [];
    expect(averagePrecisionScore([0, 0], [0.1, 0.2], { onWarning: (warning) => told.push(warning) })).toBe(0);
    expect(told).toHaveLength(1);
    const scores = [
      [0.5, 0.3, 0.2],
      [0.2, 0.5, 0.3],
      [0.1, 0.2, 0.7],
    ];
    expect(averagePrecisionScore(['a', 'b', 'c'], scores)).toBe(1);
    expect([...averagePrecisionScore([0, 1, 2], scores, { average: 'none' })]).toEqual([1, 1, 1]);
    expect(
      averagePrecisionScore(
        [
          [1, 0],
          [0, 1],
        ],
        [
          [0.9, 0.1],
          [0.2, 0.8],
        ],
        { average: 'micro' },
      ),
    ).toBe(1);
    expect(thrown(() => averagePrecisionScore(['a', 'b'], [0, 1]))).toBeInstanceOf(OptionError);
  });
});

describe('detCurve', () => {
  it('refuses a single class', () => {
    expect(thrown(() => detCurve([1, 1], [0, 1]))).toMatchObject({ got: 'only the positive one' });
  });
});

describe('logLoss, brierScoreLoss, hingeLoss, topKAccuracyScore, calibrationCurve', () => {
  it('puts a probability that is the edge of two quantiles where scikit-learn 1.2.1 does', () => {
    const p = [0.3543, 0.6227, 0.7566, 0.102];
    const { probTrue } = calibrationCurve(['a', 'a', 'a', 'b'], p, { posLabel: 'b', nBins: 3, strategy: 'quantile' });
    expect(probTrue).toEqual(Float64Array.of(1, 0, 0));
  });

  it('logLoss takes columns in the order of sorted text, one column of two, and indicators', () => {
    const expected = -(Math.log(0.9) + Math.log(0.6)) / 2;
    expect(
      logLoss(
        ['spam', 'ham'],
        [
          [0.1, 0.9],
          [0.6, 0.4],
        ],
      ),
    ).toBeCloseTo(expected, 14);
    expect(logLoss(['spam', 'ham'], [0.9, 0.4])).toBeCloseTo(expected, 14);
    expect(
      logLoss(
        [
          [0, 1],
          [1, 0],
        ],
        [
          [0.1, 0.9],
          [0.6, 0.4],
        ],
      ),
    ).toBeCloseTo(expected, 14);
    expect(logLoss([0, 1], [1, 0])).toBeCloseTo(36.04365338911715, 12);
    expect(logLoss([1, 1], [0.5, 0.5], { labels: [0, 1] })).toBeCloseTo(Math.LN2, 15);
  });

  it('logLoss scales rows to a sum of 1 and says so', () => {
    const told: Warning[] = [];
    expect(
      logLoss(
        [0, 1],
        [
          [0.5, 0.3],
          [0.1, 0.3],
        ],
        { onWarning: (warning) => told.push(warning) },
      ),
    ).toBeCloseTo(-(Math.log(5 / 8) + Math.log(3 / 4)) / 2, 14);
    expect(told.map(({ what }) => what)).toEqual(['rows do not sum to 1']);
    expect(thrown(() => logLoss([1, 1], [0.5, 0.5]))).toMatchObject({ fix: '{ labels: all the classes }' });
    expect(thrown(() => logLoss([0, 1], [0.5, 1.5]))).toMatchObject({ fix: 'give probabilities (predictProba), not decision values' });
    expect(
      thrown(() =>
        logLoss(
          [0, 1],
          [
            [0.5, 0.2, 0.3],
            [0.1, 0.1, 0.8],
          ],
        ),
      ),
    ).toBeInstanceOf(ShapeError);
  });

  it('the others refuse what they cannot take', () => {
    expect(thrown(() => brierScoreLoss([0, 1], [0.5, 2]))).toBeInstanceOf(DataError);
    expect(thrown(() => hingeLoss([1, 1], [0.5, 2]))).toMatchObject({ what: 'there is only one class', got: 'only 1' });
    expect(thrown(() => topKAccuracyScore([1, 1], [0.5, 2]))).toMatchObject({ what: 'there is only one class', got: 'only 1' });
    expect(thrown(() => topKAccuracyScore([0, 1, 2], [[1, 0, 0]]))).toBeInstanceOf(ShapeError);
    expect(thrown(() => topKAccuracyScore([0, 1], [1, 0], { k: 0 }))).toBeInstanceOf(OptionError);
    expect(thrown(() => calibrationCurve([0, 1], [0.5, 0.5], { nBins: 0 }))).toBeInstanceOf(OptionError);
    expect(thrown(() => Reflect.apply(calibrationCurve, undefined, [[0, 1], [0.5, 0.5], { strategy: 'equal' }]))).toBeInstanceOf(
      OptionError,
    );
    const told: Warning[] = [];
    expect(
      topKAccuracyScore(
        [0, 1, 2],
        [
          [0, 1, 2],
          [0, 1, 2],
          [2, 1, 0],
        ],
        { k: 3, onWarning: (warning) => told.push(warning) },
      ),
    ).toBe(1);
    expect(told).toHaveLength(1);
  });

  it('of equal scores the later class comes first', () => {
    expect(
      topKAccuracyScore(
        [0, 1, 2],
        [
          [1, 1, 1],
          [1, 1, 1],
          [1, 1, 1],
        ],
        { k: 1, normalize: false },
      ),
    ).toBe(1);
  });
});
