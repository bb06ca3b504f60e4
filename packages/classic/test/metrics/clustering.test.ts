import { fc, test } from '@fast-check/vitest';
import { DataError, OptionError, ShapeError, tensor } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import {
  adjustedMutualInfoScore,
  adjustedRandScore,
  calinskiHarabaszScore,
  completenessScore,
  contingencyMatrix,
  daviesBouldinScore,
  fowlkesMallowsScore,
  homogeneityCompletenessVMeasure,
  homogeneityScore,
  mutualInfoScore,
  normalizedMutualInfoScore,
  pairConfusionMatrix,
  randScore,
  silhouetteSamples,
  silhouetteScore,
  vMeasureScore,
} from '../../src/metrics/index.ts';
import { thrown } from '../samples.ts';

const divisions = fc.array(fc.tuple(fc.nat(3), fc.nat(4)), { minLength: 2, maxLength: 30 });
const comparisons = [
  randScore,
  adjustedRandScore,
  fowlkesMallowsScore,
  mutualInfoScore,
  normalizedMutualInfoScore,
  adjustedMutualInfoScore,
  vMeasureScore,
];

describe.each(comparisons.map((metric) => [metric.name, metric] as const))('%s', (name, metric) => {
  test.prop([divisions])('does not care what labels are called, which division comes first, or in which order samples come', (rows) => {
    const [u, v] = [rows.map(([a]) => a), rows.map(([, b]) => b)];
    const expected = metric(u, v);
    expect(
      metric(
        u.map((k) => ['z', 'a', 'q', 'b'][k]),
        tensor(v.map((k) => 7 - 2 * k)),
      ),
    ).toBeCloseTo(expected, 11);
    expect(metric(v, u)).toBeCloseTo(expected, 11);
    expect(metric(u.toReversed(), v.toReversed())).toBeCloseTo(expected, 11);
  });

  test.prop([fc.array(fc.nat(4), { minLength: 2, maxLength: 20 })])('is 1 (or the entropy) for the same division', (u) => {
    const n = u.length;
    const sizes = [...new Set(u)].map((k) => u.filter((other) => other === k).length);
    const entropy = -sizes.reduce((sum, size) => sum + (size / n) * Math.log(size / n), 0);
    const expected = name === 'mutualInfoScore' ? entropy : name === 'fowlkesMallowsScore' && sizes.length === n ? 0 : 1;
    expect(
      metric(
        u,
        u.map((k) => 10 - k),
      ),
    ).toBeCloseTo(expected, 12);
  });

  it('refuses lists of different lengths, and empty ones', () => {
    expect(thrown(() => metric([1, 2], [1]))).toMatchObject({ where: name, got: 'labelsPred [1]' });
    expect(thrown(() => metric([], []))).toBeInstanceOf(DataError);
  });
});

describe('pairConfusionMatrix, contingencyMatrix', () => {
  test.prop([divisions])('count pairs of samples, and samples in common', (rows) => {
    const counts = [
      [0, 0],
      [0, 0],
    ];
    rows.forEach(([a, b], i) => {
      rows.forEach(([c, d], j) => {
        if (i !== j) counts[Number(a === c)][Number(b === d)]++;
      });
    });
    const [u, v] = [rows.map(([a]) => a), rows.map(([, b]) => b)];
    expect(pairConfusionMatrix(u, v)).toEqual(counts);
    const [[tn, fp], [fn, tp]] = counts;
    expect(randScore(u, v)).toBeCloseTo((tn + tp) / (tn + fp + fn + tp), 14);
    const { classes, clusters, counts: table } = contingencyMatrix(u, v);
    const naive = classes.map((a) => clusters.map((b) => rows.filter(([c, d]) => a === c && b === d).length));
    expect(table).toEqual(naive);
  });
});

describe('adjustedRandScore, adjustedMutualInfoScore', () => {
  /** All orders of a list. */
  function orders(values: readonly number[]): number[][] {
    if (values.length < 2) return [[...values]];
    return values.flatMap((value, i) => orders(values.toSpliced(i, 1)).map((rest) => [value, ...rest]));
  }

  it.each([
    [
      [0, 0, 0, 1, 1, 2],
      [0, 0, 1, 1, 2, 3],
    ],
    [
      [0, 0, 1, 1, 1, 1],
      [0, 1, 1, 1, 0, 0],
    ],
  ])('are 0 in the mean over all orders: %j, %j', (u, v) => {
    const all = orders(v);
    for (const metric of [adjustedRandScore, adjustedMutualInfoScore]) {
      const mean = all.reduce((sum, order) => sum + metric(u, order), 0) / all.length;
      expect(Math.abs(mean)).toBeLessThan(1e-13);
    }
  });
});

