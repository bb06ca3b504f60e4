import { OptionError } from '@hml/tensor';
import { describeEstimator } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import { MinMaxScaler, MinMaxScalerModel } from '../../src/preprocessing/index.ts';
import { sampleData, thinned, thrown } from '../samples.ts';

describeEstimator('transformer', (options) => new MinMaxScaler(options), {
  allowNaN: true,
  maxSteps: 1,
  fingerprint: '56a960fb',
  invariances: ['duplicated rows', 'scaled columns', 'shifted columns'],
});

describe('MinMaxScaler.fit', () => {
  it('refuses sparse rows, whose zeros it would move, and names the scaler that does not', () => {
    const { dense, sparse } = thinned(sampleData(9, 2, 3).X);
    const model = new MinMaxScaler().fit(dense);
    for (const f of [() => new MinMaxScaler().fit(sparse), () => model.transform(sparse), () => model.inverseTransform(sparse)])
      expect(thrown(f)).toMatchObject({ name: 'ShapeError', fix: expect.stringContaining('StandardScaler({ withMean: false })') });
  });

  it('by hand: 2 to 6 become −1 to 1', () => {
    const model = new MinMaxScaler({ featureRange: [-1, 1] }).fit([[2], [6], [3]]);
    expect([model.dataMin[0], model.dataMax[0], model.scale[0], model.min[0]]).toEqual([2, 6, 0.5, -2]);
    expect(model.transform([[2], [4], [8]]).toArray()).toEqual([[-1], [0], [2]]);
  });

  it('keeps the ranges and counts the rows of all batches: data_range_ and n_samples_seen_ of scikit-learn 1.2.1', () => {
    const recipe = new MinMaxScaler();
    const first = recipe.fit([
      [1, Number.NaN, 5],
      [4, Number.NaN, 5],
    ]);
    const model = recipe.partialFit([[0, Number.NaN, 7]], first);
    expect([first.dataRange, first.nSamplesSeen]).toEqual([Float64Array.of(3, Number.NaN, 0), 2]);
    expect([model.dataRange, model.nSamplesSeen]).toEqual([Float64Array.of(4, Number.NaN, 2), 3]);
    const again = MinMaxScalerModel.fromJSON(JSON.parse(JSON.stringify(model)));
    expect([again.dataRange, again.nSamplesSeen]).toEqual([model.dataRange, 3]);
  });

  it('with clip cuts off what lies outside, but for NaN', () => {
    const model = new MinMaxScaler({ clip: true }).fit([[0], [10]]);
    expect(model.transform([[-5], [20], [Number.NaN]]).toArray()).toEqual([[0], [1], [Number.NaN]]);
  });

  it('shifts a constant column to the low end', () => {
    expect(
      new MinMaxScaler({ featureRange: [2, 3] })
        .fit([[7], [7]])
        .transform([[7], [8]])
        .toArray(),
    ).toEqual([[2], [3]]);
  });

  it.each([
    [1e9, 1e9 + 1e-6, 1048576, 1],
    [1, 1 + 2.0e-15, 1, 1.9984014443252818e-15],
    [1, 1 + 2.3e-15, 2 ** 52 / 10, 1],
    [0, 1e-170, 1, 1e-170],
    [-1e-16, 1e-16, 1, 2e-16],
  ])("takes a range for a constant's where scikit-learn does: %d to %d", (low, high, scale, last) => {
    const model = new MinMaxScaler().fit([[low], [high]]);
    expect(model.scale[0]).toBe(scale);
    expect(model.transform([[low], [high]]).toArray()).toEqual([[0], [last]]);
  });

  it('answers for a column that is missing throughout', () => {
    const model = new MinMaxScaler().fit([[Number.NaN], [Number.NaN]]);
    expect(model.transform([[0.5]]).toArray()).toEqual([[0.5]]);
    expect(JSON.stringify(model)).toContain('"dataMin":["Infinity"]');
  });

  it.each([[[1, 0]], [[0, 0]], [[0, Number.NaN]], [[0]], ['01']])('refuses featureRange %o', (featureRange) =>
    expect(thrown(() => new MinMaxScaler(Object({ featureRange })))).toBeInstanceOf(OptionError),
  );

  it('keeps a range of its own', () => {
    const featureRange: [number, number] = [0, 1];
    const recipe = new MinMaxScaler({ featureRange });
    featureRange[1] = 5;
    expect(recipe.options.featureRange).toEqual([0, 1]);
  });
});
