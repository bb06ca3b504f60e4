import { fc, test } from '@fast-check/vitest';
import type { Matrix } from '@hml/tensor';
import { lstsq, matmul, svdvals, tensor, wrap } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { makeBlobs, makeCircles, makeClassification, makeMoons, makeRegression } from '../../src/generators/index.ts';

const seeds = fc.nat(1e6);
const generators = { makeBlobs, makeCircles, makeClassification, makeMoons, makeRegression };

/** The rows of a matrix, sorted, as text: what shuffling must not change. */
function sortedRows(X: Matrix): string[] {
  return X.toArray()
    .map((row) => row.join())
    .sort();
}

function counts(y: ArrayLike<number>): number[] {
  const found: number[] = [];
  for (const k of Array.from(y)) found[k] = (found[k] ?? 0) + 1;
  return found;
}

function column(X: Matrix, j: number): number[] {
  return X.toArray().map((row) => Number(row[j]));
}

function moments(values: readonly number[]): { mean: number; std: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, std: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

describe.each(Object.entries(generators))('%s', (name, generate) => {
  test.prop([seeds])('gives the same data for the same seed, others for another', (randomState) => {
    const [one, same, other] = [randomState, randomState, randomState + 1].map((seed) => generate({ randomState: seed, nSamples: 20 }));
    expect(one.X.toArray()).toEqual(same.X.toArray());
    expect(one.y).toEqual(same.y);
    expect(one.X.toArray()).not.toEqual(other.X.toArray());
  });

  it('shuffles samples and nothing else', () => {
    const ordered = generate({ nSamples: 40, shuffle: false, randomState: 3 });
    const shuffled = generate({ nSamples: 40, randomState: 3 });
    const cells = (X: Matrix): string[] =>
      X.toArray()
        .map((row) =>
          [...row]
            .map(Number)
            .sort((a, b) => a - b)
            .join(),
        )
        .sort();
    expect(cells(shuffled.X)).toEqual(cells(ordered.X));
    expect(Array.from(shuffled.y).sort()).toEqual(Array.from(ordered.y).sort());
    expect(shuffled.X.toArray()).not.toEqual(ordered.X.toArray());
  });

  it('refuses misspelt options, bad counts and bad seeds', () => {
    const call = (options: object) => () => Reflect.apply(generate, undefined, [options]);
    expect(call({ nSample: 3 })).toThrow("did you mean 'nSamples'?");
    expect(call({ nSamples: 0 })).toThrow("option 'nSamples' is out of range");
    expect(call({ randomState: -1 })).toThrow(/^make[\s\S]*option 'randomState' is out of range/);
    expect(call({ noise: -1, clusterStd: -1, flipY: -1 })).toThrow(/out of range|no option/);
    expect(name).toMatch(/^make/);
  });
});

describe('makeMoons and makeCircles', () => {
  test.prop([fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 })])('lie on their curves without noise', (a, b) => {
    const moons = makeMoons({ nSamples: [a, b] });
    moons.X.toArray().forEach(([x, y], i) => {
      const [u, v] = moons.y[i] === 0 ? [x, y] : [1 - x, 0.5 - y];
      expect(Math.hypot(u, v)).toBeCloseTo(1, 14);
      expect(v).toBeGreaterThanOrEqual(-1e-15);
    });
    const circles = makeCircles({ nSamples: [a, b], factor: 0.3 });
    circles.X.toArray().forEach(([x, y], i) => {
      expect(Math.hypot(x, y)).toBeCloseTo(circles.y[i] === 0 ? 1 : 0.3, 14);
    });
    for (const { y } of [moons, circles]) expect(counts(y)).toEqual([a, b]);
  });

  it('have noise of the standard deviation asked for, independent of the order', () => {
    const exact = makeMoons({ nSamples: 4000, shuffle: false });
    const noisy = makeMoons({ nSamples: 4000, shuffle: false, noise: 0.2, randomState: 5 });
    const { mean, std } = moments(noisy.X.sub(exact.X).toArray().flat().map(Number));
    expect(Math.abs(mean)).toBeLessThan((0.2 * 4) / Math.sqrt(8000));
    expect(Math.abs(std / 0.2 - 1)).toBeLessThan(4 / Math.sqrt(16000));
    expect(sortedRows(makeMoons({ nSamples: 100, noise: 0.2 }).X)).toEqual(
      sortedRows(makeMoons({ nSamples: 100, noise: 0.2, shuffle: false }).X),
    );
  });

  it('refuse what is no pair of sizes, and a circle that is not inside', () => {
    expect(() => makeMoons({ nSamples: [0, 0] })).toThrow('one sample at least');
    expect(() => Reflect.apply(makeMoons, undefined, [{ nSamples: [1, 2, 3] }])).toThrow("option 'nSamples' is out of range");
    expect(() => makeCircles({ factor: 1 })).toThrow("option 'factor' is out of range");
    expect(() => makeCircles({ noise: Number.NaN })).toThrow('a finite number, 0 or more');
  });
});