describe('metrics of clusters', () => {
  it('take columns for lists, and refuse what is no label', () => {
    const [u, v] = [
      [0, 0, 1, 1],
      [1, 1, 0, 2],
    ];
    const columns = [u.map((label) => [label]), tensor(u.map((label) => [label]))];
    for (const column of columns) {
      expect(adjustedRandScore(column, v)).toBe(adjustedRandScore(u, v));
      expect(silhouetteScore([[0], [1], [5], [7]], column)).toBe(silhouetteScore([[0], [1], [5], [7]], u));
    }
    const X = [[0], [1], [5], [7]];
    for (const read of [(labels: number[]) => adjustedRandScore(u, labels), (labels: number[]) => silhouetteScore(X, labels)]) {
      expect(thrown(() => read([0, 0.5, 1, 1]))).toMatchObject({ name: 'DataError', got: '0.5 at index 1' });
      expect(thrown(() => read([0, 1]))).toMatchObject({ name: 'ShapeError' });
    }
    expect(thrown(() => Reflect.apply(adjustedRandScore, undefined, [u, undefined]))).toMatchObject({
      what: 'labelsPred is no list of labels',
    });
  });
});

describe('adjustedMutualInfoScore', () => {
  it.each(['arithmetic', 'geometric', 'min', 'max'] as const)(
    'is 0 where one side alone has no parts, or leaves nothing together (%s)',
    (averageMethod) => {
      const thirds = [0, 0, 1, 1, 2, 2];
      for (const other of [thirds.map(() => 0), thirds.map((_, i) => i)]) {
        expect(adjustedMutualInfoScore(other, thirds, { averageMethod })).toBe(0);
        expect(adjustedMutualInfoScore(thirds, other, { averageMethod })).toBe(0);
        expect(adjustedMutualInfoScore(other, other, { averageMethod })).toBe(1);
      }
      expect(adjustedMutualInfoScore([5, 5, -1], ['a', 'a', 'b'], { averageMethod })).toBe(1);
    },
  );
});

describe('homogeneityScore, completenessScore, vMeasureScore', () => {
  test.prop([divisions, fc.double({ min: 0, max: 5, noNaN: true })])('are shares of the entropies', (rows, beta) => {
    const [u, v] = [rows.map(([a]) => a), rows.map(([, b]) => b)];
    const both = homogeneityCompletenessVMeasure(u, v, { beta });
    expect(both.homogeneity).toBe(homogeneityScore(u, v));
    expect(both.completeness).toBeCloseTo(homogeneityScore(v, u), 12);
    expect(both.completeness).toBe(completenessScore(u, v));
    expect(both.vMeasure).toBe(vMeasureScore(u, v, { beta }));
    expect(vMeasureScore(u, v)).toBeCloseTo(normalizedMutualInfoScore(u, v), 12);
    for (const value of Object.values(both)) expect(value).toBeLessThanOrEqual(1 + 1e-12);
  });

  it('refuse options out of range', () => {
    expect(thrown(() => vMeasureScore([0, 1], [0, 1], { beta: -1 }))).toBeInstanceOf(OptionError);
    expect(thrown(() => Reflect.apply(normalizedMutualInfoScore, undefined, [[0], [0], { averageMethod: 'mean' }]))).toMatchObject({
      got: "the text 'mean'",
    });
    expect(normalizedMutualInfoScore([0, 0, 1, 1], [0, 0, 1, 2], { averageMethod: 'min' })).toBe(1);
  });
});

const points = fc
  .array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), fc.nat(2)), { minLength: 3, maxLength: 20 })
  .map((rows): [number, number, number][] => [...rows, [0, 1, 0], [2, 2, 1], [1, 0, 0]]);

