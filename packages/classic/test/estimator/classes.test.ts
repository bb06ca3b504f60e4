import { DataError, OptionError, ShapeError } from '@hml/tensor';
import { SparseMatrix } from '@hml/tensor/sparse';
import { describe, expect, it } from 'vitest';
import {
  asLabels,
  asMatrix,
  designInPieces,
  drain,
  either,
  isClassWeight,
  listOf,
  loadModel,
  numberFrom,
  oneOf,
  resolve,
  weighClasses,
} from '../../src/index.ts';
import { LinearRegression, LinearRegressionModel } from '../../src/linear/index.ts';
import { takeRows, trainTestSplit } from '../../src/model-selection/index.ts';
import { GaussianNBModel } from '../../src/naive-bayes/index.ts';
import { thrown } from '../samples.ts';

describe('weighClasses', () => {
  const labels = asLabels('f', ['a', 'a', 'a', 'b'], 4);

  it('by hand: balanced classes weigh the same together', () => {
    expect(weighClasses('f', labels, undefined, 'balanced')).toEqual(Float64Array.of(2 / 3, 2 / 3, 2 / 3, 2));
    expect(weighClasses('f', labels, Float64Array.of(1, 2, 3, 4), new Map([['b', 10]]))).toEqual(Float64Array.of(1, 2, 3, 40));
    expect(weighClasses('f', labels, undefined, undefined)).toBeUndefined();
  });

  it('takes a map of more labels than occur, but none that leaves one out for another', () => {
    const more = new Map<string, number>([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    expect(weighClasses('f', labels, undefined, more)?.[3]).toBe(2);
    expect(
      thrown(() =>
        weighClasses(
          'f',
          labels,
          undefined,
          new Map([
            ['a', 1],
            ['B', 2],
          ]),
        ),
      ),
    ).toMatchObject({ got: 'B' });
    expect(
      thrown(() =>
        weighClasses(
          'f',
          labels,
          undefined,
          new Map([
            ['a', 0],
            ['b', 0],
          ]),
        ),
      ),
    ).toBeInstanceOf(DataError);
  });

  it('has a rule that copies the map', () => {
    const given = new Map([['a', 1]]);
    const copied = isClassWeight.copy?.(given);
    given.set('a', 5);
    expect(copied).toEqual(new Map([['a', 1]]));
  });
});

describe('the rules of options', () => {
  const rules = { solver: oneOf('cholesky', 'svd'), alpha: either(numberFrom(0), listOf(numberFrom(0))) };
  const defaults: { solver: 'cholesky' | 'svd'; alpha: number | readonly number[] } = { solver: 'svd', alpha: 1 };
  const make = (options: object) => () => resolve('E', defaults, options, rules);

  it('answer a misspelt text with the one that was meant', () => {
    expect(thrown(make({ solver: 'cholseky' }))).toMatchObject({ fix: "did you mean 'cholesky'?", expected: "one of 'cholesky', 'svd'" });
    expect(thrown(make({ solver: 'banana' }))).toMatchObject({ fix: undefined });
  });

  it('take either of two kinds, and keep lists of their own', () => {
    const alpha = [1, 2];
    const options = make({ alpha })();
    alpha[0] = 9;
    expect(options.alpha).toEqual([1, 2]);
    expect(Object.isFrozen(options.alpha)).toBe(true);
    expect(thrown(make({ alpha: [1, -2] }))).toBeInstanceOf(OptionError);
    expect(thrown(make({ alpha: [] }))).toBeInstanceOf(OptionError);
    expect(make({ alpha: 0 })().alpha).toBe(0);
  });
});

describe('loadModel', () => {
  const json = JSON.parse(JSON.stringify(new LinearRegression().fit([[1], [2], [3]], [1, 2, 4])));

  it('reads with the classes it is given, and with no other', () => {
    expect(loadModel(json, [GaussianNBModel, LinearRegressionModel])).toBeInstanceOf(LinearRegressionModel);
    expect(thrown(() => loadModel(json, [GaussianNBModel]))).toMatchObject({ got: "kind: the text 'LinearRegressionModel'" });
  });

  it.each([null, 7, JSON.stringify(json), [], {}, Object.create(json), { ...json, kind: '__proto__' }, { ...json, kind: 'toString' }])(
    'refuses %o',
    (value) => expect(thrown(() => loadModel(value, [LinearRegressionModel]))).toBeInstanceOf(DataError),
  );
});

describe('designInPieces', () => {
  const sparse = {
    shape: [2, 3] as const,
    indptr: Int32Array.of(0, 1, 3),
    indices: Int32Array.of(2, 0, 1),
    values: Float64Array.of(5, 6, 7),
  };

  it('keeps what is sparse sparse, in arrays of its own', () => {
    const design = drain(designInPieces('f', sparse));
    expect(design).toEqual({
      data: sparse.values,
      indices: sparse.indices,
      indptr: sparse.indptr,
      nSamples: 2,
      nFeatures: 3,
      names: undefined,
    });
    expect(design.data).not.toBe(sparse.values);
    expect(drain(designInPieces('f', [[1]]))).toMatchObject({ nSamples: 1, nFeatures: 1 });
  });

  it('takes a SparseMatrix of any element type', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      const matrix = SparseMatrix.fromRows(
        [
          [[2, 5]],
          [],
          [
            [0, 6],
            [1, 7],
          ],
        ],
        3,
        { dtype },
      );
      expect(drain(designInPieces('f', matrix))).toEqual({
        data: sparse.values,
        indices: sparse.indices,
        indptr: Int32Array.of(0, 1, 1, 3),
        nSamples: 3,
        nFeatures: 3,
        names: undefined,
      });
      expect(thrown(() => asMatrix('f', matrix))).toBeInstanceOf(ShapeError);
    }
  });

  it('takes the plain arrays of a file too', () => {
    const plain = { shape: [2, 3], indptr: [0, 1, 3], indices: [2, 0, 1], values: [5, 6, 7] };
    expect(drain(designInPieces('f', Object(plain)))).toEqual(drain(designInPieces('f', sparse)));
    expect(takeRows(Object(plain), Int32Array.of(1))).toEqual(takeRows(sparse, Int32Array.of(1)));
    const floats = { ...sparse, indptr: Float64Array.of(0, 1, 3), values: Int8Array.of(5, 6, 7) };
    expect(drain(designInPieces('f', Object(floats)))).toEqual(drain(designInPieces('f', sparse)));
  });

  it.each<[string, unknown, object]>([
    ['shape', undefined, { what: 'X.shape is not that of sparse rows', got: 'undefined' }],
    ['shape', [2], { got: '[2]' }],
    ['shape', [2, 3, 1], { got: '[2, 3, 1]' }],
    ['shape', [2, 2 ** 31], { got: '[2, 2147483648]' }],
    ['shape', [2, 1e12], { got: '[2, 1000000000000]' }],
    ['shape', [2.5, 3], { got: '[2.5, 3]' }],
    ['shape', [-2, 3], { got: '[-2, 3]' }],
    ['shape', ['2', 3], { got: "[the text '2', 3]" }],
    ['indptr', null, { what: 'X.indptr is not of its kind', expected: 'an Int32Array', got: 'null' }],
    ['indptr', [0, 1, '3'], { got: "the text '3' at index 2" }],
    ['indices', [2, 0.5, 1], { what: 'X.indices is not of its kind', got: '0.5 at index 1' }],
    ['indices', [2, 2 ** 32, 1], { got: '4294967296 at index 1' }],
    ['indices', BigInt64Array.of(2n, 0n, 1n), { got: 'a bigint at index 0' }],
    ['values', undefined, { what: 'X.values is not of its kind', expected: 'a Float64Array', got: 'undefined' }],
    ['values', [5, null, 7], { got: 'null at index 1' }],
  ])('says of a wrong %s what it is: %o', (field, value, parts) => {
    const wrong = Object({ ...sparse, [field]: value });
    const error = { name: field === 'shape' ? 'ShapeError' : 'DataError', ...parts };
    expect(thrown(() => drain(designInPieces('f', wrong)))).toMatchObject({ where: 'f', ...error });
    expect(thrown(() => takeRows(wrong, Int32Array.of(1)))).toMatchObject({ where: 'takeRows', ...error });
    if (field === 'shape') expect(thrown(() => trainTestSplit(wrong))).toMatchObject({ where: 'trainTestSplit', ...error });
  });

  it.each([
    { ...sparse, indices: Int32Array.of(2, 1, 1) },
    { ...sparse, indices: Int32Array.of(3, 0, 1) },
    { ...sparse, indices: Int32Array.of(-1, 0, 1) },
    { ...sparse, indptr: Int32Array.of(0, 4, 3) },
    { ...sparse, indptr: Int32Array.of(0, 1) },
    { ...sparse, indptr: Int32Array.of(1, 1, 3) },
    { ...sparse, values: Float64Array.of(5, Number.NaN, 7) },
    { ...sparse, values: Float64Array.of(5, 6) },
  ])('refuses pointers, columns and entries that lie outside: %o', (wrong) =>
    expect(thrown(() => drain(designInPieces('f', wrong)))).toBeInstanceOf(DataError),
  );
});