describe('makeBlobs', () => {
  test.prop([fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 })])(
    'shares samples out as equally as can be, about centers in the box',
    (nSamples, centers, nFeatures) => {
      const blobs = makeBlobs({ nSamples, centers, nFeatures, centerBox: [2, 3] });
      expect(blobs.X.shape).toEqual([nSamples, nFeatures]);
      expect(blobs.centers.shape).toEqual([centers, nFeatures]);
      expect(
        blobs.centers
          .toArray()
          .flat()
          .every((value) => value >= 2 && value < 3),
      ).toBe(true);
      const sizes = counts(blobs.y);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    },
  );

  it('have the means and standard deviations asked for', () => {
    const centers = [
      [0, 5],
      [100, -5],
    ];
    const { X, y } = makeBlobs({ nSamples: [5000, 3000], centers, clusterStd: [1, 3], randomState: 11 });
    centers.forEach((center, k) => {
      center.forEach((value, j) => {
        const { mean, std } = moments(column(X, j).filter((_, i) => y[i] === k));
        const [sigma, n] = k === 0 ? [1, 5000] : [3, 3000];
        expect(Math.abs(mean - value)).toBeLessThan((4 * sigma) / Math.sqrt(n));
        expect(Math.abs(std / sigma - 1)).toBeLessThan(4 / Math.sqrt(2 * n));
      });
    });
  });

  it('takes centers as a tensor, as many as nSamples by default, and refuses lists that do not fit', () => {
    expect(makeBlobs({ centers: tensor([[1, 2, 3]]) }).X.shape).toEqual([100, 3]);
    expect(counts(makeBlobs({ nSamples: [2, 3, 4, 5] }).y)).toEqual([2, 3, 4, 5]);
    expect(() => makeBlobs({ nSamples: [1, 2], centers: 3 })).toThrow('one for each of 3 centers');
    expect(() => makeBlobs({ clusterStd: [1, 2] })).toThrow("option 'clusterStd' is out of range");
    expect(() => makeBlobs({ centers: [[1], [2, 3]] })).toThrow('rows of equal length');
    expect(() => makeBlobs({ centerBox: [1, 1] })).toThrow('the lower first');
  });
});