describe('silhouetteSamples, calinskiHarabaszScore, daviesBouldinScore', () => {
  const distance = (a: readonly number[], b: readonly number[]): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

  test.prop([points])('are their definitions', (rows) => {
    const X = rows.map(([x, y]) => [x, y]);
    const labels = rows.map(([, , k]) => k);
    const clusters = [...new Set(labels)].sort();
    const members = clusters.map((k) => X.filter((_, i) => labels[i] === k));
    const naive = X.map((x, i) => {
      const own = X.filter((_, j) => labels[j] === labels[i] && j !== i);
      if (own.length === 0) return 0;
      const a = mean(own.map((other) => distance(x, other)));
      const b = Math.min(
        ...clusters.filter((k) => k !== labels[i]).map((k) => mean(X.filter((_, j) => labels[j] === k).map((other) => distance(x, other)))),
      );
      return a === b ? 0 : (b - a) / Math.max(a, b);
    });
    silhouetteSamples(X, labels).forEach((value, i) => {
      expect(Math.abs(value - naive[i])).toBeLessThan(1e-12);
    });
    expect(silhouetteScore(X, labels)).toBeCloseTo(mean(naive), 12);
    const table = X.map((a) => X.map((b) => distance(a, b)));
    expect(silhouetteScore(table, labels, { metric: 'precomputed' })).toBeCloseTo(mean(naive), 12);

    const centers = members.map((part) => [mean(part.map(([x]) => x)), mean(part.map(([, y]) => y))]);
    const center = [mean(X.map(([x]) => x)), mean(X.map(([, y]) => y))];
    const between = centers.reduce((sum, c, k) => sum + members[k].length * distance(c, center) ** 2, 0) / (clusters.length - 1);
    const within =
      members.reduce((sum, part, k) => sum + part.reduce((inner, x) => inner + distance(x, centers[k]) ** 2, 0), 0) /
      (X.length - clusters.length);
    if (within > 1e-9) expect(calinskiHarabaszScore(X, labels)).toBeCloseTo(between / within, 8);
    const spread = members.map((part, k) => mean(part.map((x) => distance(x, centers[k]))));
    const apart = clusters.flatMap((_, k) => clusters.slice(0, k).map((_, l) => distance(centers[k], centers[l])));
    if (within > 1e-9 && Math.min(...apart) > 1e-6) {
      const worst = clusters.map((_, k) =>
        Math.max(...clusters.flatMap((_, l) => (k === l ? [] : [(spread[k] + spread[l]) / distance(centers[k], centers[l])]))),
      );
      expect(daviesBouldinScore(X, labels)).toBeCloseTo(mean(worst), 8);
    }
  });

  it('have values where nothing is spread, and refuse one cluster or as many as samples', () => {
    const X = [[0], [0], [1], [1]];
    expect([calinskiHarabaszScore(X, [0, 0, 1, 1]), daviesBouldinScore(X, [0, 0, 1, 1])]).toEqual([1, 0]);
    expect([...silhouetteSamples(X, [0, 0, 1, 1])]).toEqual([1, 1, 1, 1]);
    for (const labels of [
      [0, 0, 0, 0],
      [0, 1, 2, 3],
    ])
      expect(thrown(() => silhouetteScore(X, labels))).toMatchObject({ expected: '2 to 3 clusters for 4 samples' });
    expect(thrown(() => silhouetteScore(X, [0, 1]))).toBeInstanceOf(ShapeError);
    expect(thrown(() => silhouetteScore(X, [0, 0, 1, 1], { metric: 'precomputed' }))).toMatchObject({ what: 'X holds no distances' });
    expect(thrown(() => Reflect.apply(silhouetteScore, undefined, [X, [0, 0, 1, 1], { metric: 'euclid' }]))).toMatchObject({
      what: "option 'metric' is out of range",
    });
    expect(thrown(() => silhouetteScore(X, [0, 0, 1, 1], { p: 3 }))).toBeInstanceOf(OptionError);
  });

  it('silhouettes in blocks are those of one block', () => {
    const n = 1500; // more distances than are held at once
    const X = Array.from({ length: n }, (_, i) => [(i * 7919) % 101, (i * 104729) % 97]);
    const labels = X.map(([x]) => Number(x > 50));
    const all = silhouetteSamples(X, labels);
    const table = X.map((a) => X.map((b) => distance(a, b)));
    silhouetteSamples(table, labels, { metric: 'precomputed' }).forEach((value, i) => {
      expect(Math.abs(value - all[i])).toBeLessThan(1e-12);
    });
  });
});
