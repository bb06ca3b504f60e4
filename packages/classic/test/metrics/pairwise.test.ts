import { fc, test } from '@fast-check/vitest';
import { eigvalsh, OptionError, ShapeError, tensor } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import {
  cosineDistances,
  cosineSimilarity,
  euclideanDistances,
  haversineDistances,
  laplacianKernel,
  linearKernel,
  manhattanDistances,
  pairwiseDistances,
  polynomialKernel,
  rbfKernel,
} from '../../src/metrics/index.ts';
import { expectClose } from '../golden.ts';
import { thrown } from '../samples.ts';

const points = fc.array(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 });

describe('pairwiseDistances', () => {
  test.prop([points])('of a metric: zeros on the diagonal, the same both ways, no detour shorter', (X) => {
    for (const metric of ['euclidean', 'manhattan', 'chebyshev', 'hamming'] as const) {
      const table = pairwiseDistances(X, undefined, { metric }).toArray();
      table.forEach((row, i) => {
        expect(row[i]).toBe(0);
        row.forEach((value, j) => {
          expect(value).toBe(table[j][i]);
          for (const [k, other] of row.entries()) expect(value).toBeLessThanOrEqual(other + table[k][j] + 1e-12);
        });
      });
    }
  });

  test.prop([points, points])('has a name for each metric', (X, Y) => {
    const both = (metric: 'sqeuclidean' | 'manhattan' | 'cosine'): unknown => pairwiseDistances(X, Y, { metric }).toArray();
    expect(euclideanDistances(X, Y, { squared: true }).toArray()).toEqual(both('sqeuclidean'));
    expect(manhattanDistances(tensor(X), Y).toArray()).toEqual(both('manhattan'));
    expect(cosineDistances(X, Y).toArray()).toEqual(both('cosine'));
    const similar = cosineSimilarity(X, Y).toTypedArray();
    cosineDistances(X, Y)
      .toTypedArray()
      .forEach((value, i) => {
        expect(value).toBeCloseTo(1 - similar[i], 12);
      });
  });

  it('refuses points that do not fit and metrics that do not exist', () => {
    expect(thrown(() => pairwiseDistances([[1, 2]], [[1]]))).toMatchObject({ got: 'Y [1, 1]' });
    expect(thrown(() => Reflect.apply(pairwiseDistances, undefined, [[1, 2]]))).toBeInstanceOf(ShapeError);
    expect(thrown(() => Reflect.apply(pairwiseDistances, undefined, [[[1]], [[1]], { metric: 'l2' }]))).toMatchObject({
      what: "option 'metric' is out of range",
    });
    expect(thrown(() => pairwiseDistances([[1]], [[1]], { p: 1 }))).toBeInstanceOf(OptionError);
    expect(thrown(() => haversineDistances([[1, 2, 3]]))).toMatchObject({ expected: 'X [nSamples, 2]: latitude, longitude' });
  });

  it("pairwiseDistances with metric 'haversine' is haversineDistances, as in scikit-learn 1.2.1", () => {
    const [X, Y] = [
      [
        [0.1, 0.2],
        [0.5, -1],
      ],
      [
        [1, 1],
        [0, 0.2],
        [-0.3, 2],
      ],
    ];
    const table = pairwiseDistances(X, Y, { metric: 'haversine' });
    expect(table).toEqual(haversineDistances(X, Y));
    const expected = [1.0944238251806457, 0.1, 1.8188037894441418, 1.3632060171000633, 1.247178307332416, 2.903020640625707];
    expectClose(table.reshape([6]).toArray(), expected, { abs: 1e-14, rel: 1e-14 }, 'haversine');
    expect(pairwiseDistances(X, undefined, { metric: 'haversine' })).toEqual(haversineDistances(X));
    expect(thrown(() => pairwiseDistances([[1, 2, 3]], undefined, { metric: 'haversine' }))).toMatchObject({ where: 'pairwiseDistances' });
    expect(thrown(() => pairwiseDistances(X, Y, { metric: 'haversine', p: 2 }))).toMatchObject({ got: "2 for 'haversine'" });
  });

  it('haversineDistances stay right for near points and for the other side of the world', () => {
    expect(haversineDistances([[0.5, 1]], [[0.5 + 2 ** -30, 1]]).item() * 2 ** 30).toBeCloseTo(1, 12);
    expect(haversineDistances([[0, 0]], [[0, Math.PI]]).item()).toBeCloseTo(Math.PI, 14);
    expect(
      haversineDistances([
        [0, 0],
        [1, 1],
      ])
        .at(1, 1)
        .item(),
    ).toBe(0);
  });
});

describe('kernels', () => {
  test.prop([points])('are positive semidefinite', (X) => {
    for (const kernel of [linearKernel, rbfKernel, laplacianKernel, cosineSimilarity, polynomialKernel]) {
      const values = eigvalsh(kernel(X)).toTypedArray();
      const largest = Math.max(...values.map(Math.abs), 1);
      expect(values.every((value) => value > -1e-10 * largest)).toBe(true);
    }
  });

  it('refuse options out of range', () => {
    expect(thrown(() => rbfKernel([[1]], [[1]], { gamma: Number.NaN }))).toMatchObject({ where: 'rbfKernel', got: 'NaN' });
    expect(thrown(() => Reflect.apply(polynomialKernel, undefined, [[[1]], [[1]], { degre: 2 }]))).toMatchObject({
      fix: "did you mean 'degree'?",
    });
  });
});