describe('makeClassification', () => {
  test.prop([fc.integer({ min: 1, max: 60 }), fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 2 }), seeds])(
    'gives each class its share of samples',
    (nSamples, nClasses, nClustersPerClass, randomState) => {
      const { y } = makeClassification({ nSamples, nInformative: 3, nClasses, nClustersPerClass, flipY: 0, randomState });
      const sizes = Array.from({ length: nClasses }, (_, k) => y.filter((label) => label === k).length);
      expect(y).toHaveLength(nSamples);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(nClustersPerClass);
    },
  );

  it('puts informative, redundant, repeated and useless features in this order without shuffle', () => {
    const { X, y } = makeClassification({
      nSamples: 300,
      nFeatures: 12,
      nInformative: 3,
      nRedundant: 2,
      nRepeated: 2,
      shuffle: false,
      randomState: 2,
    });
    const data = X.toArray().map((row) => row.map(Number));
    const known = data.map((row) => row.slice(0, 5).map(String));
    for (const j of [5, 6]) expect([0, 1, 2, 3, 4].some((k) => data.every((row, i) => String(row[j]) === known[i][k]))).toBe(true);
    const informative = tensor(data.map((row) => row.slice(0, 3)));
    const redundant = tensor(data.map((row) => row.slice(3, 5)));
    const { x } = lstsq(informative, redundant);
    expect(
      matmul(informative, x)
        .sub(redundant)
        .toTypedArray()
        .every((value) => Math.abs(value) < 1e-10),
    ).toBe(true);
    for (let j = 7; j < 12; j++) {
      const { mean, std } = moments(column(X, j));
      expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(300));
      expect(Math.abs(std - 1)).toBeLessThan(4 / Math.sqrt(600));
    }
    expect(new Set(y)).toEqual(new Set([0, 1]));
  });

  it('has the centers of its clusters at different corners of the cube', () => {
    const nClasses = 8;
    const { X, y } = makeClassification({
      nSamples: 8000,
      nFeatures: 3,
      nInformative: 3,
      nRedundant: 0,
      nClasses,
      nClustersPerClass: 1,
      flipY: 0,
      classSep: 10,
      randomState: 4,
    });
    const corners = Array.from({ length: nClasses }, (_, k) =>
      [0, 1, 2].map((j) => moments(column(X, j).filter((_, i) => y[i] === k)).mean),
    );
    for (const corner of corners) for (const value of corner) expect(Math.abs(Math.abs(value) - 10)).toBeLessThan(0.3);
    expect(new Set(corners.map((corner) => corner.map(Math.sign).join())).size).toBe(8);
    const wide = makeClassification({
      nSamples: 64,
      nFeatures: 40,
      nInformative: 40,
      nRedundant: 0,
      nClasses: 64,
      nClustersPerClass: 1,
      flipY: 0,
    });
    expect(counts(wide.y)).toEqual(Array.from({ length: 64 }, () => 1));
  });

  it('flips the share of labels that is asked for, weighs classes, shifts and scales', () => {
    const base = { nSamples: 5000, shuffle: false, randomState: 9 } as const;
    const clean = makeClassification({ ...base, flipY: 0 });
    const { y } = makeClassification({ ...base, flipY: 0.4 });
    const changed = y.filter((label, i) => label !== clean.y[i]).length / 5000;
    expect(Math.abs(changed - 0.2)).toBeLessThan(4 * Math.sqrt(0.16 / 5000)); // half of what is drawn anew stays
    expect(counts(makeClassification({ ...base, flipY: 0, weights: [0.9] }).y)).toEqual([4500, 500]);
    const moved = makeClassification({ ...base, flipY: 0, shift: 2, scale: 10 });
    expect(moved.X.at(7, 3).item()).toBe((clean.X.at(7, 3).item() + 2) * 10);
    const { X } = makeClassification({ ...base, shift: 'random', scale: 'random' });
    expect(column(X, 10).some((value) => Math.abs(value) > 5)).toBe(true);
  });

  it('refuses what cannot be', () => {
    expect(() => makeClassification({ nFeatures: 3 })).toThrow('more features than there are');
    expect(() => makeClassification({ nClasses: 3 })).toThrow('more clusters than corners');
    expect(() => makeClassification({ weights: [0.9, 0.2] })).toThrow("option 'weights' is out of range");
    expect(() => makeClassification({ shift: [1, 2] })).toThrow('one for each of 20 features');
  });
});

describe('makeRegression', () => {
  test.prop([
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 0, max: 14 }),
    fc.integer({ min: 1, max: 3 }),
    seeds,
  ])('is exactly linear without noise, in as many features as asked for', (nSamples, nFeatures, nInformative, nTargets, randomState) => {
    const { X, y, coef } = makeRegression({ nSamples, nFeatures, nInformative, nTargets, bias: 7, randomState });
    const W = coef instanceof Float64Array ? wrap(coef, [1, nFeatures]) : coef;
    const targets = y instanceof Float64Array ? wrap(y, [nSamples, 1]) : y;
    const rest = matmul(X, W.T).add(7).sub(targets).toTypedArray();
    expect(rest.every((value) => Math.abs(value) < 1e-10)).toBe(true);
    for (const row of W.toArray()) expect(row.filter((w) => w !== 0)).toHaveLength(Math.min(nInformative, nFeatures));
  });

  it('has noise of the standard deviation asked for', () => {
    const { X, y, coef } = makeRegression({ nSamples: 4000, nFeatures: 5, noise: 3, randomState: 1 });
    const errors = matmul(X, wrap(coef, [5, 1]))
      .toTypedArray()
      .map((value, i) => y[i] - value);
    const { mean, std } = moments([...errors]);
    expect(Math.abs(mean)).toBeLessThan(12 / Math.sqrt(4000));
    expect(Math.abs(std / 3 - 1)).toBeLessThan(4 / Math.sqrt(8000));
  });

  it('has the singular values of its effective rank', () => {
    const [effectiveRank, tailStrength] = [4, 0.1];
    const { X } = makeRegression({ nSamples: 30, nFeatures: 12, effectiveRank, tailStrength, shuffle: false });
    const values = svdvals(X).toTypedArray();
    values.forEach((value, i) => {
      const expected = (1 - tailStrength) * Math.exp(-((i / effectiveRank) ** 2)) + tailStrength * Math.exp((-0.1 * i) / effectiveRank);
      expect(Math.abs(value - expected)).toBeLessThan(1e-12);
    });
    expect(() => makeRegression({ effectiveRank: 0 })).toThrow("option 'effectiveRank' is out of range");
    expect(() => makeRegression({ tailStrength: 2 })).toThrow('from 0 to 1');
  });
});
