import { fc, test } from '@fast-check/vitest';
import { DataError, OptionError, ShapeError } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { coverageError, dcgScore, labelRankingAveragePrecisionScore, labelRankingLoss, ndcgScore } from '../../src/metrics/index.ts';
import { expectClose } from '../golden.ts';
import { thrown } from '../samples.ts';

const rows = fc.array(fc.tuple(fc.nat(3), fc.nat(4)), { minLength: 2, maxLength: 8 });

describe('dcgScore, ndcgScore', () => {
  it('dcgScore with logBase agrees with scikit-learn 1.2.1', () => {
    const relevance = [
      [3, 2, 0, 1],
      [1, 0, 2, 2],
    ];
    const scores = [
      [0.9, 0.1, 0.5, 0.3],
      [0.2, 0.2, 0.7, 0.1],
    ];
    const gains = [2, 4, Math.E, 10, 0.5].map((logBase) => dcgScore(relevance, scores, { logBase }));
    expectClose(
      gains,
      [3.89408555453965, 7.7881711090793, 5.617977918331703, 12.935872207520298, -3.89408555453965],
      { abs: 1e-14, rel: 1e-14 },
      'logBase',
    );
    const weighted = dcgScore(relevance, scores, { logBase: 10, k: 2, sampleWeight: [1, 3] });
    expectClose(weighted, 8.260301941355085, { abs: 1e-14, rel: 1e-14 }, 'weighted');
    expect(dcgScore(relevance, scores, { logBase: 2 })).toBe(dcgScore(relevance, scores));
    for (const logBase of [0, 1, -2, Infinity, Number.NaN])
      expect(thrown(() => dcgScore(relevance, scores, { logBase }))).toMatchObject({ what: "option 'logBase' is out of range" });
    expect(thrown(() => ndcgScore(relevance, scores, Object({ logBase: 2 })))).toBeInstanceOf(OptionError);
  });

  test.prop([rows])('are the mean over all orders of equal scores, and a share of the best order', (row) => {
    const [gains, scores] = [row.map(([gain]) => gain), row.map(([, score]) => score)];
    const expected = row.reduce((sum, [gain, score]) => {
      const [above, equal] = [scores.filter((other) => other > score).length, scores.filter((other) => other === score).length];
      const discounts = Array.from({ length: equal }, (_, r) => 1 / Math.log2(above + r + 2));
      return sum + (gain * discounts.reduce((a, b) => a + b)) / equal;
    }, 0);
    const best = gains.toSorted((a, b) => b - a).reduce((sum, gain, r) => sum + gain / Math.log2(r + 2), 0);
    expect(dcgScore([gains], [scores])).toBeCloseTo(expected, 12);
    expect(ndcgScore([gains], [scores])).toBeCloseTo(best === 0 ? 0 : expected / best, 12);
    expect(dcgScore([gains], [scores], { ignoreTies: true, k: 1 })).toBe(gains[scores.lastIndexOf(Math.max(...scores))]);
  });

  it('refuse negative relevance, one label, and places that are none', () => {
    expect(thrown(() => ndcgScore([[-1, 1]], [[0, 1]]))).toMatchObject({ what: 'a relevance is negative' });
    expect(thrown(() => ndcgScore([[1]], [[0]]))).toBeInstanceOf(DataError);
    expect(thrown(() => dcgScore([[1, 1]], [[0, 1]], { k: 0 }))).toBeInstanceOf(OptionError);
    expect(thrown(() => dcgScore([[1, 1]], [[0, 1, 2]]))).toBeInstanceOf(ShapeError);
  });
});

describe('labelRankingAveragePrecisionScore, labelRankingLoss, coverageError', () => {
  it('are 1, 0 and the number of labels for a perfect ranking, and by hand for a bad one', () => {
    const [truth, good, bad] = [[[1, 1, 0, 0]], [[4, 3, 2, 1]], [[1, 2, 3, 4]]];
    expect([labelRankingAveragePrecisionScore(truth, good), labelRankingLoss(truth, good), coverageError(truth, good)]).toEqual([1, 0, 2]);
    expect(labelRankingAveragePrecisionScore(truth, bad)).toBeCloseTo((1 / 3 + 2 / 4) / 2, 15);
    expect([labelRankingLoss(truth, bad), coverageError(truth, bad)]).toEqual([1, 4]);
  });

  it('call a sample with all or no labels perfect', () => {
    const scores = [
      [1, 2],
      [1, 2],
    ];
    expect(
      labelRankingAveragePrecisionScore(
        [
          [1, 1],
          [0, 0],
        ],
        scores,
      ),
    ).toBe(1);
    expect(
      labelRankingLoss(
        [
          [1, 1],
          [0, 0],
        ],
        scores,
      ),
    ).toBe(0);
    expect(
      coverageError(
        [
          [1, 1],
          [0, 0],
        ],
        scores,
      ),
    ).toBe(1);
    expect(thrown(() => coverageError([[2, 1]], [[1, 2]]))).toMatchObject({ what: 'yTrue is no matrix of zeros and ones' });
  });
});
