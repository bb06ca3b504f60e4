import { DataError, ShapeError, tensor } from '@hml/tensor';
import { csrOf, SparseMatrix } from '@hml/tensor/sparse';
import { describeEstimator } from '@hml/testing';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { StandardScaler } from '../../src/preprocessing/index.ts';
import { expectClose } from '../golden.ts';
import { bits, sampleData, thinned, thrown } from '../samples.ts';

describeEstimator('transformer', (options) => new StandardScaler(options), {
  allowNaN: true,
  maxSteps: 1,
  fingerprint: '0e811375',
  invariances: ['duplicated rows'],
});

describeEstimator('transformer', (options) => new StandardScaler({ withMean: false, ...options }), {
  allowNaN: true,
  sparse: true,
  maxSteps: 1,
  fingerprint: 'ba1833b7',
  invariances: ['duplicated rows', 'scaled columns'],
});

describe('StandardScaler on sparse rows', () => {
  const { X } = sampleData(30, 5, 3);
  const { dense, sparse } = thinned(X.map((row, i) => row.map((value, j) => [value, 7, 0, i === 4 ? Number.NaN : value, value + 1e9][j])));
  const sampleWeight = X.map((_, i) => i % 3);
  const recipe = new StandardScaler({ withMean: false });

  it('learns what it learns of dense ones, NaN and weights included', () => {
    for (const options of [{}, { sampleWeight }]) {
      const [a, b] = [recipe.fit(dense, options), recipe.fit(sparse, options)];
      for (const key of ['mean', 'var', 'scale', 'nSamplesSeen'] as const)
        expectClose([...b[key]], [...a[key]], { abs: 1e-12, rel: 1e-12 }, key);
      const batch = recipe.partialFit(thinned(X.slice(9)).sparse, b);
      expectClose([...batch.var], [...recipe.partialFit(thinned(X.slice(9)).dense, a).var], { abs: 1e-12, rel: 1e-12 }, 'var');
    }
    expect(recipe.fit(sparse).var).not.toEqual(recipe.fit(sparse, { sampleWeight }).var);
  });

  it('gives sparse rows back, of the kind they came in', () => {
    const model = recipe.fit(sparse);
    const Z = model.transform(sparse);
    expectTypeOf(Z).toEqualTypeOf<SparseMatrix>();
    expect(Z.nnz).toBe(sparse.nnz);
    expect(Z.toArray()).toEqual(model.transform(dense).toArray());
    expect(model.inverseTransform(Z).toArray()).toEqual(model.inverseTransform(model.transform(dense)).toArray());
    const { data: values, indices, indptr } = csrOf(sparse);
    const arrays = model.transform({ shape: [30, 5], indptr, indices, values });
    expect(arrays).toEqual({ shape: [30, 5], indptr, indices, values: csrOf(Z).data });
    expect(arrays.values).not.toBe(values);
    expect(thrown(() => model.transform(SparseMatrix.fromRows([[[0, 1]]], 4)))).toBeInstanceOf(ShapeError);
  });

  it('has no means to subtract from them', () => {
    const model = new StandardScaler().fit(dense);
    for (const f of [() => new StandardScaler().fit(sparse), () => model.transform(sparse), () => model.inverseTransform(sparse)])
      expect(thrown(f)).toMatchObject({ name: 'ShapeError', fix: expect.stringContaining('withMean: false') });
  });
});

describe('StandardScaler.fit', () => {
  it('by hand: of 1, 3, 5, 7 the mean is 4, the variance 5', () => {
    const model = new StandardScaler().fit([[1], [3], [5], [7]]);
    expect([model.mean[0], model.var[0], model.nSamplesSeen[0]]).toEqual([4, 5, 4]);
    expect(model.transform([[4], [4 + Math.sqrt(5)]]).toArray()).toEqual([[0], [1]]);
  });

  it('with withMean or withStd false leaves that part out', () => {
    const X = [[1], [3], [5], [7]];
    expect(
      new StandardScaler({ withMean: false })
        .fit(X)
        .transform([[Math.sqrt(5)]])
        .toArray(),
    ).toEqual([[1]]);
    expect(
      new StandardScaler({ withStd: false })
        .fit(X)
        .transform([[5]])
        .toArray(),
    ).toEqual([[1]]);
  });

  it.each([7, 0, 0.1, 1e6 + 0.1, 1e-9])('gives a column of %d alone scale 1', (value) => {
    const model = new StandardScaler().fit(Array.from({ length: 1000 }, () => [value]));
    expect(model.scale[0]).toBe(1);
    expect(Math.abs(Number(model.transform([[value]]).toArray()[0][0]))).toBeLessThan(1e-9);
  });

  it.each([true, false])('a part without weight adds nothing, the first must have some (withMean %s)', (withMean) => {
    const recipe = new StandardScaler({ withMean });
    const X = [
      [1, 0],
      [4, 2],
      [0, 7],
      [3, 1],
    ];
    const first = recipe.partialFit(X.slice(0, 2), undefined, { sampleWeight: [1, 2] });
    const rows = X.slice(2);
    for (const part of withMean ? [rows] : [rows, SparseMatrix.fromDense(tensor(rows))]) {
      const model = recipe.partialFit(part, first, { sampleWeight: [0, 0] });
      expect(bits(model)).toBe(bits(first));
    }
    expect(bits(recipe.fit(X, { sampleWeight: [1, 2, 0, 0] }))).toBe(bits(first));
    expect(thrown(() => recipe.partialFit(rows, undefined, { sampleWeight: [0, 0] }))).toMatchObject({ what: 'all weights are zero' });
    expect(thrown(() => recipe.partialFit(rows, first, { sampleWeight: [0, -1] }))).toBeInstanceOf(DataError);
  });

  it('leaves NaN out of the statistics and keeps it in transform', () => {
    const model = new StandardScaler().fit([[1], [Number.NaN], [3]]);
    expect([model.mean[0], model.nSamplesSeen[0]]).toEqual([2, 2]);
    expect(model.transform([[Number.NaN], [3]]).toArray()).toEqual([[Number.NaN], [1]]);
  });

  it('loses no digits to an offset of 1e9', () => {
    const model = new StandardScaler().fit([1, 2, 3, 4].map((value) => [1e9 + value]));
    expect(model.var[0]).toBe(1.25);
  });

  it('says that squares overflow rather than dividing by infinity', () => {
    expect(thrown(() => new StandardScaler().fit([[1e200], [-1e200]]))).toBeInstanceOf(DataError);
  });
});
